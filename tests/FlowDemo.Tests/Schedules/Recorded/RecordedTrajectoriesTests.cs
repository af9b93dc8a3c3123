using FlowDemo.Fields;
using FlowDemo.Interchange;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules.Boss;
using FlowDemo.Schedules.Gits;
using FlowDemo.Schedules.Recorded;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using FlowDemo.Tests.Interchange;

namespace FlowDemo.Tests.Schedules.Recorded;

public sealed class RecordedTrajectoriesTests
{
    private static readonly Execution OneThread = new(1);

    public static TheoryData<string> Metrics => ["squared", "l2", "l1", "dev"];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Costs_are_those_of_the_same_trajectories_in_memory(string metric)
    {
        Flow flow = MixtureVelocityField.FlowOf(
            TargetCatalog.All.Create("ring")(PointsOptions.Default).Mixture, PathCatalog.All.Create("linear"));
        AnchoredTrajectories inMemory = AnchoredTrajectories.ByEuler(
            flow, TimeGrid.Uniform(12), NormalNoise.Draw("quasi", 64, 3, NoiseStream.Test).Points, OneThread);
        (IErrorMeasure there, RecordedMeasure here, double tolerance) = metric switch
        {
            "squared" => ((IErrorMeasure)new SquaredError(), RecordedMeasure.Squared, 1e-12),
            "l2" => (new DistanceError(cityBlock: false), RecordedMeasure.Euclidean, 1e-12),
            "l1" => (new DistanceError(cityBlock: true), RecordedMeasure.CityBlock, 1e-12),
            _ => (new ChordDeviation(inMemory.States[0], inMemory.States[^1]), RecordedMeasure.Deviation, 1e-8),
        };
        CostMatrix expected = LocalErrors.Tabulate(flow, Tableaus.Euler, inMemory, there, OneThread);
        using MemoryStream file = new();
        NpyWriter.WriteSets([.. inMemory.States], file);

        using NpyArray states = NpyArrayTests.Open(file.ToArray());
        CostMatrix costs = RecordedErrors.Tabulate(new RecordedTrajectories(states), here, new Execution(2));

        for (int i = 0; i < 12; i++)
        {
            for (int j = i + 1; j <= 12; j++)
            {
                Assert.Equal(expected[i, j], costs[i, j], tolerance * (1 + Math.Abs(expected[i, j])));
            }
        }
    }

    [Fact]
    public void The_many_narrow_directions_are_not_taken_for_a_wide_one()
    {
        // One direction 20 wide among 3,000 of width 1: their sum over 30 samples alone would be 10 wide.
        double[] noise = NormalNoise.Random(45_000, 0, NoiseStream.Test).Points.Values.ToArray()[..90_000];
        double[] ends = [.. noise.Select(static (v, k) => k % 3000 == 0 ? 20 * (k / 3000 % 2 == 0 ? 1 : -1) : v)];
        double[] all = [.. new double[2 * ends.Length], .. ends];
        using NpyArray states = new(new MemoryStream(NpyFile.Doubles("(3, 30, 3000)", all)), "states.npy");
        Assert.Equal(20, new RecordedTrajectories(states).Scale(), 1.0);
    }

    [Theory]
    [InlineData(400, 3)]
    [InlineData(40, 5000)]
    public void The_scale_is_the_width_along_the_widest_direction(int samples, int dimension)
    {
        // End points on a line along which they are 7 wide, whatever the direction and however many values a state has.
        double[] along = [.. Enumerable.Range(0, samples).Select(i => i % 2 == 0 ? 7.0 : -7)];
        double[] direction = [.. Enumerable.Range(0, dimension).Select(static d => Math.Cos(d))];
        double length = Math.Sqrt(direction.Sum(static v => v * v));
        double[] ends = [.. along.SelectMany(a => direction.Select(v => 2 + (a * v / length)))];
        double[] all = [.. new double[2 * ends.Length], .. ends];
        using NpyArray states = new(new MemoryStream(NpyFile.Doubles($"(3, {samples}, {dimension})", all)), "states.npy");
        Assert.Equal(7, new RecordedTrajectories(states).Scale(), 1e-9);
    }

