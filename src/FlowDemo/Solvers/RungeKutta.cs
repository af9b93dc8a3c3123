using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>An explicit Runge-Kutta method, given by its tableau.</summary>
/// <param name="tableau">The coefficients.</param>
public sealed class RungeKutta(ButcherTableau tableau) : IOneStepSolver
{
    /// <summary>The coefficients.</summary>
    public ButcherTableau Tableau => tableau;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations)
    {
        (int steps, int rest) = Math.DivRem(evaluations, tableau.Weights.Length);
        return rest == 0 && steps > 0 ? steps : null;
    }

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(batch);
        return new Stepper(flow.Field, tableau, batch);
    }

    private sealed class Stepper : IStepper
    {
        private readonly IVelocityField field;
        private readonly ButcherTableau tableau;
        private readonly SampleBatch[] slopes;
        private readonly SampleBatch stage;

        public Stepper(IVelocityField field, ButcherTableau tableau, SampleBatch batch)
        {
            this.field = field;
            this.tableau = tableau;
            slopes = [.. tableau.Weights.Select(_ => batch.NewLike())];
            stage = batch.NewLike();
        }

        public void Step(double t0, double t1, SampleBatch x)
        {
            double h = t1 - t0;
            field.Evaluate(t0, x, slopes[0]);
            for (int i = 0; i < tableau.Stages.Length; i++)
            {
                x.Values.CopyTo(stage.Values);
                Accumulate(stage, h, tableau.Stages[i].AsSpan());

                // A node of 1 is the end of the step itself: t0 + h may miss it by a rounding.
                double c = tableau.Nodes[i + 1];
                field.Evaluate(c == 1 ? t1 : t0 + (c * h), stage, slopes[i + 1]);
            }

            Accumulate(x, h, tableau.Weights.AsSpan());
        }

        private void Accumulate(SampleBatch state, double h, ReadOnlySpan<double> weights)
        {
            for (int j = 0; j < weights.Length; j++)
            {
                if (weights[j] != 0)
                {
                    Flat.AddScaled(state.Values, h * weights[j], slopes[j].Values);
                }
            }
        }
    }
}
