namespace FlowDemo.Solvers.FlowTurbo;

/// <summary>A cheap model of how a velocity changes along a short piece of a trajectory.</summary>
internal interface IVelocityRefiner
{
    /// <summary><c>v += r(x, t, v)</c>: brings the velocity of a moment before up to date.</summary>
    /// <param name="t">Time of the states.</param>
    /// <param name="x">States; read only.</param>
    /// <param name="velocity">A velocity from shortly before; receives the one here.</param>
    void Refine(double t, SampleBatch x, SampleBatch velocity);
}
