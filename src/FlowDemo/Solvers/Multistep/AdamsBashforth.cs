using System.Globalization;
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

    private static readonly MethodParameter StartParameter = new(
        "start",
        "euler",
        "how the history is begun: euler, heun (1 more evaluation), rk4 (3 more per starting step) or taylor2 (1 derivative).");

    /// <summary>The catalogue's line with two velocities.</summary>
    internal static CatalogEntry<ISolver> SecondOrderEntry { get; } = EntryOf(
        2, new ConvergenceOrder(2), "What NeuralSolver's tables call Adam2, and the one-evaluation reading of RF-Solver.") with
    {
        ComesFirst = true,
    };

    /// <summary>The catalogue's line with three velocities.</summary>
    internal static CatalogEntry<ISolver> ThirdOrderEntry { get; } = EntryOf(
        3, new ConvergenceOrder(2, "; 3 with another start"), "Not ipndm_v of diff-sampler, whose third-order weights are right on even "
            + "grids only.");

    /// <summary>The catalogue's line with four velocities.</summary>
    internal static CatalogEntry<ISolver> FourthOrderEntry { get; } = EntryOf(
        4, new ConvergenceOrder(2, "; 4 with start rk4"), "Large jumps in step size give large weights of both signs.") with
    {
        Aliases = [("lms", "ComfyUI")],
    };

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

    /// <inheritdoc/>
    public ISolver? NextOrder => Tableaus.OfOrder(order + 1);

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
        return new Stepper(
            flow.Field, order, first, StartingSteps, new EvaluationHistory(Math.Max(order, HistoryCompensation.Points), batch));
    }

    private sealed class Stepper(
        IVelocityField field,
        int order,
        ISlopeStepper? first,
        int startingSteps,
        EvaluationHistory history) : ICompensatedStepper
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

    private static CatalogEntry<ISolver> EntryOf(int order, ConvergenceOrder convergence, string notes) => new(
        string.Create(CultureInfo.InvariantCulture, $"ab{order}"),
        string.Create(CultureInfo.InvariantCulture, $"Adams-Bashforth with {order} velocities, weights for the grid at hand."),
        a => new AdamsBashforth(order, ReadStart(a)))
    {
        Formula = "x += sum_j w_j u_j, w_j = integral over the step of the Lagrange basis on the newest times",
        Convergence = convergence,
        Cost = "N",
        Source = "Bashforth, Adams, An Attempt to Test the Theories of Capillary Action, 1883; Hairer, Norsett, Wanner, Solving Ordinary "
            + "Differential Equations I, 1993, section III.5",
        Notes = notes,
        Parameters = [StartParameter],
    };

    private static MultistepStart ReadStart(MethodArguments arguments) => arguments.Word(0, "euler", "heun", "rk4", "taylor2") switch
    {
        "heun" => MultistepStart.Heun,
        "rk4" => MultistepStart.Rk4,
        "taylor2" => MultistepStart.Taylor2,
        _ => MultistepStart.Euler,
    };
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
