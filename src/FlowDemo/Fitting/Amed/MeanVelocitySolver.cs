using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Fitting.Amed;

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

    private sealed class Stepper(IVelocityField field, TimeGrid grid, ImmutableArray<double> fractions, ImmutableArray<double> scales, SampleBatch batch) : IStepper
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
