using FlowDemo.Comparison;
using FlowDemo.Comparison.Transfer;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Comparison;

/// <summary>What is told of the time: what methods declare beside what they count, and the progress that is made of it.</summary>
public sealed class ComparisonWorkTests
{
    private const int Samples = 512;

    private static readonly Target Ring = TargetLoader.Load("ring", PointsOptions.Default);
    private static readonly Flow RingFlow = ExactFlow.Of(Ring, PathCatalog.All.Create("linear"));

    /// <summary>Every schedule that evaluates, for a solver of one stage and one of two.</summary>
    public static TheoryData<string, string> Schedules()
    {
        TheoryData<string, string> data = [];
        foreach (string schedule in ScheduleCatalog.All.Select("*").Where(static g => !ScheduleCatalog.All.Create(g).IsFree))
        {
            data.Add(schedule, "euler");
            data.Add(schedule, "heun");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_schedule_declares_what_it_counts(string schedule, string solver)
    {
        ISolver steps = SolverCatalog.All.Create(solver);
        ISchedule made = ScheduleCatalog.All.Create(schedule);
        ScheduleContext context = ContextFor(steps);
        IGridRule rule = made.Prepare(context);
        _ = rule.Build(4);
        _ = rule.Build(6);
        long traced = context.Calibration.ReferenceStates(ICalibration.Anchors, context.Execution).Cost;
        double counted = Counted(context);
        double declared = (made.WorkFor(new WorkSetting(steps, Samples, 8), [4, 6]) + Calibration.Work(Samples)).Evaluations;
        Assert.True(traced > 0);
        Assert.InRange(declared / counted, 1 / 3.0, 3);
    }

    [Theory]
    [InlineData("amed")]
    [InlineData("euler-decoupled")]
    public void A_fit_declares_what_it_counts(string solver)
    {
        ISolver fitted = SolverCatalog.All.Create(solver);
        ScheduleContext context = ContextFor(fitted);
        IGridRule uniform = ScheduleCatalog.All.Create("uniform").Prepare(context);
        _ = fitted.Prepare(context, uniform, 4);
        _ = fitted.Prepare(context, uniform, 6);
        double declared = (fitted.WorkOfFits(new WorkSetting(fitted, Samples, 8), [4, 6]) + Calibration.Work(Samples)).Evaluations;
        Assert.InRange(declared / Counted(context), 1 / 4.0, 4);
    }

    [Fact]
    public void A_fit_costs_more_for_more_evaluations_and_one_of_a_file_nothing()
    {
        ISolver fitted = SolverCatalog.All.Create("fitted");
        WorkSetting setting = new(fitted, Samples, 8);
        Assert.True(fitted.WorkOfFits(setting, [8]).Evaluations > 3 * fitted.WorkOfFits(setting, [4]).Evaluations);
        Assert.Equal(fitted.WorkOfFits(setting, [2, 8]), fitted.WorkOfFits(setting, [8]));
        Assert.Equal(Workload.None, SolverCatalog.All.Create("fitted:universal").WorkOfFits(setting, [4, 8]));
    }

    [Fact]
    public void What_solvers_share_is_there_once()
    {
        ComparisonWork One(params string[] solvers) => ComparisonWork.Of(
            new ComparisonPlan { Solvers = [.. solvers], Schedules = ["gits"], Baseline = new("euler", "gits") }.Resolve(), 64, 8);
        double alone = One("euler").Building.Evaluations;
        Assert.True(alone > 100 * Samples);
        Assert.Equal(alone, One("euler", "heun").Building.Evaluations);
    }

    [Fact]
    public void A_stage_moves_while_it_counts_and_may_take_longer_than_it_said()
    {
        ProgressListener heard = new();
        WorkMeter meter = new(new Pace(1, 1), new Workload(400), heard);
        meter.Begin("first", new Workload(100));
        meter.Count(50);
        Assert.Equal(50 / 400.0, heard.Last);
        meter.Count(250);
        Assert.Equal(300 / 600.0, heard.Last);
        meter.Begin("second", new Workload(300));
        Assert.Equal(300 / 600.0, heard.Last);
        meter.Reach(0.5);
        Assert.Equal(450 / 600.0, heard.Last);
        meter.Begin("third", Workload.None);
        Assert.Equal(1, heard.Last);
    }

    [Fact]
    public void Progress_goes_on_while_a_grid_is_sought()
    {
        ProgressListener heard = new();
        ComparisonPlan plan = new()
        {
            Solvers = ["euler"],
            Schedules = ["optimal"],
            Budgets = [4],
            Metrics = ["rmse"],
            Samples = 64,
            Baseline = new("euler", "optimal"),
        };
        _ = ComparisonRunner.Run(plan, Ring, null, new Execution(1), heard);
        double[] within = [.. heard.Heard.Where(static p => p.Stage == "euler/optimal at NFE 4").Select(static p => p.Fraction)];
        Assert.True(within.Length > 10);
        Assert.Equal(within.Order(), within);
        Assert.True(within[0] < 0.2 && within[^1] > 0.4, $"{within[0]} to {within[^1]}");
    }

    /// <summary>A search is longer than a formula, whatever the number of methods and targets.</summary>
    [Fact]
    public void Progress_of_a_transfer_weighs_its_fits()
    {
        ProgressListener heard = new();
        TransferPlan plan = new() { Targets = ["ring"], Methods = ["euler/uniform", "euler/optimal"], Budget = 4, Samples = 64 };
        _ = TransferRunner.Run(plan, [Ring], new Execution(1), heard);
        double[] search = [.. heard.Heard.Where(static p => p.Stage == "euler/optimal on ring").Select(static p => p.Fraction)];
        Assert.True(search.Length > 10 && search[0] < 0.3 && search[^1] > 0.4, $"{search[0]} to {search[^1]} in {search.Length}");
    }

    private static double Counted(ScheduleContext context) =>
        context.Counter.Velocities + ((Workload.Derivative - 1) * context.Counter.Derivatives);

    private static ScheduleContext ContextFor(ISolver solver) =>
        new(RingFlow, Ring.Mixture, solver, Calibration.Of(RingFlow, 0, Samples), new Execution(2));
}
