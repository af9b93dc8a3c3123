using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// The moments of rows that were completed by symmetry, from the rows of the first map alone. Where every image of a feature is
/// a sum of features, <c>phi(Q x) = P phi(x)</c>, and targets turn with the states, the rows under a map Q add
/// <c>P G P^T</c> and <c>P R Q^T</c> to the sums, so that the group is gone through on matrices instead of rows.
/// </summary>
internal static class SymmetricMoments
{
    /// <summary>Takes the means over completed rows.</summary>
    /// <param name="features">The features.</param>
    /// <param name="symmetry">The group.</param>
    /// <param name="blocks">The rows of the first map, which is the identity.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>The moments; null where an image of a feature is no sum of features.</returns>
    public static RidgeMoments? Of(IFeatureMap features, SymmetryGroup symmetry, IReadOnlyList<RegressionBlock> blocks, Execution execution)
    {
        FeatureImage[]?[] actions = [.. symmetry.Maps.Select(features.Images)];
        if (actions.Contains(null))
        {
            return null;
        }

        RidgeMoments first = RidgeMoments.Of(features, blocks, execution);
        int count = features.Count;
        double[,] gram = new double[count, count];
        double[,] right = new double[count, 2];
        double[,] g = first.Gram.ToArray();
        double[,] r = first.Right.ToArray();
        for (int m = 0; m < actions.Length; m++)
        {
            FeatureImage[] images = actions[m]!;
            (double xx, double xy, double yx, double yy) = symmetry.Maps[m];
            for (int i = 0; i < count; i++)
            {
                FeatureImage a = images[i];
                for (int j = 0; j <= i; j++)
                {
                    FeatureImage b = images[j];
                    gram[i, j] += (a.FirstFactor * ((b.FirstFactor * g[a.First, b.First]) + (b.SecondFactor * g[a.First, b.Second])))
                        + (a.SecondFactor * ((b.FirstFactor * g[a.Second, b.First]) + (b.SecondFactor * g[a.Second, b.Second])));
                }

                double x = (a.FirstFactor * r[a.First, 0]) + (a.SecondFactor * r[a.Second, 0]);
                double y = (a.FirstFactor * r[a.First, 1]) + (a.SecondFactor * r[a.Second, 1]);
                right[i, 0] += (xx * x) + (xy * y);
                right[i, 1] += (yx * x) + (yy * y);
            }
        }

        return new RidgeMoments(
            Matrix<double>.Build.Dense(count, count, (i, j) => gram[Math.Max(i, j), Math.Min(i, j)] / symmetry.Order),
            Matrix<double>.Build.DenseOfArray(right) / symmetry.Order,
            first.Energy);
    }
}
