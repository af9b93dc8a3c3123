using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Sampling;

/// <summary>
/// The end points that rows are measured against, with an estimate of their own error: the problem is solved twice, the second
/// time with every step halved, and the difference tells what is left.
/// </summary>
/// <param name="Method">Solver used.</param>
/// <param name="Steps">Steps of the finer run.</param>
/// <param name="Evaluations">Velocity evaluations per sample over all runs.</param>
/// <param name="End">End points of the finer run.</param>
/// <param name="Error">
/// Estimated endpoint RMSE of <paramref name="End"/>, in data units: the RMS difference of the two runs divided by 2^p - 1 for a
/// method of order p.
/// </param>
public sealed record ReferenceSolution(string Method, int Steps, long Evaluations, SampleBatch End, double Error)
{
    /// <summary>The certified error at which the adaptive reference is content, data units.</summary>
    public const double Goal = 2e-10;

    /// <summary>Fewest fine steps of RK4: its error is told from half as many.</summary>
    public const int FewestSteps = 2;

    /// <summary>Most fine steps of RK4.</summary>
    public const int MostSteps = 1_000_000;

    /// <summary>Fine steps of RK4 that are enough for most targets.</summary>
    public const int UsualSteps = 1000;

    /// <summary>Size of end points, in data units, from which the goal grows with it: rounding would not let it be met.</summary>
    private const double SizeOfGoal = 500;

    /// <summary>Least goal in units of the field's rounding, per square root of a coordinate.</summary>
    private const double GoalInRoundings = 64;

    private const int MostHalvings = 6;

    /// <summary>Halvings that most targets take; progress counts on them.</summary>
    private const int UsualHalvings = 1;

    /// <summary>
    /// Solves with a method of order 8 on a grid that a few pilot samples chose, halving all steps until the certified error
    /// meets <see cref="Goal"/> or stops shrinking. All samples share the grid, so none depends on the others.
    /// </summary>
    /// <param name="flow">The flow.</param>
    /// <param name="x0">Noise.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static ReferenceSolution Adaptive(Flow flow, SampleBatch x0, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(x0);
        EvaluationCounter counter = new();
        ArgumentNullException.ThrowIfNull(flow);
        Flow counted = flow with { Field = new CountingVelocityField(flow.Field, counter) };
        TimeGrid grid = PilotGrid.Build(counted, execution);
        SampleBatch end = Sampler.Run(counted, Tableaus.Dop853, grid, x0, execution.Part(0, ShareAfter(1)));
        double error = double.PositiveInfinity;
        double goal = Math.Max(Goal, GoalInRoundings * flow.Field.Spacing * Math.Sqrt(flow.Field.Dimension));
        for (int halving = 0; halving < MostHalvings && error > goal * Math.Max(1, Size(end) / SizeOfGoal); halving++)
        {
            TimeGrid finer = PilotGrid.Halve(grid);
            SampleBatch next = Sampler.Run(
                counted, Tableaus.Dop853, finer, x0, execution.Part(ShareAfter(halving + 1), ShareAfter(halving + 2)));
            double certified = Certify(end, next, finer.Steps, Tableaus.Dop853, flow.Field);

            // Once rounding is all that is left, more steps only add to it.
            bool stalled = certified > error / 2;
            (grid, end, error) = (finer, next, certified);
            if (stalled)
            {
                break;
            }
        }

        return new ReferenceSolution("dop853", grid.Steps, counter.Velocities / x0.Count, end, error);
    }

    /// <summary>About how many velocity evaluations the adaptive reference takes for a sample; found with a few pilot samples.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static double Foresee(Flow flow, Execution execution) =>
        (double)Tableaus.Dop853.Tableau.Weights.Length * PilotGrid.Build(flow, execution).Steps * ((1 << (UsualHalvings + 1)) - 1);

    /// <summary>Solves with RK4 on a uniform grid, and on one of half as many steps.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="x0">Noise.</param>
    /// <param name="steps">Fine steps, an even number from <see cref="FewestSteps"/> to <see cref="MostSteps"/>; an odd one is raised by
    /// 1.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="FlowDemoException">The number of steps is out of range.</exception>
    public static ReferenceSolution FineSteps(Flow flow, SampleBatch x0, int steps, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(x0);
        if (steps is < FewestSteps or > MostSteps)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The reference takes from {FewestSteps} to {MostSteps} steps; {steps} is outside. "
                + $"{UsualSteps} is enough for most targets."));
        }

        int half = (steps + 1) / 2;
        SampleBatch rough = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(half), x0, execution.Part(0, 1.0 / 3));
        SampleBatch end = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(2 * half), x0, execution.Part(1.0 / 3, 1));
        return new ReferenceSolution(
            "rk4", 2 * half, 3L * half * Tableaus.Rk4.Tableau.Weights.Length, end, Certify(rough, end, 2 * half, Tableaus.Rk4, flow.Field));
    }

    /// <summary>Share of the work that so many runs are, each of twice as many steps as the one before it.</summary>
    private static double ShareAfter(int runs) => Math.Min(1, (Math.Pow(2, runs) - 1) / (Math.Pow(2, UsualHalvings + 1) - 1));

    /// <summary>Root mean square of the end points' distance from 0.</summary>
    private static double Size(SampleBatch end) => Flat.RootMeanSquareDistance(end, end.NewLike());

    /// <summary>
    /// What the two runs tell, and at least what rounding leaves: every step adds half a unit in the last place, in either direction.
    /// Where the field rounds more than doubles do, its rounding is in both runs, and no order takes it off.
    /// </summary>
    private static double Certify(SampleBatch rough, SampleBatch fine, int steps, RungeKutta method, IVelocityField field) => Math.Max(
        Flat.RootMeanSquareDistance(rough, fine)
            / (field.Spacing > IVelocityField.DoubleSpacing ? 1 : Math.Pow(2, method.Tableau.Order) - 1),
        Math.ScaleB(Size(fine) * Math.Sqrt(steps), -52));
}
