using FlowDemo.Paths;

namespace FlowDemo.Solvers;

/// <summary>
/// eps(t), the strength of the noise of a stochastic equation <c>dX = (u + eps s) dt + sqrt(2 eps) dW</c>: whatever it is, the marginals
/// are those of the flow.
/// </summary>
/// <remarks>
/// Ma et al., SiT: Exploring Flow and Diffusion-based Generative Models with Scalable Interpolant Transformers, 2024, arXiv 2401.08740,
/// and its code; rbf: Kim, Yoon, Park, Sung, Inference-Time Scaling for Flow Models, 2025, arXiv 2503.19385, where g^2 = 2 eps.
/// </remarks>
/// <param name="Form">One of <see cref="Forms"/>.</param>
/// <param name="Scale">c, the factor of the form; 0 is no noise.</param>
internal sealed record DiffusionStrength(string Form, double Scale)
{
    private static readonly string[] Words = ["constant", "sigma", "linear", "sbdm", "decreasing", "bump", "rbf"];

    /// <summary>The words for the forms.</summary>
    public static ReadOnlySpan<string> Forms => Words;

    /// <summary>The parameters of a method that has one: the form, which may be left out before a scale, and the scale.</summary>
    internal static MethodParameter[] Parameters { get; } =
    [
        new("strength", "sigma", "eps(t) for c = scale: constant c, sigma c sigma(t), linear c (1 - t), sbdm c (sigma^2 alpha'/alpha "
            + "- sigma sigma'), which is infinite at t = 0 and needs a schedule that jumps over it (+gauss), decreasing "
            + "c (cos(pi t) + 1)^2 / 4, bump c sin^2(pi t), or rbf 4.5 c (1 - t)^4; may be left out before a scale."),
        new("scale", "1", "c, 0 to 100."),
    ];

    /// <summary>Reads it from the first two parameters.</summary>
    /// <param name="arguments">As they were written, with a word first.</param>
    public static DiffusionStrength Read(MethodArguments arguments) =>
        new(arguments.Word(0, Forms), arguments.Number(1, 0, 100));

    /// <summary>
    /// The score as a combination of state and velocity, <c>s = (alpha u - alpha' x) / (sigma W)</c>, finite from t = 0 on.
    /// </summary>
    /// <param name="p">The path at a time before 1.</param>
    /// <returns>The factors of x and of u.</returns>
    public static (double State, double Velocity) Score(PathPoint p)
    {
        double scale = 1 / (p.Sigma * p.Wronskian);
        return (-scale * p.AlphaRate, scale * p.Alpha);
    }

    /// <summary>eps at a time before 1.</summary>
    /// <param name="p">The path at t.</param>
    /// <exception cref="FlowDemoException">It is infinite there.</exception>
    public double At(PathPoint p) => Scale == 0 ? 0 : Scale * (Form switch
    {
        "constant" => 1,
        "sigma" => p.Sigma,
        "linear" => 1 - p.Time,
        "sbdm" => p.Alpha > 0 ? p.Sigma * p.Wronskian / p.Alpha : throw Infinite(),
        "decreasing" => Math.Pow(Math.Cos(Math.PI * p.Time) + 1, 2) / 4,
        "bump" => Math.Pow(Math.Sin(Math.PI * p.Time), 2),
        "rbf" => 4.5 * Math.Pow(1 - p.Time, 4),
        _ => throw new InvalidOperationException($"There is no form '{Form}'."),
    });

    private static FlowDemoException Infinite() => new(
        "The strength 'sbdm' is infinite at t = 0, so no step can start there; choose another strength, such as sigma, a schedule that "
            + "jumps over the beginning, such as uniform+gauss, or ddim:1, which takes the same noise in steps that may start at 0.");
}
