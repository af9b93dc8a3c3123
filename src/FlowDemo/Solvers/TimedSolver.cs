namespace FlowDemo.Solvers;

/// <summary>A solver with the grid it is to run on.</summary>
/// <param name="Solver">The solver.</param>
/// <param name="Grid">The grid.</param>
public sealed record TimedSolver(ISolver Solver, TimeGrid Grid)
{
    /// <summary>Endpoint RMSE on the pairs it was fitted to on the exact field, data units, where these are more than the calibration noise that all methods share; otherwise null.</summary>
    public double? CalibrationError { get; init; }
}
