using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Solvers;

public sealed class SolverCatalogTests
{
    private static readonly SampleBatch Starts = SolverRuns.Starts(48);

    private static readonly Lazy<SampleBatch> Truth = new(
        static () => SolverRuns.Run(SolverRuns.FourModes, Tableaus.Rk4, TimeGrid.Uniform(4000), Starts));

    public static TheoryData<string> Ids => [.. GridSolvers];

    public static TheoryData<string> Deterministic => [.. GridSolvers.Where(static id => !SolverCatalog.All.Create(id).IsStochastic)];

    /// <summary>The solvers whose entry states an order, on grids of their own choosing left out.</summary>
    public static TheoryData<string> Ordered => [.. GridSolvers.Where(static id =>
        SolverCatalog.All.Find(id)!.Convergence is not null && SolverCatalog.All.Create(id).TakesSchedule)];

    /// <summary>The solvers that run on any grid; the others have times of their own.</summary>
    private static IEnumerable<string> GridSolvers =>
        SolverCatalog.All.Entries.Select(static e => e.Id).Where(
            static id => SolverCatalog.All.Create(id) is { TakesSchedule: true } or { TakesBudget: false });

    [Theory]
    [MemberData(nameof(Ordered))]
    public void Converges_at_its_order(string id)
    {
        ConvergenceOrder order = SolverCatalog.All.Find(id)!.Convergence!;
        double slope = SolverRuns.Slope(SolverRuns.FourModes, SolverCatalog.All.Create(id), 160, Starts, Truth.Value);
        Assert.InRange(slope, order.Value - order.Slack, order.Value + order.Slack);
    }

