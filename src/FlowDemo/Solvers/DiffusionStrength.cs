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

    /// <summary>eps at a time before 1; 0 at t = 0 where the form is infinite there, so that the first step follows the flow.</summary>
    /// <param name="p">The path at t.</param>
    public double At(PathPoint p) => Scale * (Form switch
    {
        "constant" => 1,
        "sigma" => p.Sigma,
        "linear" => 1 - p.Time,
        "sbdm" => p.Alpha == 0 ? 0 : p.Sigma * p.Wronskian / p.Alpha,
        "decreasing" => Math.Pow(Math.Cos(Math.PI * p.Time) + 1, 2) / 4,
        "bump" => Math.Pow(Math.Sin(Math.PI * p.Time), 2),
        "rbf" => 4.5 * Math.Pow(1 - p.Time, 4),
        _ => throw new InvalidOperationException($"There is no form '{Form}'."),
    });
}
