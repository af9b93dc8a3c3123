namespace FlowDemo.Fields;

/// <summary>A velocity field that gives its derivatives too: in closed form, or by differences, whose evaluations it owns up to.</summary>
public interface IDifferentiableField : IVelocityField
{
    /// <summary>
    /// Velocity evaluations per sample that derivatives take beside the one of the velocity: 0 unless they are differences.
    /// </summary>
    /// <param name="jacobian">Whether the Jacobian is wanted.</param>
    /// <param name="acceleration">Whether the material derivative is wanted.</param>
    int ExtraVelocities(bool jacobian, bool acceleration) => 0;

    /// <summary>Evaluates the velocity together with its derivatives.</summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">States; read only.</param>
    /// <param name="velocity">Receives u(x, t).</param>
    /// <param name="jacobian">
    /// Receives du/dx, one coordinate of the batch per entry, row by row (d u_i / d x_j at coordinate i * d + j); null if not wanted.
    /// </param>
    /// <param name="acceleration">
    /// Receives the material derivative a = du/dt + (du/dx) u, the second derivative along a trajectory; null if not wanted.
    /// The partial time derivative is <c>a - J u</c>.
    /// </param>
    void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration);
}
