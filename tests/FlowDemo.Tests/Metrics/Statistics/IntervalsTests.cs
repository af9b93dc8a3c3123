using CsCheck;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Tests.Metrics.Statistics;

public sealed class IntervalsTests
{
    private delegate Estimate Statistic(NoiseSet noise, double[] values);

    public static TheoryData<string, double> Truths => new()
    {
        { "mean", 1 },
        { "root mean", 1 },
        { "median", Math.Log(2) },
        { "fraction", Math.Exp(-1) },
    };

    [Theory]
    [MemberData(nameof(Truths))]
    public void Independent_samples_are_covered_as_often_as_promised(string statistic, double truth) =>
        Assert.InRange(Coverage(statistic, truth, count: 100, replicates: 1, shared: 0), 0.9, 0.98);

    [Theory]
    [MemberData(nameof(Truths))]
    public void Replicates_are_covered_as_often_as_promised_though_their_samples_depend_on_each_other(string statistic, double truth) =>
        Assert.InRange(Coverage(statistic, truth, count: 640, replicates: 16, shared: 0.5), 0.92, 0.98);

    [Fact]
    public void An_interval_over_replicates_of_a_mean_is_the_t_interval_of_their_means()
    {
        double[] values = [1, 3, 2, 6, 5, 5, 0, 2];
        Estimate estimate = Intervals.Mean(Noise(8, 4), values);
        double[] means = [2, 4, 5, 1];
        double error = Math.Sqrt(means.Sum(m => (m - 3) * (m - 3)) / 3 / 4);

        Assert.Equal(3, estimate.Value);
        Assert.Equal(3 + (3.182446305284263 * error), estimate.High, 1e-7);
        Assert.Equal(3 - (3.182446305284263 * error), estimate.Low, 1e-7);
    }

    [Fact]
    public void Quantiles_lie_between_order_statistics()
    {
        Assert.Equal(2.5, Intervals.Quantile(Noise(4, 1), [4, 1, 3, 2], 0.5).Value);
        Assert.Equal(100, Intervals.Quantile(Noise(101, 1), [.. Enumerable.Range(1, 101).Select(static i => (double)i)], 0.99).Value, 1e-12);
        Assert.Equal(double.PositiveInfinity, Intervals.Quantile(Noise(3, 1), [1, double.PositiveInfinity, double.PositiveInfinity], 0.75).Value);
    }

    [Fact]
    public void The_binomial_bounds_of_a_median_are_those_of_the_sign_test()
    {
        // P(Bin(10, 1/2) <= 1) = 11/1024 < 0.025 <= P(Bin <= 2): the 2nd and the 9th of ten values.
        Estimate median = Intervals.Quantile(Noise(10, 1), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5);

        Assert.Equal(new Estimate(5.5, 2, 9), median);
    }

    [Fact]
    public void The_jackknife_of_a_quantile_leaves_whole_replicates_out() =>
        Gen.Select(Gen.Double[0.1, 10].Array[12, 40], Gen.Int[2, 6], Gen.Double[0.05, 0.95]).Sample((values, replicates, probability) =>
        {
            NoiseSet noise = Noise(values.Length, replicates);
            double[] logs = new double[replicates];
            for (int r = 0; r < replicates; r++)
            {
                double[] kept = [.. values[..noise.Start(r)], .. values[noise.Start(r + 1)..]];
                Array.Sort(kept);
                logs[r] = Math.Log(SampleQuantile.OfSorted(kept, probability));
            }

            Estimate estimate = Intervals.Quantile(noise, values, probability);
            double margin = Jackknife.StandardError(logs) * StudentT.InvCDF(0, 1, replicates - 1, 0.975);
            Assert.Equal(Math.Log(estimate.Value) + margin, Math.Log(estimate.High), 1e-9);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_share_of_none_or_all_ends_at_the_exact_binomial_bound(int replicates)
    {
        Estimate none = Intervals.Fraction(Noise(100, replicates), new bool[100]);
        Estimate all = Intervals.Fraction(Noise(100, replicates), [.. Enumerable.Repeat(true, 100)]);

        Assert.Equal((0, 0), (none.Value, none.Low));
        Assert.Equal(0.025, Math.Pow(1 - none.High, 100), 1e-12);
        Assert.Equal((1, 1), (all.Value, all.High));
        Assert.Equal(0.025, Math.Pow(all.Low, 100), 1e-12);
    }

    [Fact]
    public void An_error_in_one_replicate_alone_still_has_an_interval_from_zero()
    {
        Estimate estimate = Intervals.RootMean(Noise(8, 4), [0, 0, 0, 0, 0, 9, 0, 0]);

        Assert.Equal(Math.Sqrt(9.0 / 8), estimate.Value, 1e-15);
        Assert.Equal(0, estimate.Low);
        Assert.True(double.IsFinite(estimate.High) && estimate.High > estimate.Value);
    }

    [Fact]
    public void The_interval_contains_the_value() =>
        Gen.Select(Gen.Double[0, 10].Array[8, 60], Gen.Int[1, 8]).Sample((values, replicates) =>
        {
            NoiseSet noise = Noise(values.Length, replicates);
            Estimate interval = Intervals.RootMean(noise, values);
            Assert.True(interval.Low <= interval.Value && interval.Value <= interval.High);
        }, iter: 50);

    private static NoiseSet Noise(int count, int replicates) => new(new SampleBatch(2, count), replicates);

    // Exponential values; samples of one replicate share a part of their randomness, which a bootstrap over samples would not see.
    private static double Coverage(string name, double truth, int count, int replicates, double shared)
    {
        Statistic statistic = name switch
        {
            "mean" => static (noise, values) => Intervals.Mean(noise, values),
            "root mean" => static (noise, values) => Intervals.RootMean(noise, values),
            "median" => static (noise, values) => Intervals.Quantile(noise, values, 0.5),
            _ => static (noise, values) => Intervals.Fraction(noise, Array.ConvertAll(values, static v => v > 1)),
        };
        MersenneTwister random = new(7);
        NoiseSet noise = Noise(count, replicates);
        double[] values = new double[count];
        const int Repetitions = 250;
        int covered = 0;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            for (int r = 0; r < replicates; r++)
            {
                double common = Normal.Sample(random, 0, 1);
                for (int i = noise.Start(r); i < noise.Start(r + 1); i++)
                {
                    double z = (Math.Sqrt(shared) * common) + (Math.Sqrt(1 - shared) * Normal.Sample(random, 0, 1));
                    values[i] = -Math.Log(Normal.CDF(0, 1, z));
                }
            }

            Estimate estimate = statistic(noise, values);
            covered += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
        }

        return (double)covered / Repetitions;
    }
}
