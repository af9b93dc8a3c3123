using FlowDemo.Comparison;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Tests.Comparison;

public sealed class StandingRuleTests
{
    private static readonly NoiseSet Noise = new(new SampleBatch(2, 256), 16);

    [Fact]
    public void A_row_far_below_the_others_is_best_and_they_are_behind()
    {
        double[] errors = Scatter(new MersenneTwister(1), 1);
        Standing[] standings = StandingRule.Decide(
            Noise, [errors, Array.ConvertAll(errors, static e => e / 3), Scatter(new MersenneTwister(2), 2)]);

        Assert.Equal([Standing.Behind, Standing.Best, Standing.Behind], standings);
    }

    [Fact]
    public void Two_rows_that_are_equal_are_not_separated_though_a_third_is_behind()
    {
        double[] errors = Scatter(new MersenneTwister(1), 1);

        Assert.Equal(
            [Standing.NotSeparated, Standing.NotSeparated, Standing.Behind],
            StandingRule.Decide(Noise, [errors, errors, Array.ConvertAll(errors, static e => e * 9)]));
    }

    [Fact]
    public void A_row_alone_is_separated_from_nothing() =>
        Assert.Equal([Standing.NotSeparated], StandingRule.Decide(Noise, [Scatter(new MersenneTwister(1), 1)]));

    [Fact]
    public void Rows_of_equal_error_are_told_apart_in_at_most_one_column_of_twenty()
    {
        MersenneTwister random = new(5);
        int mistaken = 0;
        const int Columns = 300;
        for (int column = 0; column < Columns; column++)
        {
            double[][] rows = [.. Enumerable.Range(0, 6).Select(_ => Scatter(random, 1))];
            mistaken += StandingRule.Decide(Noise, rows).Any(static s => s != Standing.NotSeparated) ? 1 : 0;
        }

        Assert.InRange((double)mistaken / Columns, 0, 0.08);
    }

    /// <summary>Of three pairs the least likely one is told at a third of 5 %, two-sided, and not at more.</summary>
    [Theory]
    [InlineData(0.015, true)]
    [InlineData(0.018, false)]
    [InlineData(0.03, false)]
    public void A_pair_among_three_is_told_apart_at_a_third_of_the_level(double probability, bool isTold)
    {
        double[][] rows = Pair(probability);
        double[] scattered = [.. Enumerable.Range(0, Noise.Count).Select(static i => i < 16 ? 1000 : 0.1)];
        Standing[] standings = StandingRule.Decide(Noise, [.. rows, scattered]);

        Assert.Equal(isTold ? Standing.Behind : Standing.NotSeparated, standings[0]);
        Assert.Equal(Standing.NotSeparated, standings[1]);
        Assert.Equal(Standing.NotSeparated, standings[2]);
    }

    /// <summary>Once two pairs of three are told apart the last is tried at 5 %.</summary>
    [Theory]
    [InlineData(0.045, true)]
    [InlineData(0.055, false)]
    public void The_last_pair_is_told_apart_at_the_whole_level(double probability, bool isTold)
    {
        double[][] rows = Pair(probability);
        Standing[] standings = StandingRule.Decide(Noise, [.. rows, Array.ConvertAll(rows[0], static e => 100 * e)]);

        Assert.Equal(
            isTold ? [Standing.Behind, Standing.Best, Standing.Behind] : [Standing.NotSeparated, Standing.NotSeparated, Standing.Behind],
            standings);
    }

    // Two rows of which the second is better, and equal ones would differ so much with a given probability.
    private static double[][] Pair(double probability)
    {
        MersenneTwister random = new(3);
        (double[] first, double[] second) = (Scatter(random, 1), Scatter(random, 1));
        double balance = Math.Sqrt(first.Sum() / second.Sum());
        (double low, double high) = (Math.Log(balance * balance), Math.Log(balance * balance) - 3);
        for (int halving = 0; halving < 60; halving++)
        {
            double middle = (low + high) / 2;
            double seen = TwoSided(GroupedRatio.Paired(Noise, first, Scaled(middle)));
            (low, high) = seen > probability ? (middle, high) : (low, middle);
        }

        return [first, Scaled((low + high) / 2)];

        static double TwoSided(GroupedRatio ratio)
        {
            double[] logs = Array.ConvertAll(ratio.LeaveOneOut(), Math.Log);
            double mean = logs.Average();
            double error = Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) * (logs.Length - 1) / logs.Length);
            return 2 * (1 - StudentT.CDF(0, 1, logs.Length - 1, Math.Abs(Math.Log(ratio.Value)) / error));
        }

        double[] Scaled(double log) => Array.ConvertAll(second, e => e * Math.Exp(log));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        MersenneTwister random = new(9);
        double[][] rows = [.. Enumerable.Range(0, 5).Select(k => Scatter(random, 1 + (0.3 * k)))];
        Standing[] standings = StandingRule.Decide(Noise, rows);

        Assert.Equal(standings.Reverse(), StandingRule.Decide(Noise, [.. Enumerable.Reverse(rows)]));
        Assert.Equal(Standing.Behind, standings[^1]);
    }

    private static double[] Scatter(MersenneTwister random, double scale)
    {
        double[] errors = new double[Noise.Count];
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] = scale * Exponential.Sample(random, 1);
        }

        return errors;
    }
}
