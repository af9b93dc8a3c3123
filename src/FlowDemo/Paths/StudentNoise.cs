using System.Collections.Immutable;

namespace FlowDemo.Paths;

/// <summary>
/// The planar Student distribution of D degrees of freedom and unit scale, <c>p(x) = (1 + |x|^2 / D)^(-(D + 2) / 2) / (2 pi)</c>: the
/// noise of a Poisson flow in 2 + D dimensions, whose kernel (|x - y|^2 + r^2)^(-(2 + D) / 2) it is for r = sigma sqrt(D). It is a
/// normal distribution of random variance <c>D / (2 S), S ~ Gamma(D / 2, 1)</c>. A point keeps its direction and gets the radius of the
/// same rank, <c>sqrt(D expm1(|z|^2 / D))</c>.
/// </summary>
/// <param name="freedom">D, at least 1 and finite.</param>
internal sealed class StudentNoise(double freedom) : IStartLaw
{
    /// <summary>
    /// What is left out at the ends, and what the rule adds by counting waves of its spacing, are e^-40 of the whole: far from the data
    /// the sum lives on a small part of it.
    /// </summary>
    private const double Depth = 40;

    /// <summary>
    /// Variances and weights of normal distributions whose mixture it is, to about 1e-12: the trapezoidal rule in log S, which converges
    /// geometrically where Gauss-Laguerre nodes do not. 27 of them for large D, 142 for D = 1.
    /// </summary>
    public ImmutableArray<(double Variance, double Weight)> Parts { get; } = PartsOf(freedom / 2);

    /// <inheritdoc/>
    public SampleBatch Carry(SampleBatch noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        SampleBatch start = noise.NewLike();
        for (int i = 0; i < noise.Count; i++)
        {
            (double x, double y) = (noise[i, 0], noise[i, 1]);
            double square = (x * x) + (y * y);
            double factor = square == 0 ? 1 : Math.Sqrt(freedom * NearZero.ExpM1(square / freedom) / square);
            (start[i, 0], start[i, 1]) = (factor * x, factor * y);
        }

        return start;
    }

    /// <inheritdoc/>
    public double LogDensity(double x, double y) =>
        -(((freedom / 2) + 1) * NearZero.LogP1(((x * x) + (y * y)) / freedom)) - Math.Log(2 * Math.PI);

    // With v = log S and its mode log(a + 1), a = D / 2, for the density of S times one power of it, which the planar normal brings:
    // (a + 1) v - e^v falls below its largest value by (a + 1)(expm1(w) - w) at v = mode + w.
    private static ImmutableArray<(double Variance, double Weight)> PartsOf(double a)
    {
        double Fall(double w) => (a + 1) * (NearZero.ExpM1(w) - w);
        double low = Bisection.Solve(w => Depth - Fall(w), -Depth - 1, 0);
        double high = Bisection.Solve(w => Fall(w) - Depth, 0, Depth);
        double wave = Bisection.Solve(f => -Depth - Spectrum(a + 1, f), 0, 1000 * (a + 1));
        int steps = (int)Math.Ceiling((high - low) * wave / (2 * Math.PI));
        double[] at = [.. Enumerable.Range(0, steps + 1).Select(i => low + ((high - low) * i / steps))];

        // The mean of S is a, and the sum over S is complete where that over 1 is not: what is left out is too wide to matter.
        double total = at.Sum(w => Math.Exp(-Fall(w))) * (a + 1) / a;
        return [.. at.Select(w => (a / (a + 1) * Math.Exp(-w), Math.Exp(-Fall(w) - w) / total))];
    }

    // log |Gamma(b + i f) / Gamma(b)| by Stirling: how much of a wave of frequency f there is in what is summed.
    private static double Spectrum(double b, double f) =>
        ((b - 0.5) * NearZero.LogP1(f * f / (b * b)) / 2) - (f * Math.Atan(f / b));
}
