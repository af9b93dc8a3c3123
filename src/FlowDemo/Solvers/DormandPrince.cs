using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>
/// The Dormand-Prince pair of orders 5 and 4 with a step size of its own for every sample: a step is accepted when
/// <c>rms_j(h E_j / (atol + rtol max(|x_j|, |x'_j|))) &lt;= 1</c>, and the next one is <c>0.9 e^(-1/5)</c> times as long, within
/// [0.2, 10]. Order 5, 2 + 6 attempts evaluations of each sample, the last one reused as the first of the next step. The last
/// step is shortened to end on the knot; u is never evaluated outside the step asked for.
/// </summary>
/// <remarks>
/// Dormand, Prince, A family of embedded Runge-Kutta formulae, 1980; the first step as in Hairer, Norsett, Wanner, Solving
/// Ordinary Differential Equations I, 1993, section II.4. Not to be confused with torchdiffeq's dopri5, which takes one step
/// for the whole batch and evaluates beyond the end.
/// </remarks>
/// <param name="relativeTolerance">rtol, positive.</param>
/// <param name="absoluteTolerance">atol, positive.</param>
internal sealed class DormandPrince(double relativeTolerance, double absoluteTolerance) : ISolver
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "dopri5", "Dormand-Prince 5(4), a step size of its own for every sample.", static a =>
            new DormandPrince(a.Number(0, 1e-13, 1), a.Number(1, 1e-15, 1)))
    {
        Formula = "accept if rms(h E / (atol + rtol max(|x|, |x'|))) <= 1",
        Convergence = new ConvergenceOrder(5),
        Cost = "2 + 6 attempts, sample by sample",
        Source = "Dormand, Prince, A family of embedded Runge-Kutta formulae, 1980",
        Notes = "Takes no schedule; its NFE is the mean counted. Not torchdiffeq's, which takes one step for the whole batch.",
        Aliases = [("RK45", "SciPy"), ("ode45", "MATLAB")],
        Parameters = [new("rtol", "1e-5", "relative tolerance, 1e-13 to 1."), new("atol", "1e-5", "absolute tolerance, 1e-15 to 1.")],
    };

    /// <inheritdoc/>
    public bool TakesSchedule => false;

    /// <inheritdoc/>
    public bool TakesBudget => false;

    /// <inheritdoc/>
    public bool CarriesTangents => false;

    /// <inheritdoc/>
    public string? ObstacleOn(Flow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Field.Remembers ? FlowCheck.TakesSomeAlone : null;
    }

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => null;

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations) =>
        new(this, TimeGrid.Uniform(1)) { Remark = TimedSolver.OwnSteps };

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        new Stepper(new DormandPrinceSample(flow.Field, relativeTolerance, absoluteTolerance));

    private sealed class Stepper(DormandPrinceSample sample) : IStepper
    {
        public void Step(double t0, double t1, SampleBatch x)
        {
            for (int i = 0; i < x.Count; i++)
            {
                sample.Load(x, i);
                sample.Advance(t0, t1);
                sample.Store(x, i);
            }
        }
    }
}
