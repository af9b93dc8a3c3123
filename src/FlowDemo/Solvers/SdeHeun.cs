using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Solvers;

/// <summary>
/// Heun's method on the stochastic equation with the marginals of the flow: all noise of a step first, then both slopes of the drift,
/// <c>y = x + sqrt(2 eps h) n, k1 = F(y, t), k2 = F(y + h k1, t + h), x = y + h (k1 + k2) / 2, F = u + eps s</c>. Weak order 1, 2N - 1
/// evaluations, carries the key of its noise. The last step is one of <see cref="EulerMaruyama"/>, so that the score is never needed at
/// t = 1. At eps = 0 it is <see cref="HeunEdm"/>.
/// </summary>
/// <remarks>
/// Ma et al., SiT, 2024, arXiv 2401.08740, and its code. Not to be confused with a form that takes both slopes at t + h, which is of
/// first order also without noise.
/// </remarks>
/// <param name="strength">eps(t).</param>
/// <param name="last">What the last step does; not a step like the others.</param>
/// <param name="draw">Which noise.</param>
internal sealed class SdeHeun(DiffusionStrength strength, LastStep last, NoiseDraw draw) : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "sde-heun", "Heun's method on the stochastic equation with the flow's marginals.", static arguments =>
        {
            MethodArguments a = arguments.WithWord(DiffusionStrength.Forms);
            LastStep last = EulerMaruyama.Last(a.Word(2, "tweedie", "euler", "mean"));
            return new SdeHeun(DiffusionStrength.Read(a), last, NoiseDraw.Read(a, 3));
        })
    {
        Formula = "y = x + sqrt(2 eps(t) h) n, k1 = F(y, t), k2 = F(y + h k1, t + h), x = y + h (k1 + k2)/2, F = u + eps s, s the score",
        Order = "weak order 1",
        Cost = "2N - 1",
        Source = "Ma, Goldstein, Albergo, Boffi, Vanden-Eijnden, Xie, SiT: Exploring Flow and Diffusion-based Generative Models with "
            + "Scalable Interpolant Transformers, 2024, arXiv 2401.08740",
        Notes = NoiseDraw.Judged + " Its noise enters before the drift, so that weak order 1 stays. sde-heun:0 is heun-edm.",
        Parameters =
        [
            .. DiffusionStrength.Parameters,
            new("last", "tweedie", "the last step: tweedie jumps to the expected data, euler follows the flow, mean leaves the noise out."),
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
    public ISolver? WithoutNoise => IsStochastic ? new SdeHeun(strength with { Scale = 0 }, last, draw) : null;

    /// <inheritdoc/>
    public ISolver? OnSameNoise(int parts) => IsStochastic ? new SdeHeun(strength, last, draw with { Parts = parts }) : null;

    /// <inheritdoc/>
    public NoisySteps? NoisyStepsOn(Flow flow) =>
        IsStochastic ? new NoisySteps(t => strength.At(flow.Path.At(t)), AreHeuns: true) : null;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 2, -1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(
        flow.Path,
        strength,
        Tableaus.Heun.Start(flow with { Field = new Drift(flow, strength, batch) }, batch),
        new EulerMaruyama(strength, last, draw).Start(flow, grid, batch),
        new StepNoise(draw, batch));

    private sealed class Stepper(IPath path, DiffusionStrength strength, IStepper inner, IStepper last, StepNoise noise) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            if (path.At(t1).Sigma == 0)
            {
                last.Step(t0, t1, x);
                return;
            }

            noise.Begin(x);
            double eps = strength.At(path.At(t0));
            if (eps > 0)
            {
                noise.Add(Math.Sqrt(2 * eps * (t1 - t0)), x);
            }

            inner.Step(t0, t1, x);
        }
    }

    /// <summary>u + eps s before t = 1.</summary>
    private sealed class Drift(Flow flow, DiffusionStrength strength, SampleBatch batch) : IVelocityField
    {
        private readonly SampleBatch? truth = (flow.Score ?? flow.ScoreField) is null ? null : batch.NewLike();

        public int Dimension => flow.Field.Dimension;

        public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
        {
            flow.Field.Evaluate(t, x, velocity);
            PathPoint p = flow.Path.At(t);
            double eps = strength.At(p);
            if (eps > 0 && flow.Score is not null)
            {
                flow.Score.Evaluate(t, x, truth!);
                Flat.AddScaled(velocity.Values, eps, truth!.Values);
            }
            else if (eps > 0)
            {
                (double state, double slope) = DiffusionStrength.Score(p);
                Flat.Combine(velocity.Values, 1 + (truth is null ? eps * slope : 0), eps * state, x.Values);
                if (truth is not null)
                {
                    flow.ScoreField!.Evaluate(t, x, truth);
                    Flat.AddScaled(velocity.Values, eps * slope, truth.Values);
                }
            }
        }
    }
}
