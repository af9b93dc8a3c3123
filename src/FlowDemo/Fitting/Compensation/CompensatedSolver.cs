using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Multistep;

namespace FlowDemo.Fitting.Compensation;

/// <summary>A multistep method with one compensation ratio for each step of its grid.</summary>
/// <param name="inner">The method; its steppers are compensated ones.</param>
/// <param name="ratios">rho for each step, 1 where nothing is to be changed.</param>
internal sealed class CompensatedSolver(ISolver inner, ImmutableArray<double> ratios) : ISolver
{
    /// <summary>rho for each step.</summary>
    public ImmutableArray<double> Ratios => ratios;

    /// <inheritdoc/>
    public bool CarriesTangents => inner.CarriesTangents;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => inner.StepsFor(evaluations) == ratios.Length ? ratios.Length : null;

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        new Stepper((ICompensatedStepper)inner.Start(flow, grid, batch), grid, ratios);

    private sealed class Stepper(ICompensatedStepper inner, TimeGrid grid, ImmutableArray<double> ratios) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            inner.Ratio = ratios[GridPosition.StepAt(grid, t0)];
            inner.Step(t0, t1, x);
        }
    }
}
