using System.Collections.Immutable;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Comparison;

/// <summary>One method at one budget, measured.</summary>
/// <param name="Solver">Name of the solver, with parameters.</param>
/// <param name="Schedule">Name of the schedule, with parameters.</param>
/// <param name="Budget">The column: velocity evaluations asked for.</param>
/// <param name="Nfe">Velocity evaluations per sample, counted.</param>
/// <param name="Grid">The time grid.</param>
/// <param name="BuildEvaluations">Velocity evaluations that building the schedule took, summed over calibration samples.</param>
/// <param name="Metrics">The figures, in the order of the plan's metrics; a metric that does not apply is left out.</param>
/// <param name="Relative">RMSE as a fraction of the baseline row's, paired sample by sample; null without a baseline row.</param>
/// <param name="Standing">How the row stands against the others of its column.</param>
/// <param name="Notes">What a reader must know: errors near the reference's own, folds, non-finite samples.</param>
public sealed record ComparisonRow(
    string Solver,
    string Schedule,
    int Budget,
    double Nfe,
    TimeGrid Grid,
    long BuildEvaluations,
    ImmutableArray<(string Id, Estimate Value)> Metrics,
    Estimate? Relative,
    Standing Standing,
    ImmutableArray<string> Notes)
{
    /// <summary>Name of the velocity field that was sampled.</summary>
    public string Field { get; init; } = ComparedField.Exact.Name;

    /// <summary>Another path than the comparison's that it runs on, to other end points; null for the comparison's own.</summary>
    internal string? OtherPath => ComparedField.IsOfOtherPath(Field) ? Field : null;

    /// <summary>Whether it runs on another path than the comparison's: its rmse is not to be compared with that of other paths.</summary>
    public bool IsOnOtherPath => OtherPath is not null;

    /// <summary>Solver and schedule, as in <c>heun/boss</c>, and the field unless it is the exact one.</summary>
    public string Method => Name.ToString();

    /// <summary>Solver, schedule and field.</summary>
    internal MethodName Name => new(Solver, Schedule, Field == ComparedField.Exact.Name ? null : Field);

    /// <summary>Whether a sample came out infinite or not a number, so that the row has no figures.</summary>
    public bool BrokeDown { get; init; }

    /// <summary>
    /// Endpoint RMSE on the calibration noise, for methods that have looked at it; null for others. Where it is far below the
    /// RMSE on the test noise the method is fitted to its calibration noise more than to the flow.
    /// </summary>
    public double? CalibrationError { get; init; }

    /// <summary>
    /// Its mean squared distance from the reference, group by group of the samples: all that a comparison with other rows takes.
    /// </summary>
    internal GroupedRatio? Squares { get; init; }

    /// <summary>
    /// Its squared errors as far as they tell it from other rows: smaller ones than the reference is content with count as that, group
    /// by group, because grids and fits look for a reference that is no better.
    /// </summary>
    internal GroupSums? SquaresToRank => Squares is null ? null : new GroupSums([.. Squares.Above.Values.Zip(
        Squares.Below.Values, static (sum, count) => Math.Max(sum, count * ReferenceSolution.Goal * ReferenceSolution.Goal))]);

    /// <summary>Its squared errors over those of the baseline row, group by group; null without a baseline row.</summary>
    internal GroupedRatio? Paired { get; init; }

    /// <summary>Where the samples ended, in the order of the noise; null unless the comparison was asked to keep them.</summary>
    public SampleBatch? End { get; init; }

    /// <summary>Number of steps.</summary>
    public int Steps => Grid.Steps;

    /// <summary>The figure of a metric, or null where it was not measured or does not apply.</summary>
    /// <param name="metric">Id of the metric.</param>
    public Estimate? Figure(string metric)
    {
        foreach ((string id, Estimate value) in Metrics)
        {
            if (id == metric)
            {
                return value;
            }
        }

        return null;
    }
}
