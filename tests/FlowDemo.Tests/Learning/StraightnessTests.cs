using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning;

public sealed class StraightnessTests
{
    private static readonly Execution OneThread = new(1);

    [Fact]
    public void A_gaussian_has_the_curvature_and_the_coupling_variance_of_the_closed_form()
    {
        // Per direction: V = s pi / 2, S = s (2 - pi / 2), S + V = 2 s. Exact for any points of unit second moment.
        const double s = 0.3;
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 1.5, -0.5, s));
        SampleBatch noise = SampleBatch.FromPoints((1, 1), (1, -1), (-1, 1), (-1, -1));
        Straightness exact = Straightness.Measure(
            MixtureVelocityField.FlowOf(target, new LinearPath()), new SubdividedSolver(Tableaus.Rk4, 200), TimeGrid
                .Uniform(1), noise, OneThread);
        double independent = Straightness.IndependentCost(target);
        Assert.Equal(2 * s * (2 - (Math.PI / 2)), exact.Curvature, 1e-7);
        Assert.Equal(2 * s * Math.PI / 2, independent - exact.Energy, 1e-7);
        Assert.Equal(2 * 2 * s, independent - exact.TransportCost, 1e-7);
    }

    [Fact]
    public void On_the_ring_the_two_parts_make_up_the_drop_in_transport_cost()
    {
        GaussianMixture ring = TestMixtures.Ring();
        SampleBatch noise = NormalNoise.Quasi(2048, 0, NoiseStream.Test).Points;
        Straightness exact = Straightness.Measure(
            MixtureVelocityField.FlowOf(ring, new LinearPath()), new SubdividedSolver(Tableaus.Rk4, 60), TimeGrid
                .Uniform(1), noise, OneThread);
        Assert.Equal(2.877, exact.Curvature, 0.03);
        Assert.Equal(7.879, exact.TransportCost, 0.05);

        // V by its definition, from independent pairs on the way; the identity then binds three separate estimates.
        double variance = CouplingVariance(ring, 4096);
        Assert.Equal(Straightness.IndependentCost(ring) - exact.TransportCost, exact.Curvature + variance, 0.15);
    }

    [Fact]
    public void Euler_trajectories_of_one_step_are_straight()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.Ring(), new LinearPath());
        Straightness oneStep = Straightness.Measure(
            flow, Tableaus.Euler, TimeGrid.Uniform(1), NormalNoise.Quasi(64, 0, NoiseStream.Test).Points, OneThread);
        Assert.Equal(0, oneStep.Curvature, 1e-12);
        Assert.True(oneStep.Energy > 1);
    }

    /// <summary>int E|X1 - X0 - u(X_t, t)|^2 dt with fresh data for each pair.</summary>
    private static double CouplingVariance(GaussianMixture ring, int count)
    {
        MixtureVelocityField field = new(ring, new LinearPath());
        SampleBatch x0 = NormalNoise.Quasi(count, 0, NoiseStream.Training).Points;
        SampleBatch jitter = NormalNoise.Quasi(count, 0, NoiseStream.Validation).Points;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            GaussianComponent mode = ring.Components[i * 5 % 8];
            (double x1, double y1) = (mode.MeanX + (0.3 * jitter[i, 0]), mode.MeanY + (0.3 * jitter[i, 1]));
            double t = (0.5 + (i * 0.7548776662466927)) % 1;
            SampleBatch point = SampleBatch.FromPoints((((1 - t) * x0[i, 0]) + (t * x1), ((1 - t) * x0[i, 1]) + (t * y1)));
            SampleBatch u = point.NewLike();
            field.Evaluate(t, point, u);
            double dx = x1 - x0[i, 0] - u[0, 0];
            double dy = y1 - x0[i, 1] - u[0, 1];
            sum += (dx * dx) + (dy * dy);
        }

        return sum / count;
    }
}
