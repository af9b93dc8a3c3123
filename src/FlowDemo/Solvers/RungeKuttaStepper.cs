using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>Takes the steps of an explicit Runge-Kutta method.</summary>
internal sealed class RungeKuttaStepper : ISlopeStepper
{
    private readonly IVelocityField field;
    private readonly ButcherTableau tableau;
    private readonly SampleBatch[] slopes;
    private readonly SampleBatch stage;

    /// <summary>Allocates the stages.</summary>
    /// <param name="field">The field to follow.</param>
    /// <param name="tableau">The coefficients.</param>
    /// <param name="batch">A batch of the shape that will be advanced.</param>
    public RungeKuttaStepper(IVelocityField field, ButcherTableau tableau, SampleBatch batch)
    {
        this.field = field;
        this.tableau = tableau;
        slopes = [.. tableau.Weights.Select(_ => batch.NewLike())];
        stage = batch.NewLike();
    }

    /// <inheritdoc/>
    public SampleBatch Slope => slopes[0];

    /// <inheritdoc/>
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
