namespace FlowDemo.Solvers;

/// <summary>What the work of a schedule or a fit depends on.</summary>
/// <param name="Solver">The solver of the row.</param>
/// <param name="Samples">Noise points of the calibration.</param>
/// <param name="Components">Components of the target; 0 for a model.</param>
public sealed record WorkSetting(ISolver Solver, int Samples, int Components)
{
    /// <summary>Velocity evaluations of one step of a solver, at least 1.</summary>
    /// <param name="solver">The solver.</param>
    internal static int StagesOf(ISolver solver) =>
        Enumerable.Range(1, 16).FirstOrDefault(n => solver.StepsFor(n) is >= 1, 1);
}
