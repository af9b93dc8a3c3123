using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Boss;
using FlowDemo.Schedules.Gits;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Schedules.Gits;

public sealed class GitsScheduleTests
{
    private static readonly GaussianProblem Problem = new(0.5);

    [Theory]
    [InlineData(1.0, 2, 0.352397353, new[] { 0, 71, 100 })]
    [InlineData(1.0, 4, 0.191635534, new[] { 0, 46, 68, 84, 100 })]
    [InlineData(1.15, 2, 0.371908774, new[] { 0, 73, 100 })]
    [InlineData(1.15, 4, 0.228815584, new[] { 0, 53, 73, 87, 100 })]
    [InlineData(1.15, 8, null, new[] { 0, 37, 55, 67, 76, 83, 89, 95, 100 })]
    public void Golden_paths_of_one_gaussian(double coefficient, int steps, double? cost, int[] path)
    {
        // E |x0| = sqrt(pi / 2) in the plane.
        CostMatrix distances = CostMatrix.FromFormula(
            TimeGrid.Uniform(100), (i, j) => Math.Sqrt(Problem.LocalError(i / 100.0, j / 100.0) / 2) * Math.Sqrt(Math.PI / 2));
        ExactStepProgram program = new(distances, coefficient);
        Assert.Equal(path, program.Path(steps));
        Assert.Equal(cost ?? program.Cost(steps), program.Cost(steps), 1e-8);
        TimeGrid grid = new GitsSchedule("l2", coefficient).Prepare(Problem.Context(samples: 50)).Build(steps);
        Assert.Equal(path.Select(static i => i / 100.0), grid.Knots);
    }

    [Theory]
    [InlineData("gits", "gits:l2,1.15")]
    [InlineData("gits:1.15", "gits:l2,1.15")]
    [InlineData("gits:dev", "gits:dev,1.15")]
    public void Names_of_one_grid(string first, string second) => Assert.Equal(Build(first), Build(second));

    [Fact]
    public void Deviation_and_distance_agree_on_one_gaussian_only()
    {
        // There every error points along x0, whose angle with the chord never changes.
        Assert.Equal(Build("gits:l2,1.15"), Build("gits:dev,1.15"));
        GaussianMixture mixture = TestMixtures.ThreeModes();
        Flow flow = MixtureVelocityField.FlowOf(mixture, new LinearPath());
        ScheduleContext context = new(flow, mixture, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(60)), new Execution(1));
        Assert.NotEqual(
            ScheduleCatalog.All.Create("gits:l2,1.15").Prepare(context).Build(4),
            ScheduleCatalog.All.Create("gits:dev,1.15").Prepare(context).Build(4));
    }

    [Theory]
    [InlineData("gits:1.15,1.2")]
    [InlineData("gits:l3")]
    [InlineData("gits:0")]
    [InlineData("gits:dev,abc")]
    public void Bad_parameters_are_refused(string name) => Assert.Throws<FlowDemoException>(() => ScheduleCatalog.All.Create(name));

    [Fact]
    public void Weighing_later_steps_more_moves_the_grid_to_the_data()
    {
        TimeGrid even = Build("gits:1");
        TimeGrid late = Build("gits:1.2");
        Assert.All(Enumerable.Range(1, 3), k => Assert.True(late[k] > even[k]));
    }

    [Fact]
    public void Deviation_is_the_distance_from_the_chord()
    {
        SampleBatch start = SampleBatch.FromPoints((0, 0), (1, 1), (2, 3));
        SampleBatch end = SampleBatch.FromPoints((4, 0), (1, 3), (2, 3));
        ChordDeviation deviation = new(start, end);
        SampleBatch points = SampleBatch.FromPoints((1, 2), (-2, 7), (5, 7));
        Assert.Equal(2, deviation.Deviation(0, points), 1e-15);
        Assert.Equal(3, deviation.Deviation(1, points), 1e-15);
        Assert.Equal(5, deviation.Deviation(2, points), 1e-15);
        SampleBatch onChord = SampleBatch.FromPoints((3, 0), (1, 1.5), (2, 3));
        Assert.Equal(10.0 / 3, deviation.Mean(1, points, onChord), 1e-15);
        Assert.Equal(-10.0 / 3, deviation.Mean(1, onChord, points), 1e-15);
    }

    [Fact]
    public void Distances_are_not_squared()
    {
        SampleBatch a = SampleBatch.FromPoints((0, 0), (1, 1));
        SampleBatch b = SampleBatch.FromPoints((3, 4), (1, 2));
        Assert.Equal(3, new DistanceError(cityBlock: false).Mean(0, a, b), 1e-15);
        Assert.Equal(4, new DistanceError(cityBlock: true).Mean(0, a, b), 1e-15);
        Assert.Equal(13, new SquaredError().Mean(0, a, b), 1e-15);
    }

    private static TimeGrid Build(string name) =>
        ScheduleCatalog.All.Create(name).Prepare(new GaussianProblem(0.5, 2, 1).Context(samples: 40)).Build(4);
}
