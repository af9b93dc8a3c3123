using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Fitting;

/// <summary>Runs a table of coefficients (<see cref="CoefficientLayout"/>) on the grid that belongs to it.</summary>
/// <param name="values">The coefficients.</param>
/// <param name="layout">Where they stand.</param>
/// <param name="warmStart">The jump to t_0.</param>
/// <param name="grid">The only grid it runs on.</param>
internal sealed class CoefficientSolver(double[] values, CoefficientLayout layout, WarmStart warmStart, TimeGrid grid) : ISolver
{
    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => evaluations == layout.Evaluations ? grid.Steps : null;

    /// <inheritdoc/>
    public ISolver For(GaussianMixture target) => new CoefficientSolver(values, layout, warmStart.For(target), grid);

    /// <inheritdoc/>
    IStepper ISolver.Start(Flow flow, TimeGrid walked, SampleBatch batch)
    {
        return grid.Equals(walked)
            ? new Stepper(values, layout, warmStart, flow.Field, batch)
            : throw new FlowDemoException("A sampler with times of its own runs on its own grid only; leave the grid out.");
    }

    private sealed class Stepper : IStepper
    {
        private readonly double[] values;
        private readonly CoefficientLayout layout;
        private readonly WarmStart warmStart;
        private readonly IVelocityField field;
        private readonly SampleBatch noise;
        private readonly SampleBatch start;
        private readonly SampleBatch[] velocities;
        private int state = -1;

        public Stepper(double[] values, CoefficientLayout layout, WarmStart warmStart, IVelocityField field, SampleBatch batch)
        {
            this.values = values;
            this.layout = layout;
            this.warmStart = warmStart;
            this.field = field;
            noise = batch.NewLike();
            start = batch.NewLike();
            velocities = [.. Enumerable.Range(0, layout.Evaluations).Select(_ => batch.NewLike())];
        }

        public void Step(double t0, double t1, SampleBatch x)
        {
            if (state < 0)
            {
                Begin(x);
                if (warmStart.Kind != WarmStartKind.None)
                {
                    start.Values.CopyTo(x.Values);
                    return;
                }
            }

            if (state == 0 && values[layout.Scale] != 1)
            {
                // The state itself is made anew from y_0 below.
                Flat.Scale(x.Values, values[layout.Scale]);
            }

            field.Evaluate(values[layout.Time(state)], x, velocities[state]);
            state++;
            layout.Combine(values, state, start, velocities, noise, warmStart.Mean, x);
        }

        private void Begin(SampleBatch x)
        {
            state = 0;
            x.Values.CopyTo(noise.Values);
            warmStart.Apply(values[CoefficientLayout.Start], x, start);
        }
    }
}
