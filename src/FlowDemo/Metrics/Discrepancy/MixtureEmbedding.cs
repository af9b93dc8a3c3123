using FlowDemo.Targets;

namespace FlowDemo.Metrics.Discrepancy;

/// <summary>
/// A mixture seen through Gaussian kernels: the kernel's mean against a point, <c>M(x) = E k(x, Y) = 2 pi s2 sum_k w_k N(x; m_k,
/// S_k + s2 I)</c>, and against itself, <c>c = E k(Y, Y') = 2 pi s2 sum_kl w_k w_l N(m_k; m_l, S_k + S_l + s2 I)</c>, each the mean over
/// a few bandwidths.
/// </summary>
/// <param name="mixture">The distribution of Y.</param>
/// <param name="widest">The largest s2, the square of a bandwidth, positive.</param>
/// <param name="levels">Number of bandwidths, the square of each a third of that before.</param>
internal sealed class MixtureEmbedding(GaussianMixture mixture, double widest, int levels)
{
    /// <summary>The largest s2.</summary>
    public double Widest => widest;

    /// <summary>Number of bandwidths.</summary>
    public int Levels => levels;

    /// <summary>M at every point.</summary>
    /// <param name="points">Planar points.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public double[] Mean(SampleBatch points, Execution execution)
    {
        double[] means = new double[points.Count];
        for (int level = 0; level < levels; level++)
        {
            double s2 = SquaredBandwidth(level);
            GaussianComponent[] blurred = [.. mixture.Components.Select(
                c => c with { CovarianceXX = c.CovarianceXX + s2, CovarianceYY = c.CovarianceYY + s2 })];
            double[] logs = new MixtureDensity(new GaussianMixture(blurred)).LogDensity(points, execution);
            for (int i = 0; i < means.Length; i++)
            {
                means[i] += 2 * Math.PI * s2 * Math.Exp(logs[i]) / levels;
            }
        }

        return means;
    }

    /// <summary>c.</summary>
    /// <param name="execution">Threads and cancellation.</param>
    public double SelfMean(Execution execution)
    {
        double[] byComponent = new double[mixture.Components.Length];
        execution.ForEach(byComponent.Length, k =>
        {
            for (int level = 0; level < levels; level++)
            {
                byComponent[k] += SelfMean(k, SquaredBandwidth(level)) / levels;
            }
        });
        return byComponent.Sum();
    }

    private double SquaredBandwidth(int level) => widest * Math.Pow(3, -level);

    // The pairs of one component with those before it, twice, and with itself.
    private double SelfMean(int k, double s2)
    {
        GaussianComponent a = mixture.Components[k];
        double sum = 0;
        for (int l = 0; l <= k; l++)
        {
            GaussianComponent b = mixture.Components[l];
            GaussianComponent both = new(
                1, 0, 0, a.CovarianceXX + b.CovarianceXX + s2, a.CovarianceXY + b.CovarianceXY, a.CovarianceYY + b.CovarianceYY + s2);
            (double dx, double dy) = (a.MeanX - b.MeanX, a.MeanY - b.MeanY);
            double distance = (both.CovarianceYY * dx * dx) - (2 * both.CovarianceXY * dx * dy) + (both.CovarianceXX * dy * dy);
            double kernel = s2 / Math.Sqrt(both.Determinant) * Math.Exp(-0.5 * distance / both.Determinant);
            sum += (l < k ? 2 : 1) * a.Weight * b.Weight * kernel;
        }

        return sum;
    }
}
