using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// The variable in which a prediction method measures its steps and extrapolates: <c>lambda = log(alpha / sigma)</c>, infinite at both
/// ends of time, or that of ComfyUI's samplers on flow models, <c>l = -log(1 - t)</c>, which is 0 at the noise, so that the first steps
/// have a history like all others. In both a step that ends at the data is infinitely long.
/// </summary>
/// <param name="IsFlow">Whether it is l.</param>
/// <param name="Clip">How near to 0 and 1 lambda is taken; 0 takes the exact limits.</param>
internal readonly record struct StepVariable(bool IsFlow, double Clip = 0)
{
    private static readonly string[] Names = ["log-snr", "flow"];

    /// <summary>lambda, with the exact limits.</summary>
    public static StepVariable LogSnr => default;

    /// <summary>The parameter that chooses it.</summary>
    internal static MethodParameter Parameter { get; } = new(
        "variable",
        Names[0],
        "log-snr, log(alpha/sigma), or flow, -log(1 - t), in which ComfyUI steps on flow models; may be left out.");

    /// <summary>The parameter that clips it.</summary>
    internal static MethodParameter ClipParameter { get; } = new(
        "clip", "0", "how near to 0 and 1 lambda is taken, 0 to 0.1; 0 takes the exact limits.");

    /// <summary>The parameters of a method that has the variable first, which may be left out.</summary>
    /// <param name="arguments">As they were written.</param>
    public static MethodArguments Leading(MethodArguments arguments) => arguments.WithLeading(Names);

    /// <summary>Reads it.</summary>
    /// <param name="arguments">The variable is the first of them.</param>
    /// <param name="clip">Which of them is the clip.</param>
    public static StepVariable Read(MethodArguments arguments, int clip) =>
        new(arguments.Word(0, Names) == Names[1], arguments.Number(clip, 0, 0.1));

    /// <summary>Its value.</summary>
    /// <param name="path">The path.</param>
    /// <param name="t">Time in [0, 1].</param>
    public double At(IPath path, double t) =>
        IsFlow ? ExponentialWeights.Variable(t) : path.At(Math.Clamp(t, Clip, 1 - Clip)).HalfLogSnr;
}
