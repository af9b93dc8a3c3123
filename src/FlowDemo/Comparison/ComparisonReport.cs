using System.Collections.Immutable;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>What a comparison found.</summary>
/// <param name="Plan">What was asked.</param>
/// <param name="TargetDescription">One line about the target: components, rows read and skipped, scales.</param>
/// <param name="Samples">Test points used.</param>
/// <param name="Replicates">Independent replicates among them.</param>
/// <param name="ReferenceMethod">Solver of the reference.</param>
/// <param name="ReferenceSteps">Its steps.</param>
/// <param name="ReferenceError">Its own endpoint RMSE, estimated from a run with steps twice as long; data units.</param>
/// <param name="MetricUnits">Id and unit of each metric that was measured, in order.</param>
/// <param name="Rows">The rows, by solver, then schedule, then budget.</param>
public sealed record ComparisonReport(
    ComparisonPlan Plan,
    string TargetDescription,
    int Samples,
    int Replicates,
    string ReferenceMethod,
    int ReferenceSteps,
    double ReferenceError,
    ImmutableArray<(string Id, string Unit)> MetricUnits,
    ImmutableArray<ComparisonRow> Rows)
{
    /// <summary>What there is to say about each velocity field; empty when the exact one is alone.</summary>
    public ImmutableArray<FieldSummary> Fields { get; init; } = [];

    /// <summary>Whether there is more than the exact field in it.</summary>
    public bool ComparesFields => !Fields.IsEmpty;

    /// <summary>The plan with its methods as objects; null in a report that was put together without sampling.</summary>
    internal ResolvedPlan? Resolved { get; init; }

    /// <summary>Where the exact flow takes the same noise; null in a report that was put together without sampling.</summary>
    public SampleBatch? ReferenceEnd { get; init; }

    /// <summary>The model that was compared on; null for a target's exact flow.</summary>
    public ModelSummary? Model { get; init; }

    /// <summary>Rows that a reader may look for and that are not there.</summary>
    public ImmutableArray<AbsentRow> Absent { get; init; } = [];

    /// <summary>Methods that cannot work on the model, and why; they have no rows.</summary>
    public ImmutableArray<(string Method, string Reason)> LeftOut { get; init; } = [];

    /// <summary>The class that samples were asked for; null for the whole target.</summary>
    public ClassCondition? Condition { get; init; }

    /// <summary>The width that the target was brought to; null where it has its own.</summary>
    public double? Scale { get; init; }

    /// <summary>What coordinates, and so errors, are measured in.</summary>
    public Units Units { get; init; } = Units.Data;

    /// <summary>What the file of the noise was taken for; null where there was nothing to find out.</summary>
    public string? NoiseReading { get; init; }

    /// <summary>What the user called the target, and the condition behind it.</summary>
    public string TargetLabel => Target.LabelOf(Plan.Target, Scale, Condition);

    /// <summary>What it takes to make the report again; null where nobody recorded it.</summary>
    public ReportManifest? Manifest { get; init; }
}
