using FlowDemo.Fields;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Learning;

/// <summary>
/// How straight the trajectories of a flow are, from the energy along them and the distance they cover:
/// <c>S(Z) = int E|(Z1 - Z0) - dZ/dt|^2 dt = int E|dZ/dt|^2 dt - E|Z1 - Z0|^2</c>, zero where every trajectory is a straight
/// line walked at constant speed. On the linear path with independent noise and data,
/// <c>E|X1 - X0|^2 - E|Z1 - Z0|^2 = S(Z) + V</c>, where V is the variance of X1 - X0 that the field averages away.
/// </summary>
/// <param name="Energy">int E|dZ/dt|^2 dt.</param>
/// <param name="TransportCost">E|Z1 - Z0|^2.</param>
/// <remarks>Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003, section 3; no factor 1/2, summed over coordinates.</remarks>
public sealed record Straightness(double Energy, double TransportCost)
{
    /// <summary>S(Z), not negative.</summary>
    public double Curvature => Energy - TransportCost;

    /// <summary>Measures the flow along a solver's own trajectories.</summary>
    /// <param name="flow">The flow, planar.</param>
    /// <param name="solver">A method that is linear in states and velocities: Euler's for what a sampler with these steps does, a fine RK4
    /// for the flow itself.</param>
    /// <param name="grid">Where the steps are.</param>
    /// <param name="x0">Noise.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static Straightness Measure(Flow flow, ISolver solver, TimeGrid grid, SampleBatch x0, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(x0);
        SampleBatch start = new(3, x0.Count);
        x0.Values.CopyTo(start.Values);
        SampleBatch end = Sampler.Run(flow with { Field = new EnergyField(flow.Field) }, solver, grid, start, execution);
        double energy = 0;
        double cost = 0;
        for (int i = 0; i < x0.Count; i++)
        {
            double dx = end[i, 0] - x0[i, 0];
            double dy = end[i, 1] - x0[i, 1];
            cost += (dx * dx) + (dy * dy);
            energy += end[i, 2];
        }

        return new Straightness(energy / x0.Count, cost / x0.Count);
    }

    /// <summary>E|X1 - X0|^2 of independent noise and data: the transport cost that rectification starts from.</summary>
    /// <param name="target">The data distribution.</param>
    public static double IndependentCost(GaussianMixture target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.TotalVariance + (target.MeanX * target.MeanX) + (target.MeanY * target.MeanY) + 2;
    }
}

/// <summary>A planar field with its kinetic energy as a third coordinate: <c>d/dt (x, y, e) = (u(x, t), |u(x, t)|^2)</c>.</summary>
/// <param name="inner">The planar field.</param>
internal sealed class EnergyField(IVelocityField inner) : IVelocityField
{
    public int Dimension => 3;

    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        SampleBatch point = new(2, x.Count);
        SampleBatch pointVelocity = new(2, x.Count);
        x.Values[..point.Values.Length].CopyTo(point.Values);
        inner.Evaluate(t, point, pointVelocity);
        pointVelocity.Values.CopyTo(velocity.Values);
        ReadOnlySpan<double> u = pointVelocity.PaddedCoordinate(0);
        ReadOnlySpan<double> v = pointVelocity.PaddedCoordinate(1);
        Span<double> energy = velocity.PaddedCoordinate(2);
        for (int i = 0; i < energy.Length; i++)
        {
            energy[i] = (u[i] * u[i]) + (v[i] * v[i]);
        }
    }
}
