using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Paths;
using FlowDemo.Solvers;

namespace FlowDemo.Fitting.Amed;

/// <summary>
/// The samplers of <see cref="MeanVelocitySolver"/> on one grid. Parameters: for each step the logit of r, then for each step
/// the logit of c within its range; all zeros are the midpoint rule.
/// </summary>
/// <param name="path">The path.</param>
/// <param name="grid">The grid.</param>
/// <param name="range">How far c may be from 1.</param>
/// <param name="firstStep">1 when the first interval is a warm start, whose parameters then do nothing; otherwise 0.</param>
internal sealed class MeanVelocityFamily(IPath path, TimeGrid grid, double range, int firstStep = 0) : ISamplerFamily
{
    /// <summary>Number of parameters.</summary>
    public int Size => 2 * grid.Steps;

    /// <inheritdoc/>
    public CoefficientLayout Layout { get; } = new(2 * (grid.Steps - firstStep));

    /// <summary>The solver for given parameters.</summary>
    /// <param name="parameters">As many as <see cref="Size"/>.</param>
    public MeanVelocitySolver Solver(ReadOnlySpan<double> parameters)
    {
        ImmutableArray<double>.Builder fractions = ImmutableArray.CreateBuilder<double>(grid.Steps);
        ImmutableArray<double>.Builder scales = ImmutableArray.CreateBuilder<double>(grid.Steps);
        for (int i = 0; i < grid.Steps; i++)
        {
            fractions.Add(1 / (1 + Math.Exp(-parameters[i])));
            scales.Add(1 + (range * Math.Tanh(parameters[grid.Steps + i] / 2)));
        }

        return new MeanVelocitySolver(fractions.MoveToImmutable(), scales.MoveToImmutable());
    }

    /// <inheritdoc/>
    public double[] Coefficients(ReadOnlySpan<double> parameters) =>
        SamplerProbe.Read(Solver(parameters), path, grid, firstStep)
        ?? throw new InvalidOperationException("A sampler that is linear in velocities can be read.");
}

/// <summary>
/// Steps along a scaled velocity from inside the step, <c>y = x + r h u(x, t), x += c h u(y, t + r h)</c>, with one r and one c
/// for each step. Order 1 unless c = 1, and 2 only where r = 1/2 too, which is the midpoint rule; 2N evaluations.
/// </summary>
/// <param name="fractions">r for each step, in (0, 1).</param>
/// <param name="scales">c for each step.</param>
internal sealed class MeanVelocitySolver(ImmutableArray<double> fractions, ImmutableArray<double> scales) : ISolver
{
    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 2) == fractions.Length ? fractions.Length : null;

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow.Field, grid, fractions, scales, batch);

    private sealed class Stepper(
        IVelocityField field,
        TimeGrid grid,
        ImmutableArray<double> fractions, ImmutableArray<double> scales, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch velocity = batch.NewLike();
        private readonly SampleBatch inside = batch.NewLike();

        public void Step(double t0, double t1, SampleBatch x)
        {
            int i = GridPosition.StepAt(grid, t0);
            double h = t1 - t0;
            field.Evaluate(t0, x, velocity);
            x.Values.CopyTo(inside.Values);
            Flat.AddScaled(inside.Values, fractions[i] * h, velocity.Values);
            field.Evaluate(t0 + (fractions[i] * h), inside, velocity);
            Flat.AddScaled(x.Values, scales[i] * h, velocity.Values);
        }
    }
}
