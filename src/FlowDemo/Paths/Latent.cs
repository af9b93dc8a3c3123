namespace FlowDemo.Paths;

/// <summary>
/// gamma(t), how much normal noise of its own a path mixes in on the way: 0 at both ends. All that a field needs is gamma^2 and the
/// derivatives of half of it, which are finite where gamma' is not.
/// </summary>
/// <remarks>
/// Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv 2303.08797, and its
/// code.
/// </remarks>
internal static class Latent
{
    /// <summary>No noise on the way.</summary>
    public const string None = "none";

    /// <summary>sqrt(t (1 - t)), as of a Brownian bridge.</summary>
    public const string Brownian = "brownian";

    /// <summary>sin^2(pi t), which is 1 in the middle.</summary>
    public const string SineSquared = "sin2";

    private const double Steepness = 10;

    private const string Meanings =
        "brownian sqrt(t (1 - t)), bsquared t (1 - t), sin2 sin^2(pi t), or sigmoid, a bump of two sigmoids of steepness 10.";

    private static readonly string[] Words = [None, Brownian, "bsquared", SineSquared, "sigmoid"];

    /// <summary>The words for the forms.</summary>
    public static ReadOnlySpan<string> Forms => Words;

    /// <summary>The parameter of a path that has one.</summary>
    internal static MethodParameter Parameter { get; } = new(
        "gamma", None, $"noise of its own on the way, x_t = ... + gamma z: none, {Meanings}");

    /// <summary>The parameter of a path that is nothing without one.</summary>
    internal static MethodParameter NeededParameter { get; } = new("gamma", Brownian, $"the noise on the way: {Meanings}");

    /// <summary>A path with gamma.</summary>
    /// <param name="point">The path without it.</param>
    /// <param name="form">One of <see cref="Forms"/>.</param>
    public static PathPoint AddTo(PathPoint point, string form)
    {
        double t = point.Time;
        (double square, double rate, double curvature) = form switch
        {
            None => (0, 0, 0),
            Brownian => (t * (1 - t), (1 - (2 * t)) / 2, -1),
            "bsquared" => Of(t * (1 - t), 1 - (2 * t), -2),
            SineSquared => Sine(t),
            "sigmoid" => Bump(t),
            _ => throw new InvalidOperationException($"There is no form '{form}'."),
        };
        return point with { LatentSquare = square, LatentSquareRate = rate, LatentSquareCurvature = curvature };
    }

    private static (double Square, double Rate, double Curvature) Of(double value, double rate, double curvature) =>
        (value * value, value * rate, (rate * rate) + (value * curvature));

    private static (double Square, double Rate, double Curvature) Sine(double t)
    {
        (double sin, _) = double.SinCosPi(t);
        (double sinTwice, double cosTwice) = double.SinCosPi(2 * t);
        return Of(sin * sin, Math.PI * sinTwice, 2 * Math.PI * Math.PI * cosTwice);
    }

    private static (double Square, double Rate, double Curvature) Bump(double t)
    {
        double up = Sigmoid((Steepness * (t - 0.5)) + 1);
        double down = Sigmoid((Steepness * (t - 0.5)) - 1);
        double atStart = Sigmoid(1 - (Steepness / 2)) - Sigmoid(-1 - (Steepness / 2));
        double Slope(double s) => Steepness * s * (1 - s);
        double Bend(double s) => Steepness * Slope(s) * (1 - (2 * s));
        return Of(up - down - atStart, Slope(up) - Slope(down), Bend(up) - Bend(down));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