    public static TheoryData<string> OrderedOnVp =>
        [.. SolverCatalog.All.Entries.Where(static e => e.Convergence?.OnVariancePreserving is not null
            && e.Convergence.Text is null).Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(OrderedOnVp))]
    public void Converges_more_slowly_on_vp_where_it_says_so(string id)
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.Ring(), PathCatalog.All.Create("vp"));
        SampleBatch truth = ReferenceSolution.Adaptive(flow, Starts, new Execution(1)).End;
        double order = SolverCatalog.All.Find(id)!.Convergence!.OnVariancePreserving!.Value;
        Assert.InRange(SolverRuns.Slope(flow, SolverCatalog.All.Create(id), 160, Starts, truth), order - 0.3, order + 0.3);
    }

    [Theory]
    [InlineData("unipc2")]
    [InlineData("unipc3")]
    [InlineData("unipc2:bh1")]
    public void Clipped_ends_change_the_first_steps_of_unipc_and_converge_all_the_same(string name)
    {
        string clipped = name.Contains(':', StringComparison.Ordinal) ? $"{name},0.001" : $"{name}:bh2,0.001";
        double Error(string solver, int steps) =>
            SolverRuns.Distance(SolverRuns.Run(SolverRuns.FourModes, solver, TimeGrid.Uniform(steps), Starts), Truth.Value);
        Assert.NotEqual(Error(name, 8), Error(clipped, 8));
        Assert.InRange(Error(clipped, 80), 0, 0.2 * Error(clipped, 8));
    }

    [Theory]
    [InlineData("ab3:heun", 3)]
    [InlineData("ab3:rk4", 3)]
    [InlineData("ab3:taylor2", 3)]
    [InlineData("ab4:rk4", 4)]
    [InlineData("rf:0.01", 2)]
    [InlineData("unipc3:bh1", 2)]
    [InlineData("unipc2:flow", 2)]
    [InlineData("unipc3:flow,bh1", 2)]
    [InlineData("tab2:flow", 2)]
    [InlineData("tab3:flow", 2)]
    [InlineData("tab2:lower", 1.8)]
    [InlineData("dpmpp-2m:taylor", 1.8)]
    [InlineData("flowturbo:H2P", 2)]
    public void Options_converge_at_their_order(string name, double order)
    {
        double slope = SolverRuns.Slope(SolverRuns.FourModes, SolverCatalog.All.Create(name), 160, Starts, Truth.Value);
        Assert.InRange(slope, order - 0.3, order + 0.3);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Spends_a_budget_exactly_when_it_says_so(string id)
    {
        ISolver solver = SolverCatalog.All.Create(id);
        for (int budget = 1; budget <= 14; budget++)
        {
            if (solver.StepsFor(budget) is int steps)
            {
                EvaluationCounter counter = new();
                Flow counted = SolverRuns.FourModes with { Field = new CountingVelocityField(SolverRuns.FourModes.Field, counter) };
                _ = SolverRuns.Run(counted, solver, TimeGrid.Uniform(steps), SolverRuns.Starts(3));
                Assert.Equal(3 * budget, counter.Velocities);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Spends_the_same_when_a_warm_start_takes_the_first_step(string id)
    {
        ISolver solver = SolverCatalog.All.Create(id);
        for (int budget = 1; budget <= 8; budget++)
        {
            if (solver.StepsFor(budget) is int steps)
            {
                EvaluationCounter counter = new();
                Flow counted = SolverRuns.FourModes with { Field = new CountingVelocityField(SolverRuns.FourModes.Field, counter) };
                TimeGrid grid = TimeGrid.Uniform(steps + 1);
                SampleBatch x = SolverRuns.Starts(3);
                IStepper stepper = solver.Start(counted, grid, x);
                for (int k = 1; k <= steps; k++)
                {
                    stepper.Step(grid[k], grid[k + 1], x);
                }

                Assert.Equal(3 * budget, counter.Velocities);
            }
        }
    }

    [Theory]
    [InlineData("ab4:heun")]
    [InlineData("ab4:rk4")]
    [InlineData("flowturbo:H1P5R3")]
    [InlineData("flowturbo:P3R1")]
    [InlineData("flowturbo:H2")]
    public void Options_spend_a_budget_exactly(string name)
    {
        Spends_a_budget_exactly_when_it_says_so(name);
        Assert.Contains(Enumerable.Range(1, 14), b => SolverCatalog.All.Create(name).StepsFor(b) is not null);
    }

    [Theory]
    [MemberData(nameof(Deterministic))]
    public void A_constant_field_is_exact(string id)
    {
        double end = SolverRuns.FromOne(ScalarField.Constant(0.75), id, SolverRuns.Uneven);
        Assert.Equal(1.75, end, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Straight_lines_to_one_point_are_exact_unless_the_velocity_there_is_asked_for(string id)
    {
        ScalarField lines = ScalarField.Delta(-2.5);
        lines.Times.Capacity = 10_000;
        double end = SolverRuns.FromOne(lines, id, SolverRuns.Uneven);
        if (lines.Times.Contains(1))
        {
            Assert.Equal(double.NaN, end);
        }
        else
        {
            Assert.Equal(-2.5, end, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_sample_does_not_depend_on_its_batch(string id)
    {
        ISolver solver = SolverCatalog.All.Create(id);
        SampleBatch all = SolverRuns.Run(SolverRuns.FourModes, solver, SolverRuns.Uneven, SolverRuns.Starts(300));
        SampleBatch part = SolverRuns.Run(SolverRuns.FourModes, solver, SolverRuns.Uneven, SolverRuns.Starts(300).Slice(250, 7));
        Assert.True(all.Slice(250, 7).Coordinate(0).SequenceEqual(part.Coordinate(0)));
        Assert.True(all.Slice(250, 7).Coordinate(1).SequenceEqual(part.Coordinate(1)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Steps_allocate_nothing(string id)
    {
        TimeGrid grid = TimeGrid.Uniform(40);
        SampleBatch x = SolverRuns.Starts(5);
        IStepper stepper = SolverCatalog.All.Create(id).Start(ScalarField.Linear(-0.5).Flow(), grid, x);
        Walk(0, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Walk(10, 40);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Walk(int from, int to)
        {
            for (int k = from; k < to; k++)
            {
                stepper.Step(grid[k], grid[k + 1], x);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void One_run_can_follow_another(string id)
    {
        ISolver solver = SolverCatalog.All.Create(id);
        SampleBatch first = SolverRuns.Run(SolverRuns.FourModes, solver, SolverRuns.Uneven, Starts);
        SampleBatch second = SolverRuns.Run(SolverRuns.FourModes, solver, SolverRuns.Uneven, Starts);
        Assert.True(first.Values.SequenceEqual(second.Values));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Carried_tangents_are_differences_of_the_map(string id)
    {
        ISolver solver = SolverCatalog.All.Create(id);
        if (!solver.CarriesTangents)
        {
            return;
        }

        const double h = 1e-6;
        DiscreteFlowMap map = DiscreteFlowMap.Compute(
            SolverRuns.FourModes, solver, SolverRuns.Uneven, SampleBatch.FromPoints((0.4, -0.7)), new Execution(1));
        SampleBatch end = SolverRuns.Run(
            SolverRuns.FourModes, solver, SolverRuns.Uneven, SampleBatch.FromPoints(
                (0.4 + h, -0.7), (0.4 - h, -0.7), (0.4, -0.7 + h), (0.4, -0.7 - h)));
        double determinant =
            (((end[0, 0] - end[1, 0]) * (end[2, 1] - end[3, 1])) - ((end[0, 1] - end[1, 1]) * (end[2, 0] - end[3, 0]))) / (4 * h * h);
        Assert.Equal(Math.Log(Math.Abs(determinant)), map.LogAbsDeterminant[0], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_entry_says_what_it_is(string id)
    {
        CatalogEntry<ISolver> entry = SolverCatalog.All.Find(id)!;
        Assert.All(
            [entry.Summary, entry.Formula, entry.Order, entry.Cost, entry.Source],
            static text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.All(entry.Parameters, static p => Assert.False(string.IsNullOrWhiteSpace(p.Meaning)));
    }

    [Theory]
    [InlineData("euler:1")]
    [InlineData("ab2:leapfrog")]
    [InlineData("ipndm:5")]
    [InlineData("dpmpp-2m:midpoint,0.5")]
    [InlineData("unipc2:bh3")]
    [InlineData("rf:0")]
    [InlineData("flowturbo:R3")]
    [InlineData("flowturbo:P5H1")]
    [InlineData("dopri5:0")]
    [InlineData("dc-ab2:grid")]
    [InlineData("amed:2")]
    public void Bad_parameters_are_the_users_error(string name) => Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Create(name));
}
