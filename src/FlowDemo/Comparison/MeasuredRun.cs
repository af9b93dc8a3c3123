using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Metrics;
using FlowDemo.Sampling;

namespace FlowDemo.Comparison;

/// <summary>A run with its figures. Unless they are wanted, the end points themselves are let go, so that a million samples do not pile up row by row.</summary>
/// <param name="Run">The run; where its end points were let go, the reference's stand in their place.</param>
/// <param name="Nfe">Velocity evaluations per sample, counted.</param>
/// <param name="SquaredErrors">Squared distance of each sample from the reference.</param>
/// <param name="Figures">The metrics that apply.</param>
/// <param name="Notes">What a reader must know of the row.</param>
internal sealed record MeasuredRun(
    SampledRun Run,
    double Nfe,
    double[] SquaredErrors,
    ImmutableArray<(string Id, Estimate Value)> Figures,
    ImmutableArray<string> Notes)
{
    /// <summary>Takes all figures of a run.</summary>
    public static MeasuredRun Measure(SampledRun run, Problem problem, ImmutableArray<MetricUnderWay> metrics, bool keepsEnd)
    {
        Measurement measurement = new(
            problem.Target,
            run.Flow,
            problem.Noise,
            problem.Reference.End,
            run.End,
            !run.Solver.CarriesTangents ? null : new Lazy<DiscreteFlowMap>(() => DiscreteFlowMap.Compute(run.Flow, run.Solver, run.Grid, problem.Noise.Points, problem.Execution)),
            problem.Seed,
            problem.Execution)
        {
            IsStochastic = run.Solver.IsStochastic,
        };
        double[] squaredErrors = EndpointError.Squared(run.End, problem.Reference.End);
        var figures = ImmutableArray.CreateBuilder<(string, Estimate)>();
        var notes = ImmutableArray.CreateBuilder<string>();
        int broken = squaredErrors.Count(static e => !double.IsFinite(e));
        if (run.Remark is not null)
        {
            notes.Add(run.Remark);
        }

        if (run.FieldRemark is not null)
        {
            notes.Add(run.FieldRemark);
        }

        AddSpending(run, problem.Noise.Count, notes);
        if (broken > 0)
        {
            // No figure of such a row would mean anything; the row itself says what happened.
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{broken} of {squaredErrors.Length} samples are not finite: the numbers broke down"));
        }
        else
        {
            foreach ((string id, IMetric metric) in metrics.Where(m => m.Metric.AppliesTo(measurement)).Select(static m => (m.Id, m.Metric)))
            {
                figures.Add((id, metric.Evaluate(measurement)));
                if (metric.Remark(measurement) is string remark)
                {
                    notes.Add(remark);
                }
            }

            if (!run.Solver.IsStochastic && Math.Sqrt(squaredErrors.Sum() / squaredErrors.Length) < 10 * problem.Reference.Error)
            {
                notes.Add("the error is within 10x of the reference's own");
            }
        }

        return new MeasuredRun(
            keepsEnd ? run : run with { End = problem.Reference.End },
            (double)run.Spent.Velocities / problem.Noise.Count,
            squaredErrors,
            figures.DrainToImmutable(),
            notes.DrainToImmutable());
    }

    /// <summary>Notes what a row took beside velocities of the field, which NFE does not show.</summary>
    private static void AddSpending(SampledRun run, int samples, ImmutableArray<string>.Builder notes)
    {
        if (run.Spent.Derivatives > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"took {(double)run.Spent.Derivatives / samples:0.##} exact derivatives per sample beside its velocities: a class of its own"));
        }

        if (run.Spent.Refinements > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"took {(double)run.Spent.Refinements / samples:0.##} calls of its own model of the velocity per sample, which NFE does not count"));
        }
    }
}
