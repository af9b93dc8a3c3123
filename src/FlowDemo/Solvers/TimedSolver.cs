namespace FlowDemo.Solvers;

/// <summary>A solver with the grid it is to run on.</summary>
/// <param name="Solver">The solver.</param>
/// <param name="Grid">The grid.</param>
public sealed record TimedSolver(ISolver Solver, TimeGrid Grid);
