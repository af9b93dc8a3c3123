using FlowDemo.Fields;
using FlowDemo.Fitting.FlowTurbo;
using FlowDemo.Paths;
using FlowDemo.Solvers;
using FlowDemo.Solvers.FlowTurbo;
using FlowDemo.Targets;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting;

public sealed class FlowTurboTests
{
    [Theory]
    [InlineData("H1P5R3", 7, 9)]
    [InlineData("H2", 4, 2)]
    [InlineData("P3R1", 4, 4)]
    [InlineData("H1PR3", 2, 4)]
    [InlineData("H1PR3", 7, 9)]
    [InlineData("P", 6, 5)]
    public void A_budget_of_velocities_gives_so_many_steps(string blocks, int budget, int steps) =>
        Assert.Equal(steps, BlockPattern.Parse(blocks)!.StepsFor(budget));

    [Theory]
    [InlineData("H1P5R3", 8)]
    [InlineData("H2", 5)]
    [InlineData("H1PR3", 1)]
    [InlineData("P", 1)]
    public void Another_budget_gives_none(string blocks, int budget) => Assert.Null(BlockPattern.Parse(blocks)!.StepsFor(budget));

    [Theory]
    [InlineData("")]
    [InlineData("R3")]
    [InlineData("P5H1")]
    [InlineData("H0")]
    [InlineData("H1P5R3X")]
    [InlineData("h1")]
    [InlineData("H99999")]
    public void Other_text_is_no_pattern(string text) => Assert.Null(BlockPattern.Parse(text));

    [Fact]
    public void Refinements_are_counted_apart()
    {
        EvaluationCounter counter = new();
        Flow counted = SolverRuns.FourModes with { Field = new CountingVelocityField(SolverRuns.FourModes.Field, counter) };
        _ = SolverRuns.Run(counted, "flowturbo:H1P5R3", TimeGrid.Uniform(9), SolverRuns.Starts(4));
        Assert.Equal(7 * 4, counter.Velocities);
        Assert.Equal(6 * 4, counter.Refinements);
    }

    [Fact]
    public void A_grid_that_the_blocks_do_not_fill_is_the_users_error() =>
        Assert.Contains("H1P5R3", Assert.Throws<FlowDemoException>(
            () => SolverRuns.Run(
                SolverRuns.FourModes,
                "flowturbo:H1P5R3",
                TimeGrid.Uniform(8),
                SolverRuns.Starts(4))).Message, StringComparison.Ordinal);

    [Fact]
    public void Terms_are_all_monomials_up_to_degree_four_once()
    {
        // Variables whose powers are told apart by their size in the logarithm.
        double[] variables = [2, 3, 5, 7, 11];
        double[] terms = new double[PolynomialRefiner.Terms];
        PolynomialRefiner.Expand(variables, terms);
        Assert.Equal(PolynomialRefiner.Terms, terms.Distinct().Count());
        Assert.Contains(1, terms);
        Assert.Contains(2 * 3 * 5 * 7, terms);
        Assert.Contains(11 * 11 * 11 * 11, terms);
        Assert.DoesNotContain(2 * 3 * 5 * 7 * 11, terms);
    }

    [Fact]
    public void A_fitted_refiner_beats_the_old_velocity_where_two_steps_use_it()
    {
        TimeGrid grid = TimeGrid.Uniform(9);
        SampleBatch x0 = SolverRuns.Starts(200);
        SampleBatch truth = SolverRuns.Run(SolverRuns.FourModes, Tableaus.Rk4, TimeGrid.Uniform(400), x0);
        ISolver solver = SolverCatalog.All.Create("flowturbo:H1PR2");
        ScheduleContext context = new(
            SolverRuns.FourModes,
            TestMixtures.FourModes(),
            solver,
            new FlowDemo.Schedules.Calibration(
                SolverRuns.FourModes, FlowDemo.Randomness.NormalNoise.Quasi(1024, 0, FlowDemo.Randomness.NoiseStream.Calibration)),
            new Execution(1));
        double stale = SolverRuns.Distance(SolverRuns.Run(SolverRuns.FourModes, solver, grid, x0), truth);
        double refined = SolverRuns.Distance(SolverRuns.Run(SolverRuns.FourModes, GivenGrid.Fit(context, grid), grid, x0), truth);
        Assert.InRange(refined / stale, 0.05, 0.6);
        long once = context.Counter.Velocities;
        _ = GivenGrid.Fit(context, TimeGrid.Uniform(12));
        Assert.Equal(2 * once, context.Counter.Velocities);
    }

    [Fact]
    public void A_refiner_stays_within_what_its_fit_has_seen()
    {
        // A cubic of the velocity, fitted where everything lies in [-1, 1] and no change exceeds 2.
        double[] cubic = new double[PolynomialRefiner.Terms];
        double[] terms = new double[PolynomialRefiner.Terms];
        PolynomialRefiner.Expand([2, 3, 5, 7, 11], terms);
        cubic[Enumerable.Range(0, terms.Length).Single(i => terms[i] == 125)] = 3;
        PolynomialRefiner refiner = new(
            [1, 1, 1, 1, 1], [cubic, cubic], [.. Enumerable.Repeat(new SeenRange(-1, 1), 5)], [new(-4, 4), new(-2, 2)]);
        SampleBatch x = new(2, 2);
        SampleBatch velocity = new(2, 2);
        velocity.Coordinate(0)[0] = 0.5;
        velocity.Coordinate(0)[1] = 100;
        refiner.Refine(0.5, x, velocity);
        Assert.Equal([0.875, 103], velocity.Coordinate(0).ToArray());
        Assert.Equal([0.375, 2], velocity.Coordinate(1).ToArray());
    }

    [Theory]
    [InlineData("spiral", 5, 2.0)]
    [InlineData("penguins", 8, 5.0)]
    [InlineData("moons", 5, 0.8)]
    [InlineData("grid25", 5, 0.6)]
    [InlineData("checkerboard", 5, 0.6)]
    [InlineData("skewed", 5, 0.6)]
    public void Three_refined_steps_do_not_run_away_and_keep_their_gain(string target, int evaluations, double most)
    {
        GaussianMixture mixture = TargetCatalog.All.Create(target)(PointsOptions.Default).Mixture;
        Flow flow = MixtureVelocityField.FlowOf(mixture, new LinearPath());
        SampleBatch x0 = SolverRuns.Starts(300);
        SampleBatch truth = SolverRuns.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(400), x0);
        Assert.InRange(Error("flowturbo") / Error("flowturbo:H1P"), 0.1, most);

        double Error(string name)
        {
            ISolver solver = SolverCatalog.All.Create(name);
            TimeGrid grid = TimeGrid.Uniform(solver.StepsFor(evaluations)!.Value);
            ScheduleContext context = new(
                flow,
                mixture,
                solver,
                new FlowDemo.Schedules.Calibration(
                    flow, FlowDemo.Randomness.NormalNoise.Quasi(1024, 0, FlowDemo.Randomness.NoiseStream.Calibration)),
                new Execution(2));
            return SolverRuns.Distance(SolverRuns.Run(flow, GivenGrid.Fit(context, grid), grid, x0), truth);
        }
    }
}
