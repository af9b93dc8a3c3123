namespace FlowDemo.Solvers;

/// <summary>
/// A solver that chooses its own steps, sample by sample, to meet a tolerance. It needs no schedule: the grid {0, 1} is all it
/// is given, and its cost is known only when it has been counted (<see cref="ISolver.StepsFor"/> is always null).
/// </summary>
public interface IAdaptiveSolver : ISolver;
