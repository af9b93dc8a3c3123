using System.Globalization;

namespace FlowDemo.Paths;

/// <summary>
/// The linear path from the noise of a Poisson flow in 2 + D dimensions (PFGM++): <c>x_t = t x1 + (1 - t) x0</c> with x0 of Student's
/// distribution of D degrees of freedom. With sigma = (1 - t) / t and x_t / t it is dx/dsigma = (x - E[x1 | x]) / sigma in the scaling of
/// EDM, the field line of the charges x1 for r = sigma sqrt(D). D = 1 is PFGM; D to infinity is the linear path, and EDM.
/// </summary>
/// <remarks>
/// Xu, Liu, Tian, Tong, Tegmark, Jaakkola, PFGM++: Unlocking the Potential of Physics-Inspired Generative Models, 2023, arXiv 2302.04265.
/// </remarks>
/// <param name="freedom">D, at least 1 and finite.</param>
public sealed class PoissonFlowPath(double freedom) : IPath
{
    private const double LargestFreedom = 1e6;
    private const string Infinite = "inf";

    private static readonly LinearPath Linear = new();

    private readonly StudentNoise noise = new(freedom);

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPath> Entry { get; } = new(
        "pfgmpp", "Straight lines from the heavy-tailed noise of a Poisson flow in 2 + D dimensions.", Create)
    {
        Formula = "alpha = t, sigma = 1 - t, x0 ~ (1 + |x0|^2 / D)^(-(D + 2) / 2): Student's distribution, r = sigma sqrt(D)",
        Source = "Xu, Liu, Tian, Tong, Tegmark, Jaakkola, PFGM++: Unlocking the Potential of Physics-Inspired Generative Models, 2023, "
            + "arXiv 2302.04265",
        Cost = "the exact field sums over 27 (large D) to 142 widths (D = 1) for each component; an evaluation counts as one",
        Notes = "D = 1 is PFGM, D = inf the linear path, which is EDM in other variables. Noise points keep their direction and rank, so "
            + "that all D share their noise. rmse is against the flow of the same D; across D compare mmd, w2 and the like. At D of 2 or "
            + "less the start has no variance. Its sampler is the solver edm-heun.",
        Parameters = [new("D", "128", "dimensions added to the two of the data: a number from 1 to 1E+06, or inf.")],
        Aliases = [new("pfgm", "1", "pfgmpp")],
    };

    /// <inheritdoc/>
    public IStartLaw Start => noise;

    /// <inheritdoc/>
    public ReadOnlySpan<(double Variance, double Weight)> NoiseParts => noise.Parts.AsSpan();

    /// <inheritdoc/>
    public PathPoint At(double t) => Linear.At(t);

    private static IPath Create(MethodArguments arguments) => arguments.Text(0) == Infinite ? new LinearPath()
        : double.TryParse(arguments.Text(0), NumberStyles.Float, CultureInfo.InvariantCulture, out double freedom)
            && freedom is >= 1 and <= LargestFreedom
        ? new PoissonFlowPath(freedom)
        : throw arguments.Bad(0, $"a number from 1 to 1E+06, or {Infinite},");
}
