using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;

namespace FlowDemo.Learning.Methods;

/// <summary>Fits one velocity for all times to the straight lines between paired points.</summary>
internal static class ReflowStudent
{
    /// <summary>Pairs that share a time: small, so that there are many times.</summary>
    private const int BlockSize = 64;
    private const int Reweightings = 4;

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

    /// <summary>Fits the rows.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="huber">c of the pseudo-Huber loss <c>sqrt(|r|^2 + c^2) - c</c>, by reweighted least squares; 0 for squares.</param>
    public static LearnedVelocityField Fit(TrainingContext context, RegressionBlock[] rows, double huber = 0)
    {
        ILearnedFunction function = context.Fit(withTime: true, rows);
        for (int round = 0; round < (huber > 0 ? Reweightings : 0); round++)
        {
            function = context.Fit(withTime: true, Reweight(context, function, rows, huber));
        }

        return new LearnedVelocityField([], [function], Prediction.Velocity, context.Exact);
    }

    /// <summary>Weights <c>1 / sqrt(|r|^2 + c^2)</c>, divided by their mean so that the penalty keeps its meaning.</summary>
    internal static RegressionBlock[] Reweight(TrainingContext context, ILearnedFunction function, RegressionBlock[] rows, double huber)
    {
        double[][] weights = new double[rows.Length][];
        context.Execution.ForEach(rows.Length, b =>
        {
            SampleBatch output = rows[b].Inputs.NewLike();
            function.Evaluate(rows[b].Time, rows[b].Inputs, output);
            weights[b] = [.. Enumerable.Range(0, output.Count).Select(i =>
            {
                double rx = rows[b].Targets[i, 0] - output[i, 0];
                double ry = rows[b].Targets[i, 1] - output[i, 1];
                return 1 / Math.Sqrt((rx * rx) + (ry * ry) + (huber * huber));
            })];
        });
        double mean = weights.Sum(static w => w.Sum()) / weights.Sum(static w => w.Length);
        return [.. rows.Select((row, b) => row with { Weights = [.. weights[b].Select(w => w / mean)] })];
    }
}
