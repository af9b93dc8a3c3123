using FlowDemo.Metrics;
using FlowDemo.Metrics.Discrepancy;
using FlowDemo.Numerics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics.Discrepancy;

public sealed class KernelDiscrepancyTests
{
    private static readonly Execution OneThread = new(1);
    private static readonly SampleBatch ThreePoints = SampleBatch.FromPoints((0, 0), (1, 0), (0, 2));

    [Fact]
    public void The_three_modes_have_their_golden_self_mean_and_discrepancy()
    {
        MixtureEmbedding embedding = new(Rows.ThreeModes, 0.3, 1);
        double selfMean = embedding.SelfMean(OneThread);

        Assert.Equal(0.169260888912, selfMean, 6e-13);
        Assert.Equal(0.130195894864, Evaluate(ThreePoints, embedding, selfMean, 1).Value, 6e-13);
    }

    [Fact]
    public void The_self_mean_is_the_mean_over_the_mixture_of_its_kernel_mean()
    {
        MixtureEmbedding embedding = new(Rows.ThreeModes, 2, 4);
        SampleBatch draws = MixtureSampler.Stratified(Rows.ThreeModes, 20_000, RandomStream.Open(3, NoiseStream.Metric));

        Assert.Equal(embedding.SelfMean(OneThread), embedding.Mean(draws, OneThread).Average(), 2e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Several_bandwidths_are_the_mean_of_each_alone(int replicates)
    {
        SampleBatch points = Rows.Normal(30, seed: 1);
        double mean = 0;
        for (int level = 0; level < 4; level++)
        {
            MixtureEmbedding single = new(Rows.ThreeModes, 3 * Math.Pow(3, -level), 1);
            mean += Evaluate(points, single, single.SelfMean(OneThread), replicates).Value / 4;
        }

        MixtureEmbedding all = new(Rows.ThreeModes, 3, 4);
        Assert.Equal(mean, Evaluate(points, all, all.SelfMean(OneThread), replicates).Value, 1e-13);
    }

    [Fact]
    public void Sets_are_paired_with_each_other_and_left_out_as_wholes()
    {
        SampleBatch points = Rows.Normal(20, seed: 2);
        MixtureEmbedding embedding = new(Rows.ThreeModes, 1, 2);
        Estimate estimate = Evaluate(points, embedding, 0.2, 4);
        double[] leaveOneOut = [.. Enumerable.Range(0, 4).Select(r => BetweenSets([.. Enumerable.Range(0, 20).Where(i => i / 5 != r)]))];

        Assert.Equal(BetweenSets([.. Enumerable.Range(0, 20)]), estimate.Value, 1e-13);

        double mean = leaveOneOut.Average();
        double error = Math.Sqrt(0.75 * leaveOneOut.Sum(v => (v - mean) * (v - mean)));
        Assert.Equal(3.182446305284263 * error, estimate.High - estimate.Value, 1e-9);

        double BetweenSets(int[] kept)
        {
            double[] kernels = [.. kept.SelectMany(i => kept.Where(j => i / 5 != j / 5).Select(j => Kernel(i, j)))];
            return kernels.Average() - (2 * kept.Average(i => embedding.Mean(points, OneThread)[i])) + 0.2;
        }

        double Kernel(int i, int j)
        {
            double square = Math.Pow(points[i, 0] - points[j, 0], 2) + Math.Pow(points[i, 1] - points[j, 1], 2);
            return (Math.Exp(-square / 2) + Math.Exp(-3 * square / 2)) / 2;
        }
    }

    [Fact]
    public void Of_two_sets_none_can_be_left_out_and_the_interval_is_open()
    {
        Estimate estimate = Evaluate(Rows.Normal(10, seed: 3), new MixtureEmbedding(Rows.ThreeModes, 1, 2), 0.2, 2);

        Assert.True(double.IsFinite(estimate.Value));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (estimate.Low, estimate.High));
    }

    [Fact]
    public void Exact_draws_scatter_about_zero_and_their_interval_covers_it()
    {
        MixtureEmbedding embedding = new(Rows.ThreeModes, 3, 4);
        double selfMean = embedding.SelfMean(OneThread);
        int covered = 0;
        double mean = 0;
        for (int repetition = 0; repetition < 60; repetition++)
        {
            SampleBatch points = IndependentDraws(256, repetition);
            Estimate estimate = Evaluate(points, embedding, selfMean, 1);
            covered += estimate.Low <= 0 && 0 <= estimate.High ? 1 : 0;
            mean += estimate.Value / 60;
        }

        // At the target itself the statistic is degenerate, so its jackknife errs on the side of a wide interval.
        Assert.InRange(covered, 54, 60);
        Assert.Equal(0, mean, 6e-4);
    }

    [Fact]
    public void Pair_sums_have_the_same_bits_at_every_width()
    {
        SampleBatch points = Rows.Normal(37, seed: 5);
        double[] narrow = new double[37];
        double[] wide = new double[37];
        double[] widest = new double[37];
        PairSums.Fill<Lanes128>(points, (3, 37), (0, 37), 0.7, 3, narrow);
        PairSums.Fill<Lanes256>(points, (3, 37), (0, 37), 0.7, 3, wide);
        PairSums.Fill<Lanes512>(points, (3, 37), (0, 37), 0.7, 3, widest);

        Assert.Equal(narrow, wide);
        Assert.Equal(narrow, widest);
    }

    [Fact]
    public void The_metric_orders_rows_and_is_the_same_on_two_threads()
    {
        NoiseSet noise = NormalNoise.Quasi(1024, 0, NoiseStream.Test);
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 0, 0, 1));
        Measurement exact = Rows.Row(target, noise, noise.Points, new DiscreteFlowMap(noise.Points, new double[1024], 0));
        Measurement moved = exact with { End = Rows.Shifted(noise.Points, 0.3, 0) };
        IMetric mmd = MetricCatalog.All.Create("mmd");

        Assert.Equal(0, mmd.Evaluate(exact).Value, 2e-3);
        Assert.InRange(mmd.Evaluate(moved).Low, mmd.Evaluate(exact).High, 1);
        Assert.Equal(mmd.Evaluate(moved), mmd.Evaluate(moved with { Execution = new Execution(2) }));
        SampleBatch broken = noise.Points.Clone();
        broken[0, 0] = double.PositiveInfinity;
        Assert.Equal(Estimate.Exact(double.PositiveInfinity), mmd.Evaluate(exact with { End = broken }));
    }

    private static Estimate Evaluate(SampleBatch points, MixtureEmbedding embedding, double selfMean, int replicates) =>
        KernelDiscrepancy.Evaluate(new NoiseSet(points, replicates), points, embedding, selfMean, OneThread);

    private static SampleBatch IndependentDraws(int count, int seed)
    {
        SampleBatch points = new(2, count);
        MathNet.Numerics.Random.RandomSource random = RandomStream.Open(seed, NoiseStream.Metric);
        for (int i = 0; i < count; i++)
        {
            SampleBatch one = MixtureSampler.Stratified(Rows.ThreeModes, 1, random);
            (points[i, 0], points[i, 1]) = (one[0, 0], one[0, 1]);
        }

        return points;
    }
}