    [Fact]
    public void The_predicted_error_is_that_of_adding_up_the_velocities_at_the_knots()
    {
        // x = t^2 (1, 0) and t^2 (0, 2), with v = 2 t: Euler's sum over {0, 1/2, 1} gives 1/2 of 1, and v(3/4) is between anchors.
        double[] states = [.. Enumerable.Range(0, 5).Select(static i => i / 4.0).SelectMany(static t => new[] { t * t, 0, 0, 2 * t * t })];
        double[] velocities = [.. Enumerable.Range(0, 4).Select(static i => i / 4.0).SelectMany(static t => new[] { 2 * t, 0, 0, 4 * t })];
        using NpyArray x = NpyArrayTests.Open(NpyFile.Doubles("(5, 2, 2)", states));
        using NpyArray v = NpyArrayTests.Open(NpyFile.Doubles("(4, 2, 2)", velocities));
        RecordedTrajectories recorded = new(x, v);
        double spread = Math.Sqrt((1 + 4) / 2.0);
        Assert.Equal(0.5 * spread, recorded.PredictedError(TimeGrid.Uniform(2), OneThread), 1e-12);
        Assert.Equal(spread, recorded.PredictedError(TimeGrid.Uniform(1), OneThread), 1e-12);
        Assert.Equal((1 - (0.625 * 0.75)) * spread, recorded.PredictedError(new TimeGrid(0, 0.375, 1), OneThread), 1e-12);
        using NpyArray euler = NpyArrayTests.Open(NpyFile.Doubles("(5, 2, 2)", states));
        Assert.Equal(0, new RecordedTrajectories(euler).PredictedError(TimeGrid.Uniform(4), OneThread), 1e-12);
    }

    [Fact]
    public void A_sample_too_large_for_one_block_costs_what_its_parts_add_up_to()
    {
        // One coordinate of each sample moves, by t^2: a step from t0 to t1 with velocity 2 t0 misses by (t1 - t0)^2.
        const int Size = 1_500_000;
        float[] values = new float[3 * 2 * Size];
        for (int k = 0; k < 2; k++)
        {
            values[(2 * Size) + (k * Size) + Size - 1] = 0.25f;
            values[(4 * Size) + (k * Size) + Size - 1] = 1;
        }

        using NpyArray states = NpyArrayTests.Open(
            NpyFile.Of("'<f4'", false, $"(3, 2, {Size})", System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
        float[] rates = new float[2 * 2 * Size];
        rates[(2 * Size) + Size - 1] = rates[(3 * Size) + Size - 1] = 1;
        using NpyArray velocities = NpyArrayTests.Open(
            NpyFile.Of("'<f4'", false, $"(2, 2, {Size})", System.Runtime.InteropServices.MemoryMarshal.AsBytes(rates.AsSpan()).ToArray()));
        List<double> heard = [];
        CostMatrix costs = RecordedErrors.Tabulate(
            new RecordedTrajectories(states, velocities), RecordedMeasure.Euclidean, OneThread with { Progress = heard.Add });
        Assert.Equal((0.25, 1, 0.25), (costs[0, 1], costs[0, 2], costs[1, 2]));
        Assert.Equal(heard.Order(), heard);
        Assert.Equal((6, 1), (heard.Count, heard[^1]));

        // All of it lies on one line, from which no step departs.
        CostMatrix deviations = RecordedErrors.Tabulate(new RecordedTrajectories(states, velocities), RecordedMeasure.Deviation, OneThread);
        Assert.Equal((0, 0, 0), (deviations[0, 1], deviations[0, 2], deviations[1, 2]));
    }

    [Fact]
    public void The_deviation_is_signed_and_that_from_the_chord()
    {
        // From (0, 0) by (0, 2) to (3, 0): the chord is the x-axis. The first step goes up by 1 and sideways, the second comes back to it.
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles("(3, 1, 2)", 0, 0, 0, 2, 3, 0));
        using NpyArray velocities = NpyArrayTests.Open(NpyFile.Doubles("(2, 1, 2)", 14, 2, 0, -1));
        CostMatrix costs = RecordedErrors.Tabulate(new RecordedTrajectories(states, velocities), RecordedMeasure.Deviation, OneThread);
        Assert.Equal((-1, 2, 1.5), (costs[0, 1], costs[0, 2], costs[1, 2]));
    }

    [Fact]
    public void A_trajectory_that_stands_still_deviates_by_its_distance()
    {
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles("(3, 1, 2)", new double[6]));
        using NpyArray velocities = NpyArrayTests.Open(NpyFile.Doubles("(2, 1, 2)", 6, 8, 0, 0));
        CostMatrix costs = RecordedErrors.Tabulate(new RecordedTrajectories(states, velocities), RecordedMeasure.Deviation, OneThread);
        Assert.Equal((5, 10, 0), (costs[0, 1], costs[0, 2], costs[1, 2]));
    }

