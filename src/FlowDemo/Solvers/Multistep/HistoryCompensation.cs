namespace FlowDemo.Solvers.Multistep;

/// <summary>
/// DC-Solver's compensation: the newest evaluation of a history is overwritten by the polynomial through the three newest at
/// the time <c>t' = rho t_i + (1 - rho) t_(i-1)</c>, and stays so for later steps. rho = 1 changes nothing, rho &gt; 1 extrapolates.
/// </summary>
internal static class HistoryCompensation
{
    /// <summary>Evaluations that the polynomial goes through.</summary>
    public const int Points = 3;

    /// <summary>Replaces the newest evaluation, if there are enough of them.</summary>
    /// <param name="history">The history.</param>
    /// <param name="ratio">rho.</param>
    public static void Apply(EvaluationHistory history, double ratio)
    {
        if (ratio == 1 || history.Count < Points)
        {
            return;
        }

        ReadOnlySpan<double> times = history.Times[..Points];
        Span<double> weights = stackalloc double[Points];
        LagrangeWeights.Values(times, (ratio * times[0]) + ((1 - ratio) * times[1]), weights);
        Flat.Combine(history[0].Values, weights[0], weights[1], history[1].Values);
        Flat.AddScaled(history[0].Values, weights[2], history[2].Values);
    }
}
