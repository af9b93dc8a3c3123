using System.Collections.Immutable;
using FlowDemo.Comparison.Limits;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Models;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>
/// Carries out a comparison: target -> path -> field -> schedule x solver -> samples -> metrics against the reference -> report.
/// </summary>
public static class ComparisonRunner
{
    /// <summary>Runs a plan on the target that it names, on all cores.</summary>
    /// <param name="plan">What to compare.</param>
    /// <exception cref="FlowDemoException">The plan names something unknown or out of range.</exception>
    public static ComparisonReport Run(ComparisonPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Target? source = plan.Source is null ? null : TargetLoader.Load(plan.Source, PointsOptions.Default);
        return Run(plan, TargetLoader.Load(plan.Target, PointsOptions.Default).From(source), null, Execution.Default);
    }

    /// <summary>Resolves a plan and runs it.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="target">The data distribution that the plan names.</param>
    /// <param name="userNoise">Noise points to use in place of drawn ones; null to draw them as the plan says.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <param name="keepsEnds">Whether the report has the end points of its rows.</param>
    /// <exception cref="FlowDemoException">The plan names something unknown or out of range.</exception>
    public static ComparisonReport Run(
        ComparisonPlan plan,
        Target target,
        NoiseSet? userNoise,
        Execution execution,
        IProgress<WorkProgress>? progress = null,
        bool keepsEnds = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Run(plan.Resolve(), target, userNoise, execution, progress, keepsEnds);
    }

    /// <summary>Runs every method of a plan at every budget that it can spend exactly.</summary>
    /// <param name="resolved">What to compare.</param>
    /// <param name="target">The data distribution that the plan names.</param>
    /// <param name="userNoise">Noise points to use in place of drawn ones; null to draw them as the plan says.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <param name="keepsEnds">Whether the report has the end points of its rows.</param>
    /// <exception cref="FlowDemoException">A method and the problem do not go together.</exception>
    public static ComparisonReport Run(
        ResolvedPlan resolved,
        Target target,
        NoiseSet? userNoise,
        Execution execution,
        IProgress<WorkProgress>? progress = null,
        bool keepsEnds = false) => Run(resolved, new Subject(target), userNoise, execution, progress, keepsEnds);

