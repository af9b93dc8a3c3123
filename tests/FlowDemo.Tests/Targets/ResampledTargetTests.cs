using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class ResampledTargetTests
{
    private static readonly Target Points = TargetLoader.Load("old-faithful", PointsOptions.Default);

    [Fact]
    public void A_resample_has_the_kernels_with_whole_shares_of_the_weight()
    {
        int count = Points.Mixture.Components.Length;
        Target[] resamples = [.. Points.Resampled(20, 3, NoiseStream.Resamples)];
        Assert.All(resamples, resample =>
        {
            double[] shares = [.. resample.Mixture.Components.Select(c => c.Weight * count)];
            Assert.Equal(count, shares.Sum(), 1e-9);
            Assert.All(shares, static s => Assert.Equal(Math.Round(s), s, 1e-9));

            // 1 - 1/e of the points are drawn at least once.
            Assert.InRange(shares.Length / (double)count, 0.55, 0.71);
            double equal = Points.Mixture.Components[0].Weight;
            Assert.All(resample.Mixture.Components, c => Assert.Contains(c with { Weight = equal }, Points.Mixture.Components));
            Assert.Same(resample.Whole, resample.Mixture);
        });

        // The mean of a resample scatters as the mean of so many draws does.
        double scatter = resamples.Average(r => Math.Pow(r.Mixture.MeanX - Points.Mixture.MeanX, 2));
        Assert.InRange(scatter * count, 0.4, 2);
    }

    [Fact]
    public void Seeds_and_purposes_draw_others_and_more_of_them_change_none()
    {
        static double[] Means(int count, int seed, NoiseStream stream) =>
            [.. Points.Resampled(count, seed, stream).Select(static t => t.Mixture.MeanX)];
        double[] means = Means(4, 0, NoiseStream.Resamples);
        Assert.Equal(4, means.Distinct().Count());
        Assert.Equal(means, Means(6, 0, NoiseStream.Resamples)[..4]);
        Assert.Empty(means.Intersect(Means(4, 1, NoiseStream.Resamples)));
        Assert.Empty(means.Intersect(Means(4, 0, NoiseStream.FitResamples)));
    }

    [Fact]
    public void What_has_no_points_and_a_class_are_refused()
    {
        FlowDemoException mixture = Assert.Throws<FlowDemoException>(
            () => TargetLoader.Load("ring", PointsOptions.Default).Resampled(2, 0, NoiseStream.Resamples));
        Assert.Contains("'ring' is a mixture and has no points", mixture.Message, StringComparison.Ordinal);
        FlowDemoException part = Assert.Throws<FlowDemoException>(
            () => Points.Given(new ClassCondition(1, 2)).Resampled(2, 0, NoiseStream.Resamples));
        Assert.Contains("not one class of it", part.Message, StringComparison.Ordinal);
    }
}
