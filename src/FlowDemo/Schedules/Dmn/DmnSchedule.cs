using FlowDemo.Paths;
using FlowDemo.Schedules.Search;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Dmn;

/// <summary>
/// Non-uniform steps from a bound that does not look at the data: the K - 1 interior lambda = log(alpha / sigma) that make
/// <see cref="MultistepBound"/> least, with prediction errors <c>eps = sigma^p / alpha</c>.
/// </summary>
/// <remarks>
/// Xue, Liu, Chen, Zhang, Hu, Xie, Li, Accelerating Diffusion Sampling with Optimized Time Steps, 2024, arXiv 2402.17376,
/// equations 16 to 19, and its official code. lambda runs between the ends of the variance-preserving process that the source
/// uses; those two knots then stand for t = 0 and t = 1. From 8 steps on the bound has a minimum of no use, far below the local one
/// at which the source's solver stops: the weights of neighbouring knots cancel. With a small share of the bound that does not let
/// them cancel there is one minimum, at which the bound itself is at most that of the source's program.
/// </remarks>
/// <param name="order">Order of the multistep method, 1 to 3; null: 1 for a solver whose steps stand alone, 3 otherwise.</param>
/// <param name="power">p, positive.</param>
internal sealed class DmnSchedule(int? order, double power) : ISchedule
{
    private const int MaximumSteps = 32;
    private const double NoiseEnd = -5.024978;
    private const double DataEnd = 4.557715;

    /// <summary>
    /// Share of the steps' separate bounds that is added where there is none: without it the bound from 8 steps on is least where
    /// the weights of two knots cancel, in grids that skip half of the range in one step.
    /// </summary>
    private const double SeparateShare = 0.02;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "dmn", "DM-NonUniform: least bound on the end error of a multistep method, whatever the data.", static a =>
            new DmnSchedule(a.Text(0) == "auto" ? null : a.Integer(0, 1, 3), a.Number(1, 0.1, 4)))
    {
        Formula = "min over lambda of the sum over knots of (sigma^p / alpha) |total weight of the knot|",
        Order = "dense at both ends",
        Cost = "no evaluation",
        Source = "Xue, Liu, Chen, Zhang, Hu, Xie, Li, Accelerating Diffusion Sampling with Optimized Time Steps, 2024, arXiv 2402.17376.",
        Notes = "lambda runs from -5.025 to 4.558, whose knots are set to t = 0 and 1. Order 1 with p = 1 on the linear path gives equal "
            + "steps in log SNR. Above 32 steps the grid of 8 is subdivided.",
        Parameters =
        [
            new("order", "auto", "order of the multistep method, 1 to 3; auto: 1 for one-step solvers, 3 for others."),
            new("power", "1", "p from 0.1 to 4; the source takes 1 for pixels, 2 for latents."),
        ],
    };

    /// <inheritdoc/>
    public bool IsFree => true;

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps) =>
        new(0, steps.Sum(static k => 4e4 * Math.Pow(k <= MaximumSteps ? k : MaximumSteps / 4, 2)));

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        IPath path = context.Flow.Path;
        int used = order ?? (context.Pathwise().Solver.SingleStep is null ? 3 : 1);
        return new LimitedRule(MaximumSteps, steps => Optimise(path, used, steps));
    }

    /// <summary>The grid of K steps.</summary>
    internal TimeGrid Optimise(IPath path, int used, int steps)
    {
        double[] start = [.. Enumerable.Range(0, steps + 1).Select(i => NoiseEnd + ((DataEnd - NoiseEnd) * i / steps))];
        int separate = MultistepBound.SeparateStepsFor(steps);
        MultistepBound bound = new(
            used, separate, lambda => PredictionError(path.At(TimeOf(path, lambda))), separate == 0 ? SeparateShare : 0);
        double[] lambda = KinkDescent.Minimise(start, bound.At).Knots;
        return new TimeGrid([0, .. lambda[1..^1].Select(l => TimeOf(path, l)), 1]);
    }

    private double PredictionError(PathPoint point) => Math.Pow(point.Sigma, power) / point.Alpha;

    private static double TimeOf(IPath path, double lambda) => NoiseLevel.TimeOf(path, Math.Exp(-lambda));
}