    [Theory]
    [InlineData("gits:1.3", "gits:l2,1.3")]
    [InlineData("gits:dev", "gits:dev,1.15")]
    [InlineData("gits:l1,1.15", "gits:l1")]
    public void The_metric_and_the_coefficient_are_named_as_in_the_built_in_schedule(string name, string same)
    {
        double[] values = [.. Enumerable.Range(0, 13 * 3).Select(static k => Math.Pow(k / 3 / 12.0, 2 + (k % 3)))];
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles("(13, 1, 3)", values));
        TimeGrid Built(string id) => RecordedScheduleCatalog.All.Create(id)(new RecordedTrajectories(states), OneThread).Build(4);
        Assert.Equal(Built(same), Built(name));
        Assert.Throws<FlowDemoException>(() => Built("gits:l3"));
        Assert.Throws<FlowDemoException>(() => Built("gits:1.2,l2"));
    }

    [Fact]
    public void Accelerations_are_differences_of_velocities_over_unequal_steps()
    {
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles("(4, 1, 1)", 0, 0, 0, 0));
        using NpyArray velocities = NpyArrayTests.Open(NpyFile.Doubles("(4, 1, 1)", 0, 1, 3, 100));
        using NpyArray times = NpyArrayTests.Open(NpyFile.Doubles("(4,)", 1, 0.75, 0.25, 0));
        RecordedTrajectories trajectories = new(states, velocities, times);
        Assert.Equal(new TimeGrid(0, 0.25, 0.75, 1), trajectories.Anchors);
        Assert.Equal([16, 16, 16], RecordedErrors.SquaredAccelerations(trajectories, OneThread));
    }

    [Fact]
    public void Straight_trajectories_get_equal_steps_by_equidistribution()
    {
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles("(5, 1, 1)", 0, 0.25, 0.5, 0.75, 1));
        Assert.Equal(
            TimeGrid.Uniform(4),
            RecordedScheduleCatalog.All.Create("equidistribution")(new RecordedTrajectories(states), OneThread).Build(4));
    }

    [Fact]
    public void Boss_finds_the_least_sum_of_squares_that_trying_everything_finds()
    {
        // Three curves that bend most near the data; step k runs from k / 12 to (k + 1) / 12.
        const int Steps = 12;
        double[][] x = [.. Enumerable.Range(0, Steps + 1).Select(
            static k => new[] { 2, 3, 5 }.Select(p => Math.Pow(k / (double)Steps, p)).ToArray())];
        double Error(int i, int j) => Enumerable.Range(0, 3).Sum(d => Math.Pow(x[i][d] + ((j - i) * (x[i + 1][d] - x[i][d])) - x[j][d], 2));
        (int a, int b) = Enumerable.Range(1, Steps - 2).SelectMany(static a => Enumerable.Range(a + 1, Steps - 1 - a).Select(b => (a, b)))
            .MinBy(pair => Error(0, pair.a) + Error(pair.a, pair.b) + Error(pair.b, Steps));
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles("(13, 1, 3)", [.. x.SelectMany(static row => row)]));
        TimeGrid grid = RecordedScheduleCatalog.All.Create("boss")(new RecordedTrajectories(states), OneThread).Build(3);
        Assert.Equal(new TimeGrid(0, (double)a / Steps, (double)b / Steps, 1), grid);
    }

    [Theory]
    [InlineData("(4, 2)", "anchors x samples x dimensions")]
    [InlineData("(2, 2, 2)", "3 to 1001 anchors")]
    public void Shapes_that_are_no_trajectories_are_refused(string shape, string expected)
    {
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles(shape, new double[8]));
        Assert.Contains(
            expected, Assert.Throws<FlowDemoException>(() => new RecordedTrajectories(states)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Velocities_and_times_of_another_shape_are_refused()
    {
        using NpyArray states = NpyArrayTests.Open(NpyFile.Doubles("(3, 1, 1)", 0, 1, 2));
        using NpyArray other = NpyArrayTests.Open(NpyFile.Doubles("(3, 1, 2)", new double[6]));
        using NpyArray scalar = NpyArrayTests.Open(NpyFile.Doubles("()", 1));
        Assert.Contains(
            "that of the states, 3 x 1 x 1",
            Assert.Throws<FlowDemoException>(() => new RecordedTrajectories(states, scalar)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "that of the states, 3 x 1 x 1",
            Assert.Throws<FlowDemoException>(() => new RecordedTrajectories(states, other)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "one time per anchor, 3",
            Assert.Throws<FlowDemoException>(() => new RecordedTrajectories(states, null, other)).Message,
            StringComparison.Ordinal);
    }
}
