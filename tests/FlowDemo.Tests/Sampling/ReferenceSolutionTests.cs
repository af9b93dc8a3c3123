using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Sampling;

public sealed class ReferenceSolutionTests
{
    private static readonly Execution TwoThreads = new(2);

    /// <summary>One Gaussian has a flow map in closed form: x(1) = m + s x0.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1e-6)]
    [InlineData(0, 1e6)]
    [InlineData(0, 1e12)]
    [InlineData(1e6, 50)]
    [InlineData(4.6e6, 500)]
    [InlineData(1e10, 1)]
    public void One_gaussian_of_any_size_is_followed_to_rounding(double mean, double std)
    {
        SampleBatch x0 = Noise(256);
        ReferenceSolution found = ReferenceSolution.Adaptive(FlowOf(GaussianComponent.Isotropic(1, mean, -mean, std)), x0, TwoThreads);
        double sum = 0;
        for (int i = 0; i < x0.Count; i++)
        {
            double dx = found.End[i, 0] - (mean + (std * x0[i, 0]));
            double dy = found.End[i, 1] - (-mean + (std * x0[i, 1]));
            sum += ((dx * dx) + (dy * dy)) / x0.Count;
        }

        // What is certified holds, within the scatter of an estimate, and is small beside the size of the data.
        Assert.True(Math.Sqrt(sum) <= 20 * found.Error, $"{Math.Sqrt(sum)} > 20 x {found.Error}");
        Assert.True(found.Error <= 1e-9 + (1e-12 * (Math.Abs(mean) + std)), $"{found.Error}");
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void A_component_that_takes_its_samples_in_a_thin_layer_gets_its_weight(double ratio)
    {
        GaussianMixture target = new(GaussianComponent.Isotropic(2, 1, 2, 0.3 * ratio), GaussianComponent.Isotropic(1, -1, -2, 0.3));
        SampleBatch end = ReferenceSolution.Adaptive(MixtureVelocityField.FlowOf(target, new LinearPath()), Noise(1024), TwoThreads).End;
        LawCheck.Require(end, target);
        double near = Enumerable.Range(0, end.Count).Count(i => Math.Abs(end[i, 0] + 1) + Math.Abs(end[i, 1] + 2) < 3) / (double)end.Count;
        Assert.Equal(1.0 / 3, near, 0.01);
    }

    [Fact]
    public void Steps_that_pass_over_the_layer_are_found_out_by_the_law()
    {
        GaussianMixture target = new(GaussianComponent.Isotropic(2, 1, 2, 1e12), GaussianComponent.Isotropic(1, -1, -2, 0.3));
        ReferenceSolution blind = ReferenceSolution.FineSteps(
            MixtureVelocityField.FlowOf(target, new LinearPath()), Noise(1024), 1000, TwoThreads);
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(() => LawCheck.Require(blind.End, target));
        Assert.True(refusal.IsBreakdown);
        Assert.Contains("component 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_that_is_off_is_found_out_by_the_law()
    {
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 0, 0, 1));
        SampleBatch shifted = Noise(4096);
        LawCheck.Require(shifted, target);
        for (int i = 0; i < shifted.Count; i++)
        {
            shifted[i, 1] += 0.3;
        }

        Assert.True(Assert.Throws<FlowDemoException>(() => LawCheck.Require(shifted, target)).IsBreakdown);
    }

    [Fact]
    public void Velocities_that_are_not_finite_break_down_and_do_not_hang()
    {
        Flow flow = FlowOf(GaussianComponent.Isotropic(1, 1e200, 0, 1), GaussianComponent.Isotropic(1, 0, 0, 1));
        Assert.True(Assert.Throws<FlowDemoException>(() => ReferenceSolution.Adaptive(flow, Noise(16), TwoThreads)).IsBreakdown);
    }

    [Fact]
    public void Trajectories_near_a_thin_mode_take_more_steps_than_the_fewest()
    {
        GaussianMixture thin = new(GaussianComponent.Isotropic(1, 1, 0, 0.002), GaussianComponent.Isotropic(1, -1, 1, 0.5));
        Flow flow = MixtureVelocityField.FlowOf(thin, new VariancePreservingPath());
        SampleBatch x0 = Noise(256);
        SampleBatch exact = ReferenceSolution.Adaptive(flow, x0, TwoThreads).End;
        double plain = Flat.RootMeanSquareDistance(exact, Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(200), x0, TwoThreads));
        double certified = Flat.RootMeanSquareDistance(
            exact, Sampler.Run(flow, CertifiedSteps.OfRk4(flow, x0, 200, TwoThreads), TimeGrid.Uniform(10), x0, TwoThreads));
        Assert.True(plain > 1e-3, $"{plain}");
        Assert.True(certified < 5e-4, $"{certified}");
    }

    private static Flow FlowOf(params ReadOnlySpan<GaussianComponent> components) =>
        MixtureVelocityField.FlowOf(new GaussianMixture(components), new LinearPath());

    private static SampleBatch Noise(int count) => NormalNoise.Quasi(count, 3, NoiseStream.Test).Points;
}
