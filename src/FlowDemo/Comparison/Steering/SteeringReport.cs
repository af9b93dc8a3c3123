using System.Collections.Immutable;
using FlowDemo.Metrics;

namespace FlowDemo.Comparison.Steering;

/// <summary>What steering won, and what it lost.</summary>
/// <param name="Plan">What was asked.</param>
/// <param name="Target">Name of the target.</param>
/// <param name="ExpectedReward">E r under the tilted law.</param>
/// <param name="UnsteeredReward">E r under the target.</param>
/// <param name="Floor">W2 distance of two sets of draws of the tilted law, as many as the samples.</param>
/// <param name="Rows">By method, then budget.</param>
/// <param name="Notes">What a reader must know, and the rows that there are not.</param>
public sealed record SteeringReport(
    SteeringPlan Plan,
    string Target,
    double ExpectedReward,
    double UnsteeredReward,
    double Floor,
    ImmutableArray<SteeringRow> Rows,
    ImmutableArray<string> Notes)
{
    /// <summary>What it takes to make it again; null where nobody recorded it.</summary>
    public ReportManifest? Manifest { get; init; }
}

/// <summary>A method at a budget.</summary>
/// <param name="Method">Name, with parameters.</param>
/// <param name="Budget">Evaluations per returned sample that it might take.</param>
/// <param name="Evaluations">Those that it took.</param>
/// <param name="Reward">Mean reward of its samples.</param>
/// <param name="Distance">W2 distance from draws of the tilted law, data units.</param>
/// <param name="Weights">Total variation between its mode weights and the tilted law's, %.</param>
public sealed record SteeringRow(
    string Method, int Budget, double Evaluations, Estimate Reward, Estimate Distance, double Weights);
