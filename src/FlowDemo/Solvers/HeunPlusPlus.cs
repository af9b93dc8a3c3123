using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// Heun++: Heun's method that looks a step further. With Euler's states at the next two knots it moves along
/// <c>(1 - w2 - w3) u1 + w2 u2 + w3 u3</c>, where w2 and w3 are a third of the time left at these knots over that at the start; the last
/// step but one has two velocities and <c>w2</c> of a half, the last is Euler's. Order 1, because the weights do not depend on the step,
/// 3N - 3 evaluations, carries nothing.
/// </summary>
/// <remarks>
/// The sampler heunpp2 of ComfyUI, from the extension sd-webui-samplers-scheduler by Carzit, 2023, without its noise; on flow models its
/// sigma is the time left.
/// </remarks>
internal sealed class HeunPlusPlus : ISolver
{
    private const string Id = "heunpp2";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        Id, "Heun++: Euler's velocities at three knots, weighed by the time that is left there.", static _ => new HeunPlusPlus())
    {
        Formula = "x2 = x + h u1, x3 = x2 + h' u2: x += h ((1 - w2 - w3) u1 + w2 u2 + w3 u3), wk = (1 - tk)/3; last but one: x += h "
            + "((1 - w2) u1 + w2 u2), w2 = (1 - t2)/2; last: x += h u1",
        Convergence = new ConvergenceOrder(1) { Slack = 0.3 },
        Cost = "3N - 3, and 1 for one step",
        Source = "Carzit, sd-webui-samplers-scheduler, 2023, github.com/Carzit/sd-webui-samplers-scheduler, as ComfyUI has it",
        Notes = "What ComfyUI calls heunpp2. Its weights come from the noise level and not from the step, so that it is of order 1 at "
            + "three times the price of euler.",
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => evaluations == 1 ? 1 : StepBudget.Steps(evaluations, 3, -3);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return new Stepper(flow.Field, grid, batch);
    }

    private sealed class Stepper(IVelocityField field, TimeGrid grid, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch first = batch.NewLike();
        private readonly SampleBatch second = batch.NewLike();
        private readonly SampleBatch third = batch.NewLike();
        private readonly SampleBatch ahead = batch.NewLike();

        public void Step(double t0, double t1, SampleBatch x)
        {
            double h = t1 - t0;
            int left = GridPosition.StepsFrom(grid, t0);
            field.Evaluate(t0, x, first);
            if (left == 1)
            {
                Flat.AddScaled(x.Values, h, first.Values);
                return;
            }

            x.Values.CopyTo(ahead.Values);
            Flat.AddScaled(ahead.Values, h, first.Values);
            field.Evaluate(t1, ahead, second);
            double weight = 0;
            if (left > 2)
            {
                double t2 = grid[grid.Steps - left + 2];
                Flat.AddScaled(ahead.Values, t2 - t1, second.Values);
                field.Evaluate(t2, ahead, third);
                weight = LeftAt(t2) / 3;
                Flat.AddScaled(x.Values, h * weight, third.Values);
            }

            double middle = LeftAt(t1) / Math.Min(left, 3);
            Flat.AddScaled(x.Values, h * middle, second.Values);
            Flat.AddScaled(x.Values, h * (1 - middle - weight), first.Values);
        }

        private double LeftAt(double t) => (1 - t) / (1 - grid[0]);
    }
}
