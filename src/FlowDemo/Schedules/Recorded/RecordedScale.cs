using FlowDemo.Interchange;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Schedules.Recorded;

/// <summary>
/// How wide recorded data are in units of the noise: the root mean square distance of the end points from their mean along their widest
/// direction, which is what <c>--scale</c> brings a target to.
/// </summary>
internal static class RecordedScale
{
    /// <summary>Samples looked at where there are as many dimensions: more hardly move the widest direction.</summary>
    private const int MostSamples = 256;

    /// <summary>Dimensions that are looked at together.</summary>
    private const int BlockDimensions = 4096;

    /// <summary>The scale of the last anchor.</summary>
    /// <param name="states">Anchors x samples x dimensions.</param>
    /// <param name="samples">Number of trajectories.</param>
    /// <param name="dimension">Values per state.</param>
    /// <remarks>
    /// The largest eigenvalue of the covariance is that of the products of centred samples with each other over their number, so that the
    /// smaller of two matrices is made. Where there are fewer samples than dimensions, all other directions together add to it what the
    /// mean of the other eigenvalues is, which is taken off: Yata, Aoshima, Effective PCA for High-Dimension, Low-Sample-Size Data with
    /// Noise Reduction via Geometric Representations, 2012.
    /// </remarks>
    public static double Of(NpyArray states, long samples, long dimension)
    {
        int used = (int)Math.Min(samples, dimension < MostSamples ? samples : MostSamples);
        long first = states.Count - (samples * dimension);
        bool bySample = used <= dimension;
        int size = bySample ? used : (int)dimension;
        Matrix<double> products = Matrix<double>.Build.Dense(size, size);
        for (long start = 0; start < dimension; start += BlockDimensions)
        {
            int width = (int)Math.Min(BlockDimensions, dimension - start);
            Matrix<double> block = Matrix<double>.Build.Dense(used, width);
            double[] row = new double[width];
            for (int i = 0; i < used; i++)
            {
                states.Read(first + (i * dimension) + start, row);
                block.SetRow(i, row);
            }

            Vector<double> mean = block.ColumnSums() / used;
            for (int i = 0; i < used; i++)
            {
                block.SetRow(i, block.Row(i) - mean);
            }

            products += bySample ? block.TransposeAndMultiply(block) : block.TransposeThisAndMultiply(block);
        }

        double largest = products.Evd(Symmetricity.Symmetric).EigenValues.Real().Maximum();
        double others = bySample && used > 2 ? (products.Trace() - largest) / (used - 2) : 0;
        return Math.Sqrt(Math.Max(0, largest - others) / used);
    }
}
