using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>One method at one budget after it has sampled.</summary>
/// <param name="Method">The method.</param>
/// <param name="Flow">The flow of its field on this grid.</param>
/// <param name="Budget">Velocity evaluations asked for.</param>
/// <param name="Ready">The solver that ran, after any fit, and its grid.</param>
/// <param name="Spent">Evaluations counted over all samples.</param>
/// <param name="BuildEvaluations">Velocity evaluations spent on the schedule and on fits.</param>
/// <param name="End">End points.</param>
internal sealed record SampledRun(
    ComparedMethod Method,
    Flow Flow,
    int Budget,
    TimedSolver Ready,
    EvaluationCounter Spent,
    long BuildEvaluations,
    SampleBatch End)
{
    /// <summary>Endpoint RMSE on the calibration noise, where the method has looked at it.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>What a reader must know of the field on this grid, or null.</summary>
    public string? FieldRemark { get; init; }
}
