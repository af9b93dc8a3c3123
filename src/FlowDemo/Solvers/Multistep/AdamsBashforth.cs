using FlowDemo.Fields;

namespace FlowDemo.Solvers.Multistep;

/// <summary>
/// The Adams-Bashforth method of k steps on any grid, <c>x += sum_j w_j u_j, w_j the integral over the step of the Lagrange
/// polynomial of u_j through the k newest times</c>. Order k with an exact start, N evaluations beside those of the start,
/// carries k velocities. With k = 2 it is what NeuralSolver's tables call Adam2, and the one-evaluation reading of RF-Solver;
/// with fixed weights it is <c>ipndm</c>.
/// </summary>
/// <remarks>
/// Bashforth, Adams, An Attempt to Test the Theories of Capillary Action, 1883; on uneven grids Hairer, Norsett, Wanner,
/// Solving Ordinary Differential Equations I, 1993, section III.5.
/// </remarks>
internal sealed class AdamsBashforth : ISolver
{
    private readonly int order;
    private readonly MultistepStart start;

    /// <summary>Creates the method.</summary>
    /// <param name="order">k, from 1 to 4.</param>
    /// <param name="start">How the first steps are taken.</param>
    public AdamsBashforth(int order, MultistepStart start = MultistepStart.Euler)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 4);
        this.order = order;
        this.start = start;
    }

    /// <inheritdoc/>
    public bool CarriesTangents => start != MultistepStart.Taylor2;

    private int StartingSteps => start switch
    {
        MultistepStart.Euler => 0,
        MultistepStart.Rk4 => order - 1,
        _ => Math.Min(1, order - 1),
    };

    private int ExtraPerStartingStep => start switch
    {
        MultistepStart.Heun => 1,
        MultistepStart.Rk4 => 3,
        _ => 0,
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) =>
        StepBudget.Steps(evaluations, 1, ExtraPerStartingStep * StartingSteps) is int steps && steps >= StartingSteps
            ? steps
            : StepBudget.Steps(evaluations, 1 + ExtraPerStartingStep) is int few && few < StartingSteps ? few : null;

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch)
    {
        ISlopeStepper? first = start switch
        {
            MultistepStart.Heun => new RungeKuttaStepper(flow.Field, Tableaus.Heun.Tableau, batch),
            MultistepStart.Rk4 => new RungeKuttaStepper(flow.Field, Tableaus.Rk4.Tableau, batch),
            MultistepStart.Taylor2 => Taylor2.StartStepper(flow, batch),
            _ => null,
        };
        return new Stepper(flow.Field, order, first, StartingSteps, new EvaluationHistory(Math.Max(order, HistoryCompensation.Points), batch));
    }

    private sealed class Stepper(IVelocityField field, int order, ISlopeStepper? first, int startingSteps, EvaluationHistory history) : ICompensatedStepper
    {
        private int made;

        public double Ratio { get; set; } = 1;

        public void Step(double t0, double t1, SampleBatch x)
        {
            SampleBatch velocity = history.Push(t0);
            if (made++ < startingSteps)
            {
                first!.Step(t0, t1, x);
                first.Slope.Values.CopyTo(velocity.Values);
                return;
            }

            field.Evaluate(t0, x, velocity);
            HistoryCompensation.Apply(history, Ratio);
            ReadOnlySpan<double> times = history.Times[..Math.Min(order, history.Count)];
            Span<double> weights = stackalloc double[times.Length];
            LagrangeWeights.Integrals(times, t0, t1, weights);
            history.AddTo(x, weights);
        }

        public ICompensatedStepper Fork() => new Stepper(field, order, first, startingSteps, history.Clone()) { made = made };
    }
}

/// <summary>How a multistep method takes its first steps, before it has a history.</summary>
internal enum MultistepStart
{
    /// <summary>The method of as many steps as there are evaluations, Euler's first: no extra cost, order at most 2.</summary>
    Euler,

    /// <summary>One step of Heun's method, then as many steps as there are evaluations: 1 extra evaluation, order at most 3.</summary>
    Heun,

    /// <summary>The classical Runge-Kutta method until the history is full: 3 extra evaluations for each such step, full order.</summary>
    Rk4,

    /// <summary>One Taylor step with the exact derivative, then as with Heun: 1 derivative, order at most 3.</summary>
    Taylor2,
}
