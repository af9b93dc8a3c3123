using System.Collections.Immutable;
using FlowDemo.Learning.Regressors;
using FlowDemo.Solvers;

namespace FlowDemo.Learning.Boosting;

/// <summary>
/// A velocity made of blocks that may be left out: <c>v = affine + sum_l f_l</c>, each f_l 60 Fourier features in (x, y, t), fitted by
/// ridge regression to what the affine part and the blocks before it leave of the exact velocity, at shorter and shorter lengths. It
/// stands for a deep network, whose layers can be skipped without training it again.
/// </summary>
/// <remarks>J. Friedman, Greedy Function Approximation: A Gradient Boosting Machine, Annals of Statistics 29, 2001, on squares.</remarks>
internal sealed class BoostedVelocity
{
    /// <summary>L, the number of blocks.</summary>
    public const int Blocks = 6;

    private const int FeaturesPerBlock = 60;
    private const int Samples = 1024;
    private const int TimeStride = 5;
    private const double Penalty = 1e-6;

    /// <summary>Lengths of the blocks, in units of the width of the data.</summary>
    private static readonly double[] Lengths = [1, 0.7, 0.5, 0.35, 0.25, 0.18];

    private readonly LinearRegressor affine;
    private readonly ImmutableArray<LinearRegressor> blocks;

    private BoostedVelocity(LinearRegressor affine, ImmutableArray<LinearRegressor> blocks, ImmutableArray<double> residuals) =>
        (this.affine, this.blocks, Residuals) = (affine, blocks, residuals);

    /// <summary>
    /// Root mean square distance from the exact velocity, data units: with no block, with the first, with the first two, and so on.
    /// </summary>
    public ImmutableArray<double> Residuals { get; }

    /// <summary>Fits the blocks on the states of the calibration noise.</summary>
    /// <param name="context">The flow, the calibration noise and the tally.</param>
    /// <param name="seed">Seed of the features.</param>
    public static BoostedVelocity Fit(ScheduleContext context, int seed)
    {
        TimeGrid anchors = ICalibration.Anchors;
        SampleBatch[] states = context.ReferenceStates(anchors);
        List<RegressionBlock> rows = [];
        for (int k = 0; k <= anchors.Steps; k += TimeStride)
        {
            SampleBatch x = states[k].Slice(0, Math.Min(Samples, states[k].Count));
            SampleBatch velocity = x.NewLike();
            context.Flow.Field.Evaluate(anchors[k], x, velocity);
            rows.AddRange(RegressionBlock.Cut(anchors[k], x, velocity));
        }

        double width = context.Place().Width;
        AffineFeatures features = new(withTime: true);
        LinearRegressor affine = Regress(features, features.Count, rows, context.Execution);
        List<double> residuals = [Subtract(affine, rows)];
        var blocks = ImmutableArray.CreateBuilder<LinearRegressor>(Blocks);
        for (int l = 0; l < Blocks; l++)
        {
            FourierFeatures waves =
                FourierFeatures.Draw(FeaturesPerBlock, [width * Lengths[l]], withTime: true, (Blocks * seed) + l);
            blocks.Add(Regress(waves, 0, rows, context.Execution));
            residuals.Add(Subtract(blocks[l], rows));
        }

        return new BoostedVelocity(affine, blocks.MoveToImmutable(), [.. residuals]);
    }

    /// <summary>Evaluates the velocity without some blocks.</summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">States; read only.</param>
    /// <param name="skipped">Bit l is set where block l is left out.</param>
    /// <param name="velocity">Receives the velocity.</param>
    /// <param name="scratch">A batch of the same shape to work in.</param>
    public void Evaluate(double t, SampleBatch x, int skipped, SampleBatch velocity, SampleBatch scratch)
    {
        affine.Evaluate(t, x, velocity);
        for (int l = 0; l < Blocks; l++)
        {
            if ((skipped >> l & 1) == 0)
            {
                blocks[l].Evaluate(t, x, scratch);
                Flat.AddScaled(velocity.Values, 1, scratch.Values);
            }
        }
    }

    private static LinearRegressor Regress(IFeatureMap features, int unpenalised, List<RegressionBlock> rows, Execution execution) =>
        RidgeRegression.Fit(features, unpenalised, rows, Penalty, execution, static _ => { });

    /// <summary>Takes a function off the targets.</summary>
    /// <returns>The root mean square of what is left.</returns>
    private static double Subtract(LinearRegressor function, List<RegressionBlock> rows)
    {
        (double sum, int count) = (0, 0);
        foreach (RegressionBlock row in rows)
        {
            SampleBatch value = row.Inputs.NewLike();
            function.Evaluate(row.Time, row.Inputs, value);
            Flat.AddScaled(row.Targets.Values, -1, value.Values);
            for (int i = 0; i < row.Targets.Count; i++)
            {
                sum += (row.Targets[i, 0] * row.Targets[i, 0]) + (row.Targets[i, 1] * row.Targets[i, 1]);
            }

            count += row.Targets.Count;
        }

        return Math.Sqrt(sum / count);
    }
}
