using FlowDemo.Numerics.KernelSums;

namespace FlowDemo.Targets;

/// <summary>
/// Log density and responsibilities of a mixture: <c>log p(x) = logsumexp_k (log w_k - log 2 pi - 1/2 log |S_k| - 1/2 |L_k^-1 (x -
/// m_k)|^2)</c>
/// with S_k = L_k L_k'. Stable at any distance from the components, and for any number of them.
/// </summary>
public sealed class MixtureDensity
{
    // exp(-50) of the largest term, 10,000 times over, is still far below the last bit of the sum.
    private const double Negligible = -50;

    private readonly Whitened[] components;
    private readonly KernelSum? kernelSum;
    private readonly double kernelVariance;

    /// <summary>Factors the covariances.</summary>
    /// <param name="mixture">The mixture.</param>
    public MixtureDensity(GaussianMixture mixture)
    {
        ArgumentNullException.ThrowIfNull(mixture);
        components = [.. mixture.Components.Select(static c => new Whitened(c))];
        kernelSum = mixture.KernelSum;
        kernelVariance = mixture.Components[0].CovarianceXX;
    }

    /// <summary>The logarithm of the density at a point.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <returns>Minus infinity where the squared distance overflows or the point is not finite; never NaN.</returns>
    public double LogDensity(double x, double y)
    {
        Span<double> buffer = components.Length <= 256 ? stackalloc double[components.Length] : new double[components.Length];
        return kernelSum is null ? LogDensity(x, y, buffer) : LogDensity(kernelSum, x, y, buffer);
    }

    /// <summary>The logarithm of the density at every point of a batch.</summary>
    /// <param name="points">Planar points.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>One value per point, as <see cref="LogDensity(double, double)"/> gives it.</returns>
    public double[] LogDensity(SampleBatch points, Execution execution) => ForEachPoint<double>(
        points, execution, kernelSum is null ? LogDensity : (x, y, buffer) => LogDensity(kernelSum, x, y, buffer));

    /// <summary>The component with the largest responsibility at a point: the mode that the point belongs to.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <returns>Index of the component; the first of equal ones.</returns>
    public int Mode(double x, double y)
    {
        int mode = 0;
        double largest = double.NegativeInfinity;
        for (int k = 0; k < components.Length; k++)
        {
            double term = components[k].LogTerm(x, y);
            (mode, largest) = term > largest ? (k, term) : (mode, largest);
        }

        return mode;
    }

    /// <summary>The mode of every point of a batch.</summary>
    /// <param name="points">Planar points.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public int[] Mode(SampleBatch points, Execution execution) => ForEachPoint(points, execution, (x, y, _) => Mode(x, y));

    /// <summary>The probabilities with which a point came from each component.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="responsibilities">Receives one number in [0, 1] per component, with sum 1; all of it at the nearest mode where the
    /// density underflows.</param>
    public void Responsibilities(double x, double y, Span<double> responsibilities)
    {
        double logDensity = LogDensity(x, y, responsibilities);
        if (double.IsNegativeInfinity(logDensity))
        {
            responsibilities.Clear();
            responsibilities[Mode(x, y)] = 1;
            return;
        }

        foreach (ref double term in responsibilities)
        {
            term = Math.Exp(term - logDensity);
        }
    }

    /// <summary>The mean of these probabilities over points: the share of them that each component has.</summary>
    /// <param name="points">The points, at least one.</param>
    public double[] MeanResponsibilities(SampleBatch points)
    {
        ArgumentNullException.ThrowIfNull(points);
        double[] mean = new double[components.Length];
        double[] responsibilities = new double[mean.Length];
        for (int i = 0; i < points.Count; i++)
        {
            Responsibilities(points[i, 0], points[i, 1], responsibilities);
            Flat.AddScaled(mean, 1.0 / points.Count, responsibilities);
        }

        return mean;
    }

    private double LogDensity(KernelSum sum, double x, double y, Span<double> scratch)
    {
        double log = double.IsFinite(x) && double.IsFinite(y) ? sum.LogAt(kernelVariance, x, y, scratch) : double.NaN;
        return double.IsNaN(log) ? double.NegativeInfinity : log - Math.Log(2 * Math.PI * kernelVariance);
    }

    // Leaves log (w_k N_k(x)) in the buffer.
    private double LogDensity(double x, double y, Span<double> terms)
    {
        double largest = double.NegativeInfinity;
        for (int k = 0; k < components.Length; k++)
        {
            terms[k] = components[k].LogTerm(x, y);
            largest = terms[k] > largest ? terms[k] : largest;
        }

        if (double.IsNegativeInfinity(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (double term in terms[..components.Length])
        {
            double below = term - largest;
            sum += below > Negligible ? Math.Exp(below) : 0;
        }

        return largest + Math.Log(sum);
    }

    private delegate TResult PointFunction<TResult>(double x, double y, Span<double> buffer);

    private TResult[] ForEachPoint<TResult>(SampleBatch points, Execution execution, PointFunction<TResult> function)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(execution);
        TResult[] results = new TResult[points.Count];
        execution.ForEachChunk(points.Count, (start, count) =>
        {
            double[] buffer = new double[components.Length];
            ReadOnlySpan<double> x = points.Coordinate(0);
            ReadOnlySpan<double> y = points.Coordinate(1);
            for (int i = start; i < start + count; i++)
            {
                results[i] = function(x[i], y[i], buffer);
            }
        });
        return results;
    }

    /// <summary>
    /// A component in the coordinates in which it is a standard normal; a quadratic form of the inverse would cancel where the covariance
    /// is thin.
    /// </summary>
    private readonly struct Whitened
    {
        private readonly double meanX;
        private readonly double meanY;
        private readonly double inverseX;
        private readonly double shear;
        private readonly double inverseY;
        private readonly double constant;

        public Whitened(GaussianComponent component)
        {
            (meanX, meanY) = (component.MeanX, component.MeanY);
            double stdX = Math.Sqrt(component.CovarianceXX);
            double stdY = Math.Sqrt(component.Determinant) / stdX;
            (inverseX, inverseY) = (1 / stdX, 1 / stdY);
            shear = component.CovarianceXY / component.CovarianceXX;
            constant = Math.Log(component.Weight) - Math.Log(2 * Math.PI) - Math.Log(stdX) - Math.Log(stdY);
        }

        public double LogTerm(double x, double y)
        {
            double dx = x - meanX;
            double u = dx * inverseX;
            double v = (y - meanY - (shear * dx)) * inverseY;
            return constant - (0.5 * ((u * u) + (v * v)));
        }
    }
}
