using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Solvers.Prediction;

namespace FlowDemo.Solvers;

/// <summary>
/// The Euler-Maruyama method on the stochastic equation with the marginals of the flow, <c>x += h (u + eps s) + sqrt(2 eps h) n, n ~ N(0,
/// I)</c>: u, the score s and the strength eps are those at the start of the step. Weak order 1, N evaluations, carries the key of its
/// noise. The last step may leave its noise out, follow the flow or jump to the expected data. At eps = 0 it is Euler's method.
/// </summary>
/// <remarks>
/// Ma, Goldstein, Albergo, Boffi, Vanden-Eijnden, Xie, SiT: Exploring Flow and Diffusion-based Generative Models with Scalable Interpolant
/// Transformers, 2024, arXiv 2401.08740; eps is half of what the text there calls the diffusion coefficient.
/// </remarks>
/// <param name="strength">eps(t).</param>
/// <param name="last">What the last step does.</param>
/// <param name="draw">Which noise.</param>
internal sealed class EulerMaruyama(DiffusionStrength strength, LastStep last, NoiseDraw draw) : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "em", "Euler-Maruyama on the stochastic equation with the flow's marginals.", static arguments =>
        {
            MethodArguments a = arguments.WithWord(DiffusionStrength.Forms);
            LastStep last = Last(a.Word(2, "tweedie", "euler", "mean", "none"));
            return new EulerMaruyama(DiffusionStrength.Read(a), last, NoiseDraw.Read(a, 3));
        })
    {
        Formula = "x += h (u + eps(t) s) + sqrt(2 eps(t) h) n, n ~ N(0, I), s the score",
        Order = "weak order 1",
        Cost = "N",
        Source = "Ma, Goldstein, Albergo, Boffi, Vanden-Eijnden, Xie, SiT: Exploring Flow and Diffusion-based Generative Models with "
            + "Scalable Interpolant Transformers, 2024, arXiv 2401.08740",
        Notes = NoiseDraw.Judged + " At few steps noise of the right strength widens what Euler's steps draw together, so "
            + "that it may win by two errors of the variance that cancel. em:0 is euler.",
        Parameters =
        [
            .. DiffusionStrength.Parameters,
            new("last", "tweedie", "the last step: tweedie jumps to the expected data, euler follows the flow, mean leaves the noise out, "
                + "none is a step like the others."),
            NoiseDraw.Parameter,
        ],
    };

    /// <inheritdoc/>
    public bool CarriesTangents => !IsStochastic;

    /// <inheritdoc/>
    public bool IsStochastic => strength.Scale > 0;

    /// <inheritdoc/>
    public bool TakesScore => true;

    /// <inheritdoc/>
    public ISolver? WithoutNoise => IsStochastic ? new EulerMaruyama(strength with { Scale = 0 }, last, draw) : null;

    /// <inheritdoc/>
    public ISolver? OnSameNoise(int parts) =>
        IsStochastic ? new EulerMaruyama(strength, last, draw with { Parts = parts }) : null;

    /// <inheritdoc/>
    public NoisySteps? NoisyStepsOn(Flow flow) =>
        IsStochastic ? new NoisySteps(t => strength.At(flow.Path.At(t)), AreHeuns: false) : null;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow, strength, last, draw, batch);

    /// <summary>The last step of a word.</summary>
    /// <param name="word">The word.</param>
    internal static LastStep Last(string word) => word switch
    {
        "tweedie" => LastStep.Tweedie,
        "euler" => LastStep.Euler,
        "mean" => LastStep.Mean,
        _ => LastStep.None,
    };

    private sealed class Stepper(Flow flow, DiffusionStrength strength, LastStep last, NoiseDraw draw, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch velocity = batch.NewLike();
        private readonly SampleBatch? truth = (flow.Score ?? flow.ScoreField) is null ? null : batch.NewLike();
        private readonly StepNoise noise = new(draw, batch);

        public void Step(double t0, double t1, SampleBatch x)
        {
            noise.Begin(x);
            PathPoint p = flow.Path.At(t0);
            double h = t1 - t0;
            double eps = strength.At(p);
            LastStep kind = flow.Path.At(t1).Sigma == 0 ? last : LastStep.None;
            if (kind == LastStep.Tweedie && strength.Scale > 0)
            {
                DataPrediction.Evaluate(flow, t0, x, velocity);

                // The velocity counts, as in every other step.
                flow.Data?.Evaluate(t0, x, velocity);
                velocity.Values.CopyTo(x.Values);
                return;
            }

            flow.Field.Evaluate(t0, x, velocity);
            if (eps == 0 || kind == LastStep.Euler)
            {
                Flat.AddScaled(x.Values, h, velocity.Values);
                return;
            }

            if (flow.Score is not null)
            {
                flow.Score.Evaluate(t0, x, truth!);
                Flat.AddScaled(x.Values, h, velocity.Values);
                Flat.AddScaled(x.Values, h * eps, truth!.Values);
                AddNoise(kind, eps, h, x);
                return;
            }

            // s = (alpha u - alpha' x) / (sigma W) is finite from t = 0 on.
            double score = eps / (p.Sigma * p.Wronskian);
            double own = flow.ScoreField is null ? score : 0;
            if (truth is not null)
            {
                flow.ScoreField!.Evaluate(t0, x, truth);
            }

            Flat.Combine(x.Values, 1 - (h * score * p.AlphaRate), h * (1 + (own * p.Alpha)), velocity.Values);
            if (truth is not null)
            {
                Flat.AddScaled(x.Values, h * score * p.Alpha, truth.Values);
            }

            AddNoise(kind, eps, h, x);
        }

        private void AddNoise(LastStep kind, double eps, double h, SampleBatch x)
        {
            if (kind == LastStep.None)
            {
                noise.Add(Math.Sqrt(2 * eps * h), x);
            }
        }
    }
}

/// <summary>What a stochastic solver does in the step that ends on the data, which may not be noised any more.</summary>
internal enum LastStep
{
    /// <summary>A step like the others.</summary>
    None,

    /// <summary>The drift without the noise.</summary>
    Mean,

    /// <summary>A step along the flow.</summary>
    Euler,

    /// <summary>A jump to the expected data.</summary>
    Tweedie,
}
