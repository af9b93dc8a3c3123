using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Gits;

/// <summary>
/// Geometry-inspired time scheduling: the cheapest K Euler steps along a reference trajectory, later steps weighing more.
/// <c>min sum_m w^m c(i_m, i_(m+1))</c>, m from 0, c the mean distance by which the step misses, not squared, or the growth of
/// its deviation from the trajectory's chord.
/// </summary>
/// <remarks>
/// Chen, Zhou, Wang, Shen, Lyu, On the Trajectory Regularity of ODE-based Diffusion Sampling, 2024, arXiv 2405.11326, section 4,
/// and its official code. Here it is the fine reference at 100 equal steps of time and states are those of the flow;
/// the source has 20 to 60 steps of iPNDM, spaced polynomially in the noise level. Its steps are Euler's whatever the solver.
/// </remarks>
/// <param name="metric">l2, l1 or dev.</param>
/// <param name="coefficient">w, positive; above 1 the grid moves towards the data.</param>
internal sealed class GitsSchedule(string metric, double coefficient) : ISchedule
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "gits", "GITS: least discounted sum of unsquared Euler errors along a reference trajectory, by dynamic programming.", Create)
    {
        Formula = "min over knots of sum_m w^m mean |x + h u - x(t_(m+1))|, knots among i / 100",
        Order = "fitted to the field",
        Cost = "a reference solution and 100 evaluations per calibration sample",
        Source = "Chen, Zhou, Wang, Shen, Lyu, On the Trajectory Regularity of ODE-based Diffusion Sampling, 2024, arXiv 2405.11326, "
            + "section 4.",
        Notes = "gits:1.15 is gits:l2,1.15. The official code's own default is gits:dev,1.15, whose signed deviation can make a long step "
            + "look free.",
        Parameters =
        [
            new(
                "metric",
                "l2",
                "l2: distance; l1: city-block distance; dev: growth of the deviation from the chord. A number here is the coefficient of "
                    + "l2."),
            new("coefficient", "1.15", "w from 0.1 to 10, the weight of each step over the one before it."),
        ],
    };

    /// <inheritdoc/>
    public object SharedAmong(ISolver solver) => this;

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps) =>
        LocalErrors.WorkOf(setting, Tableaus.Euler, ICalibration.Anchors.Steps, nanoseconds: 32);

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        AnchoredTrajectories trajectories = AnchoredTrajectories.Of(context, ICalibration.Anchors, context.Calibration.Noise.Count);
        IErrorMeasure measure = metric == "dev"
            ? new ChordDeviation(trajectories.States[0], trajectories.States[^1])
            : new DistanceError(metric == "l1");
        ExactStepProgram program = new(
            LocalErrors.Tabulate(context.Flow, Tableaus.Euler, trajectories, measure, context.Execution), coefficient);
        return LimitedRule.AmongAnchors(trajectories.Anchors, program.Path);
    }

    /// <summary>Reads metric and coefficient, the first of which may be left out.</summary>
    /// <param name="arguments">What stands behind the colon.</param>
    /// <exception cref="FlowDemoException">They are neither.</exception>
    internal static (string Metric, double Coefficient) Parse(MethodArguments arguments)
    {
        arguments = arguments.WithWord("l2", "l1", "dev");
        return (arguments.Word(0, "l2", "l1", "dev"), arguments.Number(1, 0.1, 10));
    }

    private static GitsSchedule Create(MethodArguments arguments)
    {
        (string metric, double coefficient) = Parse(arguments);
        return new GitsSchedule(metric, coefficient);
    }
}

/// <summary>The mean distance that a step misses by, not squared.</summary>
/// <param name="cityBlock">True for <c>|y - x|_1</c>, false for <c>|y - x|_2</c>.</param>
internal sealed class DistanceError(bool cityBlock) : IErrorMeasure
{
    /// <inheritdoc/>
    public double Mean(int anchor, SampleBatch predicted, SampleBatch exact)
    {
        double sum = 0;
        for (int i = 0; i < predicted.Count; i++)
        {
            double distance = 0;
            for (int d = 0; d < predicted.Dimension; d++)
            {
                double difference = predicted.Coordinate(d)[i] - exact.Coordinate(d)[i];
                distance += cityBlock ? Math.Abs(difference) : difference * difference;
            }

            sum += cityBlock ? distance : Math.Sqrt(distance);
        }

        return sum / predicted.Count;
    }
}
