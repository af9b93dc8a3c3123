using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Search;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;
using FlowDemo.Tests.Schedules;

namespace FlowDemo.Tests.Fitting;

public sealed class OptimalScheduleTests
{
    public static TheoryData<string> Solvers => ["euler", "midpoint"];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void On_a_gaussian_the_knots_are_at_equal_angles(int steps)
    {
        const double c = 0.5;
        TimeGrid grid = ScheduleCatalog.All.Create("optimal").Prepare(new GaussianProblem(c, 1, -2).Context(samples: 32)).Build(steps);
        for (int i = 1; i < steps; i++)
        {
            Assert.Equal(1 / (1 + (c * Math.Tan(Math.PI / 2 * (1 - ((double)i / steps))))), grid[i], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void No_start_is_better_on_the_calibration_noise(string solver)
    {
        ScheduleContext context = Ring(SolverCatalog.All.Create(solver), 128);
        IGridRule optimal = ScheduleCatalog.All.Create("optimal").Prepare(context);
        foreach (string start in new[] { "uniform", "arctan", "boss" })
        {
            IGridRule other = ScheduleCatalog.All.Create(start).Prepare(context);
            foreach (int steps in new[] { 2, 5 })
            {
                Assert.True(Error(context, context.Solver, optimal.Build(steps)) <= Error(context, context.Solver, other.Build(steps)));
            }
        }
    }

    /// <summary>The list of starts is what the entry prints; on no target that was tried does the result hang on one of them.</summary>
    [Fact]
    public void Boss_is_among_its_starts() =>
        Assert.Matches(@"^Starts: (\w+, )*boss[,.]", ScheduleCatalog.All.Find("optimal")!.Notes);

    [Fact]
    public void On_the_ring_it_takes_a_third_off_the_squared_error_of_boss()
    {
        ScheduleContext context = Ring(Tableaus.Euler, 256);
        TimeGrid optimal = ScheduleCatalog.All.Create("optimal").Prepare(context).Build(4);
        TimeGrid boss = ScheduleCatalog.All.Create("boss").Prepare(context).Build(4);
        Assert.True(Error(context, Tableaus.Euler, optimal) < 0.7 * Error(context, Tableaus.Euler, boss));
    }

    /// <summary>Two steps have one knot, so the least distance of the moments can be told from all hundredths.</summary>
    [Theory]
    [InlineData("optimal:frechet", 0.011)]
    [InlineData("autodiffusion:frechet", 0.03)]
    public void The_moments_can_be_what_is_minimised(string schedule, double tolerance)
    {
        ScheduleContext context = Ring(Tableaus.Euler, 512);
        double best = Enumerable.Range(1, 99).Select(static i => i / 100.0).MinBy(t => EndFigure.Frechet.Of(
            Sampler.Run(
                context.Flow,
                Tableaus.Euler,
                new TimeGrid([0, t, 1]),
                context.Calibration.Noise.Points,
                context.Execution), context.ReferenceEnds()));
        Assert.Equal(best, ScheduleCatalog.All.Create(schedule).Prepare(context).Build(2)[1], tolerance);
    }

    [Fact]
    public void More_steps_than_are_searched_for_continue_from_fewer()
    {
        ScheduleContext context = Ring(SolverCatalog.All.Create("ab2"), 256);
        IGridRule optimal = ScheduleCatalog.All.Create("optimal").Prepare(context);
        double[] errors = [.. new[] { 16, 17, 24, 80 }.Select(k => Error(context, context.Solver, optimal.Build(k)))];
        Assert.True(errors[1] < 1.5 * errors[0] && errors[2] < errors[1] && errors[3] < errors[2], string.Join(" ", errors));
    }

    [Fact]
    public void Two_steps_are_the_best_of_all_hundredths()
    {
        ScheduleContext context = Ring(Tableaus.Euler, 256);
        TimeGrid found = ScheduleCatalog.All.Create("optimal").Prepare(context).Build(2);
        double best = Enumerable.Range(1, 99).Min(i => Error(context, Tableaus.Euler, new TimeGrid(0, i / 100.0, 1)));
        Assert.True(Error(context, Tableaus.Euler, found) <= best);
    }

    [Fact]
    public void A_warm_start_on_a_gaussian_leaves_no_error()
    {
        // The jump is the exact flow, so it pays to jump all the way.
        GaussianProblem problem = new(0.5, 1, -2);
        ScheduleContext context = problem.Context(samples: 32);
        IGridRule rule = ScheduleCatalog.All.Create("uniform+gauss").Prepare(context);
        Assert.Equal(WarmStartKind.Gauss, rule.Jump?.Kind);
        TimeGrid grid = rule.Build(1);
        Assert.Equal(2, grid.Steps);
        Assert.True(grid[1] > 0.99);
    }

    [Theory]
    [InlineData("boss+gauss")]
    [InlineData("shift:2+mean")]
    public void A_warm_start_keeps_the_shape_of_the_grid_behind_it(string name)
    {
        ScheduleContext context = Ring(Tableaus.Euler, 256);
        TimeGrid plain = ScheduleCatalog.All.Create(name.Split('+')[0]).Prepare(context).Build(3);
        TimeGrid grid = ScheduleCatalog.All.Create(name).Prepare(context).Build(3);
        Assert.Equal(4, grid.Steps);
        for (int i = 0; i <= 3; i++)
        {
            Assert.Equal(grid[1] + ((1 - grid[1]) * plain[i]), grid[i + 1], 1e-15);
        }
    }

    [Fact]
    public void A_warm_start_gains_by_orders_of_magnitude_and_its_own_search_gains_more()
    {
        ScheduleContext context = Ring(Tableaus.Euler, 256);
        double Of(string name)
        {
            IGridRule rule = ScheduleCatalog.All.Create(name).Prepare(context);
            return Error(context, rule.Jump is WarmStart jump ? new WarmStartSolver(Tableaus.Euler, jump) : Tableaus.Euler, rule.Build(2));
        }

        double boss = Of("boss+gauss");
        Assert.True(boss < 0.1 * Of("boss"));
        Assert.True(Of("optimal+gauss") < boss);
    }

    private static ScheduleContext Ring(ISolver solver, int samples)
    {
        GaussianMixture ring = TestMixtures.Ring();
        Flow flow = MixtureVelocityField.FlowOf(ring, new LinearPath());
        return new ScheduleContext(flow, ring, solver, new Calibration(flow, GaussianProblem.Noise(samples)), new Execution(1));
    }

    private static double Error(ScheduleContext context, ISolver solver, TimeGrid grid)
    {
        SampleBatch end = Sampler.Run(context.Flow, solver, grid, context.Calibration.Noise.Points, context.Execution);
        SampleBatch exact = context.ReferenceStates(TimeGrid.Uniform(100))[^1];
        return FlowDemo.Sampling.EndpointError.Squared(end, exact).Sum();
    }
}
