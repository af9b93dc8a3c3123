using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;
using FlowDemo.Tests.Fitting;

namespace FlowDemo.Tests.Solvers.WarmStarts;

public sealed class WarmStartTests
{
    [Theory]
    [InlineData(WarmStartKind.Mean)]
    [InlineData(WarmStartKind.Gauss)]
    public void At_time_0_it_is_the_identity_to_the_last_bit(WarmStartKind kind)
    {
        SampleBatch noise = FitTasks.Noise(32);
        SampleBatch moved = noise.NewLike();
        new WarmStart(kind, new LinearPath(), TestMixtures.FourModes()).At(0).Apply(noise, moved);
        Assert.Equal(noise.Values.ToArray(), moved.Values.ToArray());
    }

    [Fact]
    public void Gauss_is_the_exact_flow_of_a_correlated_gaussian()
    {
        GaussianMixture target = new(new GaussianComponent(1, 2, -1, 0.5, 0.3, 0.8));
        foreach (IPath path in new IPath[] { new LinearPath(), new TrigonometricPath() })
        {
            Flow flow = MixtureVelocityField.FlowOf(target, path);
            SampleBatch noise = FitTasks.Noise(16);
            SampleBatch exact = Sampler.Trajectory(
                flow, new SubdividedSolver(Tableaus.Rk4, 2000), new TimeGrid(0, 0.4, 1), noise, Execution.Default)[1];
            SampleBatch jumped = noise.NewLike();
            new WarmStart(WarmStartKind.Gauss, path, target).At(0.4).Apply(noise, jumped);
            Assert.All(exact.Values.ToArray().Zip(jumped.Values.ToArray()), static p => Assert.Equal(p.First, p.Second, 1e-10));
        }
    }

    [Theory]
    [InlineData(WarmStartKind.Mean)]
    [InlineData(WarmStartKind.Gauss)]
    public void The_rate_is_the_derivative_by_the_start_time(WarmStartKind kind)
    {
        WarmStart start = new(kind, new TrigonometricPath(), TestMixtures.ThreeModes());
        PlaneMap above = start.At(0.35 + 1e-5);
        PlaneMap below = start.At(0.35 - 1e-5);
        PlaneMap rate = start.RateAt(0.35);
        Assert.Equal((above.XX - below.XX) / 2e-5, rate.XX, 1e-8);
        Assert.Equal((above.XY - below.XY) / 2e-5, rate.XY, 1e-8);
        Assert.Equal((above.YY - below.YY) / 2e-5, rate.YY, 1e-8);
        Assert.Equal((above.ShiftX - below.ShiftX) / 2e-5, rate.ShiftX, 1e-8);
        Assert.Equal((above.ShiftY - below.ShiftY) / 2e-5, rate.ShiftY, 1e-8);
    }

    [Theory]
    [InlineData(WarmStartKind.Mean)]
    [InlineData(WarmStartKind.Gauss)]
    public void Moving_the_data_moves_the_samples_and_changes_no_error(WarmStartKind kind)
    {
        GaussianMixture here = TestMixtures.ThreeModes();
        GaussianMixture there = new(
            [.. here.Components.Select(static c => c with { MeanX = c.MeanX + 3, MeanY = c.MeanY - 2 })], isKernelMixture: false);
        SampleBatch noise = FitTasks.Noise(32);
        double[] Run(GaussianMixture target)
        {
            LinearPath path = new();
            WarmStartSolver solver = new(Tableaus.Euler, new WarmStart(kind, path, target));
            return Sampler.Run(
                MixtureVelocityField.FlowOf(target, path),
                solver,
                new TimeGrid(0, 0.4, 0.7, 1),
                noise,
                Execution.Default).Values.ToArray();
        }

        double[] first = Run(here);
        double[] second = Run(there);
        for (int i = 0; i < first.Length; i++)
        {
            Assert.Equal(first[i] + (i < first.Length / 2 ? 3 : -2), second[i], 1e-12);
        }
    }

    /// <summary>
    /// One step from t_0 on N(m, c^2 I): the mean is carried exactly and the radius errs by t_0 c^2 / w - c for the mean start,
    /// by t_0 c^2 / sqrt(w) - c for the Gaussian one, w = t_0^2 c^2 + (1 - t_0)^2.
    /// </summary>
    [Theory]
    [InlineData(WarmStartKind.Mean, 0.5)]
    [InlineData(WarmStartKind.Gauss, 0.5)]
    [InlineData(WarmStartKind.Gauss, 1.0)]
    public void One_step_on_a_gaussian_has_the_closed_form_error(WarmStartKind kind, double power)
    {
        const double c = 0.5;
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 1.5, -0.5, c));
        LinearPath path = new();
        SampleBatch noise = FitTasks.Noise(16);
        double t0 = 0.6 * power;
        double w = (t0 * t0 * c * c) + ((1 - t0) * (1 - t0));
        double radius = kind == WarmStartKind.Mean ? t0 * c * c / w : t0 * c * c / Math.Sqrt(w);
        SampleBatch end = Sampler.Run(
            MixtureVelocityField.FlowOf(target, path), new WarmStartSolver(
                Tableaus.Euler,
                new WarmStart(kind, path, target)), new TimeGrid(0, t0, 1), noise, Execution.Default);
        for (int i = 0; i < noise.Count; i++)
        {
            Assert.Equal(1.5 + (radius * noise[i, 0]), end[i, 0], 1e-12);
            Assert.Equal(-0.5 + (radius * noise[i, 1]), end[i, 1], 1e-12);
        }
    }
}
