using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Solvers;

/// <summary>
/// The stochastic sampler of EDM: a step first goes back to the noise level <c>(1 + g) S, S = sigma / alpha</c>, by adding noise, then
/// follows the flow with Heun's method from there. <c>g = min(amount / N, sqrt(2) - 1)</c> for levels in a range. Weak order 1, 2N - 1
/// evaluations, carries the key of its noise. At amount 0 it is <see cref="HeunEdm"/>.
/// </summary>
/// <remarks>
/// Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, algorithm 2; Heun's steps
/// are in the time of the path here. Pure noise, whose level is infinite, is not churned.
/// </remarks>
/// <param name="amount">S_churn.</param>
/// <param name="noise">S_noise, the standard deviation of the noise in units of what the level asks for.</param>
/// <param name="low">S_tmin, the least level that is churned.</param>
/// <param name="high">S_tmax, the largest.</param>
/// <param name="draw">Which noise.</param>
internal sealed class Churn(double amount, double noise, double low, double high, NoiseDraw draw) : ISolver
{
    private static readonly HeunEdm Inner = new();

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "churn", "EDM's stochastic sampler: adds noise before every step and takes it from there with Heun's method.", static a =>
            new Churn(a.Number(0, 0, 1e6), a.Number(1, 0, 10), a.Number(2, 0, 1e9), a.Number(3, 0, 1e9), NoiseDraw.Read(a, 4)))
    {
        Formula = "S = sigma/alpha, S^ = (1 + g) S, g = min(amount/N, sqrt(2) - 1); x = (alpha^/alpha) x + alpha^ sqrt(S^^2 - S^2) n, "
            + "then heun-edm from t^ to the next knot",
        Order = "weak order 1",
        Cost = "2N - 1",
        Source = "Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, algorithm 2",
        Notes = NoiseDraw.Judged + " churn:0 is heun-edm.",
        Parameters =
        [
            new("amount", "1", "S_churn, 0 to 1000000; no step goes back by more than a factor of sqrt(2)."),
            new("noise", "1", "S_noise, 0 to 10: the noise in units of what the level asks for; other than 1 the law is another."),
            new("low", "0", "S_tmin, 0 to 1000000000: lower noise levels sigma/alpha are left alone."),
            new("high", "1e9", "S_tmax, 0 to 1000000000: higher ones too, and pure noise always."),
            NoiseDraw.Parameter,
        ],
    };

    /// <inheritdoc/>
    public bool CarriesTangents => !IsStochastic;

    /// <inheritdoc/>
    public bool IsStochastic => amount > 0;

    /// <inheritdoc/>
    public ISolver? WithoutNoise => IsStochastic ? Inner : null;

    /// <inheritdoc/>
    public ISolver? OnSameNoise(int parts) => IsStochastic ? new Churn(amount, noise, low, high, draw with { Parts = parts }) : null;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => Inner.StepsFor(evaluations);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        new Stepper(Inner.Start(flow, batch), grid, [.. grid.Knots.SkipLast(1).Select(t => Back(flow.Path, t, grid.Steps))], draw, batch);

    private Kick Back(IPath path, double t, int steps)
    {
        PathPoint p = path.At(t);
        double level = p.Sigma / p.Alpha;
        if (p.Alpha == 0 || level < low || level > high || amount == 0)
        {
            return new Kick(t, 1, 0);
        }

        double more = (1 + Math.Min(amount / steps, Math.Sqrt(2) - 1)) * level;
        double time = NoiseLevel.TimeOf(path, more);
        double alpha = path.At(time).Alpha;
        return new Kick(time, alpha / p.Alpha, alpha * noise * Math.Sqrt((more * more) - (level * level)));
    }

    private sealed class Stepper(IStepper inner, TimeGrid grid, Kick[] kicks, NoiseDraw draw, SampleBatch batch) : IStepper
    {
        private readonly StepNoise fresh = new(draw, batch);

        public void Step(double t0, double t1, SampleBatch x)
        {
            fresh.Begin(x);
            Kick kick = kicks[GridPosition.StepAt(grid, t0)];
            if (kick.Deviation > 0)
            {
                Flat.Scale(x.Values, kick.Factor);
                fresh.Add(kick.Deviation, x);
            }

            inner.Step(kick.Time, t1, x);
        }
    }

    /// <summary>What happens before a step.</summary>
    /// <param name="Time">The time that the sample goes back to.</param>
    /// <param name="Factor">Of the state.</param>
    /// <param name="Deviation">Of the noise.</param>
    private readonly record struct Kick(double Time, double Factor, double Deviation);
}
