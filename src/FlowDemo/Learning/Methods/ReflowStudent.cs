using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;

namespace FlowDemo.Learning.Methods;

/// <summary>Fits one velocity for all times to the straight lines between paired points.</summary>
internal static class ReflowStudent
{
    /// <summary>Pairs that share a time: small, so that there are many times.</summary>
    private const int BlockSize = 64;

    /// <summary>Rows <c>((1 - t) x0 + t x1, t) -> x1 - x0</c>, every pair once.</summary>
    /// <param name="noise">x0.</param>
    /// <param name="ends">x1, paired with it.</param>
    /// <param name="time">Time of a block as a function of an evenly spread fraction.</param>
    public static RegressionBlock[] Rows(SampleBatch noise, SampleBatch ends, Func<double, double> time)
    {
        RegressionBlock[] blocks = new RegressionBlock[(noise.Count + BlockSize - 1) / BlockSize];
        for (int b = 0; b < blocks.Length; b++)
        {
            int start = b * BlockSize;
            int count = Math.Min(BlockSize, noise.Count - start);
            SampleBatch x0 = noise.Slice(start, count);
            SampleBatch x1 = ends.Slice(start, count);
            double t = time(TimeDensity.Fraction(b));
            SampleBatch point = x1.Clone();
            Flat.Combine(point.Values, t, 1 - t, x0.Values);
            Flat.AddScaled(x1.Values, -1, x0.Values);
            blocks[b] = new RegressionBlock(t, point, x1);
        }

        return blocks;
    }

    /// <summary>Fits the rows in closed form.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="rows">The rows.</param>
    public static LearnedVelocityField FitLinear(TrainingContext context, IReadOnlyList<RegressionBlock> rows)
    {
        IFeatureMap features = FeatureDesign.ForAllTimes(context.Options, context.Target);
        return new LearnedVelocityField([], [context.FitLinear(features, withTime: true, rows)], Prediction.Velocity, context.Exact);
    }
}
