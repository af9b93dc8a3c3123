using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>One method at one budget after it has sampled.</summary>
/// <param name="SolverName">Name of the solver, with parameters.</param>
/// <param name="ScheduleName">Name of the schedule, with parameters.</param>
/// <param name="Field">The velocity field.</param>
/// <param name="Flow">Its flow on this grid.</param>
/// <param name="Budget">Velocity evaluations asked for.</param>
/// <param name="Solver">The solver that ran, after any calibration.</param>
/// <param name="Grid">The grid that it ran on.</param>
/// <param name="Spent">Evaluations counted over all samples.</param>
/// <param name="BuildEvaluations">Velocity evaluations spent on the schedule and on calibration.</param>
/// <param name="End">End points.</param>
internal sealed record SampledRun(
    string SolverName,
    string ScheduleName,
    ComparedField Field,
    Flow Flow,
    int Budget,
    ISolver Solver,
    TimeGrid Grid,
    EvaluationCounter Spent,
    long BuildEvaluations,
    SampleBatch End)
{
    /// <summary>Endpoint RMSE on the calibration noise, where the method has looked at it.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>What sets the row apart from those of other methods, or null.</summary>
    public string? Remark { get; init; }

    /// <summary>What a reader must know of the field on this grid, or null.</summary>
    public string? FieldRemark { get; init; }
}
