namespace FlowDemo.Solvers;

/// <summary>Which noise the steps of a stochastic solver draw.</summary>
/// <param name="Draw">Which draw; the seed of the starting points changes it too.</param>
/// <param name="Parts">
/// Into how many equal parts each step of the grid in mind is cut: the noise of the parts then adds up to that of the step, so that
/// both grids see the same Brownian path.
/// </param>
internal readonly record struct NoiseDraw(int Draw, int Parts = 1)
{
    /// <summary>How a row with noise is judged: what every entry of such a solver says.</summary>
    internal const string Judged = "Judge it by mmd, w2 or sliced-w2 beside their floor, weights and spread, and by strong against finer "
        + "steps on the same noise; rmse and all else that pairs samples with the reference's is left out.";

    /// <summary>The parameter that chooses the draw.</summary>
    internal static MethodParameter Parameter { get; } = new(
        "draw", "0", "which draw of the noise, 0 to 2147483647; --seed changes it too.");

    /// <summary>Reads it.</summary>
    /// <param name="arguments">As they were written.</param>
    /// <param name="index">Which of them it is.</param>
    public static NoiseDraw Read(MethodArguments arguments, int index) => new(arguments.Integer(index, 0, int.MaxValue));
}
