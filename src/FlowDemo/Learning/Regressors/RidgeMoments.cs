using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Learning.Regressors;

/// <summary>The means over rows that a least-squares fit of planar targets needs.</summary>
/// <param name="Gram">Phi^T Phi / n, M x M.</param>
/// <param name="Right">Phi^T Y / n, M x 2.</param>
/// <param name="Energy">|Y|^2 / n.</param>
internal sealed record RidgeMoments(Matrix<double> Gram, Matrix<double> Right, double Energy)
{
    /// <summary>Takes the means over all rows.</summary>
    /// <param name="features">The features.</param>
    /// <param name="blocks">The rows.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="ArithmeticException">A feature or target is not finite.</exception>
    public static RidgeMoments Of(IFeatureMap features, IReadOnlyList<RegressionBlock> blocks, Execution execution)
    {
        GramMatrix sums = GramMatrix.Accumulate(features, blocks, execution);
        int count = features.Count;
        double scale = 1 / sums.TotalWeight;
        Matrix<double> right = Matrix<double>.Build.Dense(count, 2, (i, d) => sums[count + d, i] * scale);
        double energy = (sums[count, count] + sums[count + 1, count + 1]) * scale;
        if (!double.IsFinite(energy) || !right.Enumerate().All(double.IsFinite))
        {
            throw new ArithmeticException("The loss of the fit is not a finite number.");
        }

        return new RidgeMoments(
            Matrix<double>.Build.Dense(count, count, (i, j) => sums[Math.Max(i, j), Math.Min(i, j)] * scale), right, energy);
    }
}
