using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// Takes many small steps of another solver inside each step it is asked for, none longer than 1 / <paramref name="fineSteps"/>:
/// how a reference trajectory reaches a few given knots.
/// </summary>
/// <param name="inner">The solver of the small steps.</param>
/// <param name="fineSteps">Small steps per unit of time, at least 1.</param>
public sealed class SubdividedSolver(IOneStepSolver inner, int fineSteps) : IOneStepSolver
{
    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => null;

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch) => new Stepper(inner.Start(flow, batch), fineSteps);

    private sealed class Stepper(IStepper inner, int fineSteps) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            // A step of 0.01 is 5 fine steps of 500, not 6 because 0.01 * 500 rounds above 5.
            int pieces = Math.Max(1, (int)Math.Ceiling(((t1 - t0) * fineSteps) - 1e-9));
            double from = t0;
            for (int i = 1; i <= pieces; i++)
            {
                double to = i == pieces ? t1 : t0 + ((t1 - t0) * i / pieces);
                inner.Step(from, to, x);
                from = to;
            }
        }
    }
}
