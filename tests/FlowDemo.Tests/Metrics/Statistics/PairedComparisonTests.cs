using CsCheck;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Tests.Metrics.Statistics;

public sealed class PairedComparisonTests
{
    [Fact]
    public void Identical_samplers_have_a_ratio_of_exactly_one() =>
        Gen.Select(Gen.Double[0, 1e6].Array[4, 600], Gen.Int[1, 4]).Sample((errors, replicates) =>
        {
            NoiseSet noise = Noise(errors.Length, replicates);
            Assert.Equal(Estimate.Exact(1), PairedComparison.Ratio(noise, errors, errors));
            Assert.False(PairedComparison.IsBelow(noise, errors, errors, 0.5));
        }, iter: 20);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Errors_in_proportion_leave_nothing_uncertain(int replicates)
    {
        double[] errors = [1, 5, 2, 8, 1, 1, 3, 9];
        double[] halved = Array.ConvertAll(errors, static e => e / 4);
        NoiseSet noise = Noise(8, replicates);

        Assert.Equal(Estimate.Exact(0.5), PairedComparison.Ratio(noise, halved, errors));
        Assert.True(PairedComparison.IsBelow(noise, halved, errors, 0.001));
        Assert.False(PairedComparison.IsBelow(noise, errors, halved, 0.001));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Zero_and_infinite_errors_never_give_NaN(int replicates)
    {
        NoiseSet noise = Noise(4, replicates);
        double[] none = new double[4];
        double[] some = [1, 2, 3, 4];
        double[] broken = [1, double.PositiveInfinity, 3, 4];

        Assert.Equal(Estimate.Exact(1), PairedComparison.Ratio(noise, none, none));
        Assert.Equal(Estimate.Exact(0), PairedComparison.Ratio(noise, none, some));
        Assert.Equal(Estimate.Exact(double.PositiveInfinity), PairedComparison.Ratio(noise, some, none));
        Assert.Equal(Estimate.Exact(double.PositiveInfinity), PairedComparison.Ratio(noise, broken, some));
        Assert.Equal(Estimate.Exact(0), PairedComparison.Ratio(noise, some, broken));
        Assert.Equal(1, PairedComparison.Ratio(noise, broken, broken).Value);
        Assert.True(PairedComparison.IsBelow(noise, none, some, 0.01));
    }

    [Theory]
    [InlineData(150, 1)]
    [InlineData(640, 16)]
    public void A_common_scatter_cancels_and_the_interval_covers(int count, int replicates)
    {
        // log a_i - log b_i = 0.1 on average in a scatter of 0.2 that is shared by neither, under one of 1 that is.
        double truth = Math.Exp(-0.1 / 2);
        MersenneTwister random = new(11);
        NoiseSet noise = Noise(count, replicates);
        (double[] a, double[] b) = (new double[count], new double[count]);
        int covered = 0;
        int told = 0;
        const int Repetitions = 150;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            for (int i = 0; i < count; i++)
            {
                double common = Normal.Sample(random, 0, 1);
                a[i] = Math.Exp(common - 0.1 + (0.2 * Normal.Sample(random, 0, 1)));
                b[i] = Math.Exp(common + (0.2 * Normal.Sample(random, 0, 1)));
            }

            Estimate ratio = PairedComparison.Ratio(noise, a, b);
            covered += ratio.Low <= truth && truth <= ratio.High ? 1 : 0;
            told += PairedComparison.IsBelow(noise, a, b, 0.05) ? 1 : 0;
        }

        Assert.InRange((double)covered / Repetitions, 0.9, 0.99);
        Assert.InRange((double)told / Repetitions, 0.6, 1);
    }

    private static NoiseSet Noise(int count, int replicates) => new(new SampleBatch(2, count), replicates);
}
