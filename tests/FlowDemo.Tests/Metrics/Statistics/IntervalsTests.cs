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
        Assert.Equal(
            100, Intervals.Quantile(Noise(101, 1), [.. Enumerable.Range(1, 101).Select(static i => (double)i)], 0.99).Value, 1e-12);
        Assert.Equal(
            double.PositiveInfinity, Intervals.Quantile(Noise(3, 1), [1, double.PositiveInfinity, double.PositiveInfinity], 0.75).Value);
    }

    [Fact]
    public void The_binomial_bounds_of_a_median_are_those_of_the_sign_test()
    {
        // P(Bin(10, 1/2) <= 1) = 11/1024 < 0.025 <= P(Bin <= 2): the 2nd and the 9th of ten values.
        Estimate median = Intervals.Quantile(Noise(10, 1), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5);

        Assert.Equal(new Estimate(5.5, 2, 9), median);
    }

    [Fact]
    public void A_quantile_over_replicates_ends_where_the_shares_below_no_longer_agree() =>
        Gen.Select(Gen.Double[0.1, 10].Array[80, 120], Gen.Int[2, 6], Gen.Double[0.4, 0.6]).Sample((drawn, replicates, probability) =>
        {
            // No two are equal.
            double[] values = [.. drawn.Select(static (v, i) => v + (1e-7 * i))];
            NoiseSet noise = Noise(values.Length, replicates);
            double[] sorted = [.. values.Order()];
            Estimate estimate = Intervals.Quantile(noise, values, probability);
            double critical = StudentT.InvCDF(0, 1, replicates - 1, 0.975);
            double[] possible = [.. Enumerable.Range(0, values.Length).Where(i => Agrees(i)).Select(i => sorted[i])];

            // The true quantile may lie just above a value, or just below the next.
            Assert.Equal(Math.Max(estimate.Value, sorted[Array.IndexOf(sorted, possible[^1]) + 1]), estimate.High);
            Assert.Equal(Math.Min(estimate.Value, possible[0]), estimate.Low);

            bool Agrees(int below)
            {
                double[] excess = [.. Enumerable.Range(0, replicates).Select(r =>
                    values[noise.Start(r)..noise.Start(r + 1)].Count(v => v <= sorted[below]) - (
                        probability * (noise.Start(r + 1) - noise.Start(r))))];
                double mean = excess.Average();
                return Math.Abs(mean) <= critical * Math.Sqrt(excess.Sum(e => (e - mean) * (e - mean)) / (replicates - 1) / replicates);
            }
        }, iter: 50);

    [Theory]
    [InlineData(128, 1, true)]
    [InlineData(128, 8, true)]
    [InlineData(512, 1, false)]
    [InlineData(512, 8, false)]
    public void Too_few_samples_leave_a_high_quantile_without_an_upper_bound(int count, int replicates, bool unbounded)
    {
        NoiseSet noise = Noise(count, replicates);
        Estimate estimate = Intervals.Quantile(noise, [.. Enumerable.Range(0, count).Select(static i => (double)i)], 0.99);

        Assert.Equal(unbounded, double.IsPositiveInfinity(estimate.High));
        Assert.Equal(unbounded, SampleQuantile.IsUnbounded(noise, 0.99));
        Assert.InRange(estimate.Low, 0.9 * count, estimate.Value);
    }

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
