using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>An explicit Runge-Kutta method, given by its tableau.</summary>
/// <param name="tableau">The coefficients.</param>
public sealed class RungeKutta(ButcherTableau tableau) : IOneStepSolver
{
    /// <summary>The coefficients.</summary>
    public ButcherTableau Tableau => tableau;

    /// <inheritdoc/>
    public ISolver? NextOrder => Tableaus.OfOrder(tableau.Order + 1);

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, tableau.Weights.Length);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, SampleBatch batch)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(batch);
        return new RungeKuttaStepper(flow.Field, tableau, batch);
    }
}
