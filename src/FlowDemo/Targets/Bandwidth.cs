using System.Globalization;

namespace FlowDemo.Targets;

/// <summary>How wide the kernels of a kernel mixture are, in units of the data's standard deviations.</summary>
/// <remarks>
/// Scott, Multivariate Density Estimation, 1992, equation 6.42: <c>h = n^(-1/(d+4))</c>. Silverman, Density Estimation, 1986,
/// equation 4.14: <c>h = (4 / (d+2))^(1/(d+4)) n^(-1/(d+4))</c>. In the plane, d = 2, the factor is 1 and the two rules agree:
/// <c>h = n^(-1/6)</c>.
/// </remarks>
public sealed record Bandwidth
{
    private readonly double? width;

    private Bandwidth(string rule, double? width)
    {
        Rule = rule;
        this.width = width;
    }

    /// <summary>Scott's rule.</summary>
    public static Bandwidth Scott { get; } = new("scott", null);

    /// <summary>Silverman's rule, in the plane the same as Scott's.</summary>
    public static Bandwidth Silverman { get; } = new("silverman", null);

    /// <summary>The rule's name, or "given".</summary>
    public string Rule { get; }

    /// <summary>A width that does not depend on the number of points.</summary>
    /// <param name="width">Standard deviation of a kernel in standard units, positive and finite.</param>
    /// <exception cref="FlowDemoException">The width is not positive or not finite.</exception>
    public static Bandwidth Fixed(double width) => double.IsFinite(width) && width > 0
        ? new Bandwidth("given", width)
        : throw Refuse(width.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a bandwidth as it is written on the command line.</summary>
    /// <param name="text">scott, silverman or a positive number.</param>
    /// <exception cref="FlowDemoException">It is none of them.</exception>
    public static Bandwidth Parse(string text) => text switch
    {
        "scott" => Scott,
        "silverman" => Silverman,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double width) ? Fixed(width) : throw Refuse(text),
    };

    /// <summary>The width for a number of points.</summary>
    /// <param name="count">Number of points, at least 1.</param>
    /// <returns>Standard deviation of a kernel in standard units.</returns>
    public double For(int count) => width ?? Math.Pow(count, -1.0 / 6);

    private static FlowDemoException Refuse(string text) =>
        new($"The bandwidth cannot be '{text}'; it is scott, silverman or a positive number in standard units.");
}
