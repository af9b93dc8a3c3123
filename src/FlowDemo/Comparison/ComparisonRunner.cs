using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>Carries out a comparison: target -> path -> field -> schedule x solver -> samples -> metrics against the reference -> report.</summary>
public static class ComparisonRunner
{
    /// <summary>Runs every method of the plan at every budget that it can spend exactly.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="target">The data distribution that the plan names.</param>
    /// <param name="userNoise">Noise points to use in place of drawn ones; null to draw them as the plan says.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <param name="keepsEnds">Whether the report has the end points of its rows.</param>
    /// <exception cref="FlowDemoException">The plan names something unknown or out of range.</exception>
    public static ComparisonReport Run(
        ComparisonPlan plan, Target target, NoiseSet? userNoise, Execution execution, IProgress<WorkProgress>? progress = null, bool keepsEnds = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(target);
        plan.Check();

        plan = plan with { Fields = [.. plan.Fields.Select(f => f.For(target, plan.Path))] };

        // The problem, and the truth about it.
        Flow flow = ExactFlow.Of(target, PathCatalog.All.Create(plan.Path));
        NoiseSet noise = userNoise ?? NormalNoise.Draw(plan.Noise, plan.Samples, plan.Seed, NoiseStream.Test);
        ComparisonWork work = ComparisonWork.Of(plan);
        void ReportReference(double share) => progress?.Report(new WorkProgress("reference", work.Done(share, 0)));
        ReportReference(0);
        Execution watched = execution with { Progress = ReportReference };
        ReferenceSolution reference = plan.ReferenceSteps is int steps
            ? ReferenceSolution.FineSteps(flow, noise.Points, steps, watched)
            : ReferenceSolution.Adaptive(flow, noise.Points, watched);

        // Schedules and fitted solvers look at noise of their own, never at the test noise.
        Problem problem = new(target.Mixture, flow, Calibration.Of(flow, plan.Seed), noise, reference, plan.Seed, execution);

        // Every method at every budget: grid, samples, counted evaluations, figures.
        ImmutableArray<MetricUnderWay> metrics = MetricUnderWay.Of(plan);
        List<MeasuredRun> runs = [];
        ImmutableArray<MethodUnderTest> methods = MethodUnderTest.Of(plan, problem);
        foreach (MethodUnderTest method in methods)
        {
            foreach (int? budget in method.BudgetsAmong(plan.Budgets))
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                progress?.Report(new WorkProgress(budget is null ? method.Name : $"{method.Name} at NFE {budget}", work.Done(1, runs.Sum(static r => (long)r.Run.Budget))));
                if (method.Run(budget) is SampledRun run)
                {
                    runs.Add(MeasuredRun.Measure(run, problem, metrics, keepsEnds));
                }
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
            [.. metrics.Where(m => runs.Exists(r => r.Figures.Any(f => f.Id == m.Id))).Select(static m => (m.Id, m.Metric.Unit))],
            RowComparison.Rows(plan, problem, runs))
        {
            Fields = FieldSummary.Of(plan, problem),
            ReferenceEnd = reference.End,
            Condition = target.Condition,
        };
    }
}
