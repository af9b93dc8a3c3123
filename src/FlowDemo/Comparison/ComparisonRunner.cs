using FlowDemo.Fields;
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
        return Run(plan, TargetLoader.Load(plan.Target, PointsOptions.Default), null, Execution.Default);
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
        bool keepsEnds = false)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        ArgumentNullException.ThrowIfNull(target);
        resolved = resolved.With([.. resolved.Plan.Fields.Select(f => f.For(target, resolved.Plan.Path))]);
        ComparisonPlan plan = resolved.Plan;

        // The problem: a flow, noise, and where the exact flow takes it.
        Flow flow = ExactFlow.Of(target, resolved.Path);
        NoiseSet noise = userNoise ?? NormalNoise.Draw(plan.Noise, plan.Samples, plan.Seed, NoiseStream.Test);
        ComparisonWork work = ComparisonWork.Of(resolved);
        void ReportReference(double share) => progress?.Report(new WorkProgress("reference", work.Done(share, 0)));
        ReportReference(0);
        Execution watched = execution with { Progress = ReportReference };
        ReferenceSolution reference = plan.ReferenceSteps is int steps
            ? ReferenceSolution.FineSteps(flow, noise.Points, steps, watched)
            : ReferenceSolution.Adaptive(flow, noise.Points, watched);

        if (userNoise is null && !target.IsGuided)
        {
            LawCheck.Require(reference.End, target.Mixture);
        }

        // Schedules and fitted solvers look at noise of their own, never at the test noise.
        Problem problem = new(target.Mixture, flow, Calibration.Of(flow, plan.Seed), noise, reference, plan.Seed, execution);

        // Every method at every budget: grid, samples, counted evaluations, figures.
        List<ComparisonRow> rows = [];
        foreach (MethodUnderTest method in MethodUnderTest.Of(resolved, problem))
        {
            string name = method.Method.Name.ToString();
            foreach (int? budget in method.Method.BudgetsAmong(plan.Budgets))
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                progress?.Report(new WorkProgress(
                    budget is null ? name : $"{name} at NFE {budget}", work.Done(1, rows.Sum(static r => (long)r.Budget))));
                rows.Add(RowFigures.Measure(method.Run(budget), problem, resolved.Metrics, keepsEnds));
            }
        }

        // Rows against each other: ratios to the baseline and standings, paired sample by sample.
        return new ComparisonReport(
            plan,
            target.FullDescription,
            noise.Count,
            noise.Replicates,
            reference.Method,
            reference.Steps,
            reference.Error,
            [.. resolved.Metrics.Where(m => rows.Exists(r => r.Figure(m.Name) is not null)).Select(static m => (m.Name, m.Value.Unit))],
            RowComparison.Compare(resolved, problem, rows))
        {
            Resolved = resolved,
            Fields = FieldSummary.Of(plan, problem),
            ReferenceEnd = reference.End,
            Condition = target.Condition,
            Scale = target.Scale,
            NoiseReading = noise.Reading,
        };
    }
}