    /// <summary>The same on a target or a model.</summary>
    /// <param name="resolved">What to compare.</param>
    /// <param name="subject">What to compare on.</param>
    /// <param name="userNoise">Noise points to use in place of drawn ones; null to draw them as the plan says.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <param name="keepsEnds">Whether the report has the end points of its rows.</param>
    /// <exception cref="FlowDemoException">A method or a metric and the problem do not go together.</exception>
    public static ComparisonReport Run(
        ResolvedPlan resolved,
        Subject subject,
        NoiseSet? userNoise,
        Execution execution,
        IProgress<WorkProgress>? progress = null,
        bool keepsEnds = false)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        ArgumentNullException.ThrowIfNull(subject);
        ComparisonReport measured = Measure(resolved, subject, userNoise, null, execution, progress, keepsEnds);
        return Conclude(measured, resolved.ListsBaseline);
    }

    /// <summary>The rows of some of the methods as they were measured, not yet held against any other.</summary>
    /// <param name="resolved">What to compare.</param>
    /// <param name="subject">What to compare on.</param>
    /// <param name="userNoise">Noise points to use in place of drawn ones; null to draw them as the plan says.</param>
    /// <param name="methods">Places in <see cref="ResolvedPlan.Runs"/>; null for all of them.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <param name="keepsEnds">Whether the report has the end points of its rows.</param>
    internal static ComparisonReport Measure(
        ResolvedPlan resolved,
        Subject subject,
        NoiseSet? userNoise,
        ImmutableArray<int>? methods,
        Execution execution,
        IProgress<WorkProgress>? progress = null,
        bool keepsEnds = false)
    {
        foreach (Named<IMetric> metric in resolved.Metrics)
        {
            subject.Check(metric);
        }

        if (subject.Target is Target known)
        {
            resolved = resolved.With([.. resolved.Plan.Fields.Select(f => f.For(known, resolved.Plan.Path))]);
        }

        ComparisonPlan plan = resolved.Plan;

        // The problem: a flow, noise, and where the flow that counts as true takes it.
        Flow flow = subject.FlowOn(resolved.Path);
        resolved.CheckSolversOn(subject.Model is null ? subject.Target : null);
        if (resolved.Resamples > 0)
        {
            ExactFlow.RequireNormalStart(subject.Target, resolved.Path, "'--resample'");
        }

        NoiseSet drawn = userNoise ?? NormalNoise.Draw(plan.Noise, plan.Samples, plan.Seed, NoiseStream.Test, subject.Dimension);
        NoiseSet noise = flow.Begin(drawn);
        ComparisonWork work = ComparisonWork.Of(resolved, noise.Count, subject.Components, methods);
        WorkMeter meter = new(Pace.Usual(subject.Components, execution.Threads), work.Total, progress);
        meter.Begin("reference", work.Reference);
        Execution watched = execution with { Progress = meter.Reach };
        ReferenceSolution reference = plan.ReferenceSteps is int steps
            ? ReferenceSolution.FineSteps(flow, noise.Points, steps, watched)
            : ReferenceSolution.Adaptive(flow, noise.Points, watched);

        if (userNoise is null && subject is { Model: null, Target: { IsGuided: false } whole })
        {
            LawCheck.Require(reference.End, whole.Mixture);
        }

        // Schedules and fitted solvers look at noise of their own, never at the test noise; a model is asked for no more of it than that.
        Calibration calibration = subject.Model is null
            ? Calibration.Of(flow, plan.Seed, heard: meter.Count)
            : Calibration.Of(flow, plan.Seed, noise.Count, meter.Count);
        Problem problem = new(subject, flow, calibration, noise, reference, plan.Seed, execution)
        {
            Truth = subject is { Model: not null, Target: Target beside }
                ? ReferenceSolution.Adaptive(ExactFlow.Of(beside, resolved.Path), noise.Points, execution).End
                : null,
            Drawn = drawn,
            Heard = meter.Count,
            Inverts = plan.Inverts,
            Resamples = ResamplesOf(resolved, subject, noise, execution),
        };

        // Every method at every budget: grid, samples, counted evaluations, figures.
        List<ComparisonRow> rows = [];
        List<(string, string)> leftOut = [];
        foreach ((MethodUnderTest method, MethodWork planned) in resolved.RunsAt(methods).Select(m => new MethodUnderTest(m, problem))
            .Zip(work.Methods))
        {
            string name = method.Method.Name.ToString();
            try
            {
                foreach ((int? budget, Workload build, Workload run) in planned.Rows)
                {
                    execution.Cancellation.ThrowIfCancellationRequested();
                    meter.Begin(budget is null ? name : $"{name} at NFE {budget}", build + run);
                    rows.Add(RowFigures.Measure(
                        method.Run(budget), problem.For(method.Method.Field), resolved.Metrics, keepsEnds));
                }
            }
            catch (FlowDemoException failure) when (failure.IsObstacle && subject.Model is not null)
            {
                leftOut.Add((name, failure.Message));
            }
        }

        if (resolved.AreLast(methods))
        {
            meter.Begin(work.Limits == Workload.None ? "intervals" : "limits", work.Limits);
            rows.AddRange(LimitRows.Of(resolved, problem));
        }

        if (rows.Count == 0 && leftOut is [(_, string reason), ..])
        {
            throw new FlowDemoException($"None of the methods works on this model. {reason}");
        }

        return new ComparisonReport(
            plan,
            subject.Description,
            noise.Count,
            noise.Replicates,
            reference.Method,
            reference.Steps,
            reference.Error,
            [
                .. resolved.Metrics
                    .Where(m => rows.Exists(r => r.Figure(m.Name) is not null))
                    .Select(m => (m.Name, subject.Units.Of(m.Value.Unit))),
            ],
            [.. rows])
        {
            Resolved = resolved,
            Fields = FieldSummary.Of(plan, problem),
            ReferenceEnd = reference.End,
            Condition = subject.Target?.Condition,
            Scale = subject.Target?.Scale,
            Units = subject.Units,
            Model = subject.Model is ModelField model
                ? new ModelSummary(
                    model.Command,
                    model.Greeting,
                    model.Velocities,
                    EndpointError.Deviation(reference.End),
                    problem.Truth is SampleBatch truth ? Flat.RootMeanSquareDistance(reference.End, truth) : null)
                : null,
            LeftOut = [.. leftOut],
            Absent = AbsentFrom(
                resolved.RunsAt(methods).Where(m => resolved.ListsBaseline || m.Name != resolved.Baseline.Name), plan.Budgets),
            NoiseReading = noise.Reading,
        };
    }

    /// <summary>Holds rows against each other: ratios to the baseline and standings, paired sample by sample.</summary>
    /// <param name="measured">A report with rows as they were measured.</param>
    /// <param name="listsBaseline">Whether the baseline's rows stay.</param>
    internal static ComparisonReport Conclude(ComparisonReport measured, bool listsBaseline) => measured with
    {
        Rows = RowComparison.Compare(measured.Rows, measured.Plan.Baseline, listsBaseline, measured.Replicates > 1),
    };

    private static ImmutableArray<(Flow Flow, SampleBatch End)> ResamplesOf(
        ResolvedPlan resolved, Subject subject, NoiseSet noise, Execution execution)
    {
        if (resolved.Resamples == 0 || resolved.Plan.Inverts || subject is not { Model: null, Target: Target points })
        {
            return [];
        }

        return
        [
            .. points.Resampled(resolved.Resamples, resolved.Plan.Seed, NoiseStream.Resamples)
                .Select(t => ExactFlow.Of(t, resolved.Path))
                .Select(f => (f, ReferenceSolution.Adaptive(f, noise.Points, execution).End)),
        ];
    }

    private static ImmutableArray<AbsentRow> AbsentFrom(IEnumerable<ComparedMethod> methods, ImmutableArray<int> budgets) =>
    [
        .. from method in methods
           from budget in budgets
           where method.Obstacle(budget) is not null
           select new AbsentRow(method.Name.ToString(), budget, method.Obstacle(budget)!),
    ];
}
