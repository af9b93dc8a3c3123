using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Tests.Fitting;

public sealed class CalibrationPairsTests
{
    private const int Count = 4000;

    [Fact]
    public void Drawn_pairs_stand_for_all_in_a_mean()
    {
        double[] losses = HeavyTailed();
        CalibrationPairs drawn = Pairs().Concentrate(400, losses);
        double mean = Weighted(drawn, losses);
        Assert.InRange(drawn.Count, 200, 401);
        Assert.Equal(Count, drawn.TotalWeight, 0.02 * Count);
        Assert.Equal(losses.Average(), mean, 0.02 * losses.Average());

        // Taken evenly, as many pairs miss most of the few that carry the mean.
        double even = Weighted(Pairs().Thin(400), losses);
        Assert.True(Math.Abs(even - losses.Average()) > 0.2 * losses.Average());
    }

    [Fact]
    public void The_worst_pair_is_drawn_for_certain_and_counts_once()
    {
        double[] losses = [.. Enumerable.Range(0, Count).Select(static n => n == 1234 ? 1.0 : 1e-9)];
        CalibrationPairs drawn = Pairs().Concentrate(100, losses);
        int place = Enumerable.Range(0, drawn.Count).Single(i => Index(drawn, i) == 1234);
        Assert.Equal(1, drawn.Weights[place]);
        Assert.All(drawn.Weights, static w => Assert.InRange(w, 1, 2.0 * Count / 100));
    }

    [Fact]
    public void No_more_are_drawn_than_there_are_and_without_losses_evenly()
    {
        CalibrationPairs pairs = Pairs();
        Assert.Same(pairs, pairs.Concentrate(Count, new double[Count]));
        CalibrationPairs even = pairs.Concentrate(40, new double[Count]);
        Assert.Equal(Enumerable.Range(0, 40).Select(static i => i * 100), Enumerable.Range(0, 40).Select(i => Index(even, i)));
    }

    [Fact]
    public void A_weight_counts_a_pair_as_often()
    {
        FitTask task = FitTasks.Create(TestMixtures.FourModes(), pairs: 40);
        SampleBatch noise = task.Calibration.Noise.Slice(0, 3);
        SampleBatch ends = task.Calibration.Ends.Slice(0, 3);
        CalibrationPairs weighted = new(noise, ends, [1, 3, 2]);
        CalibrationPairs repeated = new(Repeat(noise), Repeat(ends));
        CoefficientLayout layout = new(2);
        double[] values = FitTasks.Irregular(layout);
        Assert.Equal(Cost(repeated), Cost(weighted), 1e-14);

        double Cost(CalibrationPairs pairs) => task.Objective(WarmStartKind.Gauss, layout, pairs, new RobustLoss(0.5)).Cost(values);
    }

    private static SampleBatch Repeat(SampleBatch batch)
    {
        int[] order = [0, 1, 1, 1, 2, 2];
        return SampleBatch.FromPoints([.. order.Select(n => (batch[n, 0], batch[n, 1]))]);
    }

    /// <summary>Pairs that carry their own number.</summary>
    private static CalibrationPairs Pairs()
    {
        SampleBatch numbers = SampleBatch.FromPoints([.. Enumerable.Range(0, Count).Select(static n => ((double)n, 0.0))]);
        return new CalibrationPairs(numbers, numbers);
    }

    private static int Index(CalibrationPairs pairs, int i) => (int)pairs.Noise[i, 0];

    /// <summary>A few losses that carry most of the sum, off the places that an even choice takes.</summary>
    private static double[] HeavyTailed() => [.. Enumerable.Range(0, Count).Select(static n => n % 971 == 5 ? 50.0 + n : 0.1)];

    private static double Weighted(CalibrationPairs pairs, double[] losses) =>
        Enumerable.Range(0, pairs.Count).Sum(i => pairs.Weights[i] * losses[Index(pairs, i)]) / pairs.TotalWeight;
}
