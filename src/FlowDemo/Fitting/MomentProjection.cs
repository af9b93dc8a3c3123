using FlowDemo.Fields;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Fitting;

/// <summary>
/// A solver whose end points an affine map takes to the target's exact mean and covariance: <c>x -> mu + W (x - m), W =
/// Sigma^1/2 (Sigma^1/2 S Sigma^1/2)^-1/2 Sigma^1/2</c>, the Bures map, m and S of where the solver takes the calibration noise. It costs
/// no evaluation. An oracle: it knows of the data what samples are to find out.
/// </summary>
/// <remarks>
/// The optimal map between Gaussians: Dowson, Landau, The Frechet Distance between Multivariate Normal Distributions, 1982; as exact
/// conservation it is what solvers of conservation laws do behind a step.
/// </remarks>
/// <param name="inner">The solver.</param>
internal sealed class MomentProjection(ISolver inner) : ISolver
{
    private const string Remark = "an oracle: it is given the target's mean and covariance; a class of its own";

    /// <summary>A cloud that is narrower than this fraction of the target has collapsed, and no map makes it wide.</summary>
    private const double Narrow = 1e-9;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "projected", "A solver whose end points are mapped to the target's mean and covariance: an oracle.", static a =>
            new MomentProjection(Inner(a)))
    {
        Formula = "x -> mu + W (x - m), W = Sigma^1/2 (Sigma^1/2 S Sigma^1/2)^-1/2 Sigma^1/2, m and S from calibration noise",
        Order = "that of the solver",
        Cost = "that of the solver; its run on the calibration noise",
        Source = "Dowson, Landau, The Frechet Distance between Multivariate Normal Distributions, 1982",
        Notes = "It shows how much of an error lies in the first two moments. Where all samples end in one point only the mean is moved. "
            + "No pattern lists it.",
        Parameters =
        [
            new("solver", "euler", "whose end points: any that runs on a grid, adds no noise and fits nothing.") { IsList = true },
        ],
        IsListedByPattern = false,
    };

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public bool CarriesTangents => inner.CarriesTangents;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => inner.StepsFor(evaluations);

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations) =>
        TimedSolver.On(rule, this, evaluations, (grid, jump) => new Projected(inner, Map(context, grid, jump))) with { Remark = Remark };

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => inner.Start(flow, grid, batch);

    /// <summary>The map that takes points with some moments to other moments.</summary>
    /// <param name="from">The moments of the points.</param>
    /// <param name="to">Those that they are to have.</param>
    internal static PlaneMap Between(PlaneMoments from, PlaneMoments to)
    {
        double determinant = (from.XX * from.YY) - (from.XY * from.XY);
        if (!(determinant > Narrow * Narrow * (to.XX + to.YY) * (from.XX + from.YY)))
        {
            return new PlaneMap(1, 0, 1, to.MeanX - from.MeanX, to.MeanY - from.MeanY);
        }

        // W is the geometric mean of Sigma and S^-1, which in the plane is their sum, each over the root of its determinant, scaled.
        double root = Math.Sqrt(determinant);
        double wanted = Math.Sqrt((to.XX * to.YY) - (to.XY * to.XY));
        (double xx, double xy, double yy) =
            ((to.XX / wanted) + (from.YY / root), (to.XY / wanted) - (from.XY / root), (to.YY / wanted) + (from.XX / root));
        double scale = Math.Sqrt(wanted / root / ((xx * yy) - (xy * xy)));
        (xx, xy, yy) = (scale * xx, scale * xy, scale * yy);
        return new PlaneMap(
            xx,
            xy,
            yy,
            to.MeanX - (xx * from.MeanX) - (xy * from.MeanY),
            to.MeanY - (xy * from.MeanX) - (yy * from.MeanY));
    }

    private static ISolver Inner(MethodArguments arguments) =>
        SolverCatalog.All.Create(arguments.Rest(0)) is { IsFitted: false, IsStochastic: false, TakesSchedule: true } solver
            ? solver
            : throw arguments.Bad(0, "a solver that runs on any grid, adds no noise and fits nothing");

    private PlaneMap Map(ScheduleContext context, TimeGrid grid, WarmStart? jump)
    {
        PlaneMoments wanted = PlaneMoments.Of(context.Mixture ?? context.MomentsFor(WarmStartKind.Gauss)!);
        SampleBatch end = Sampler.Run(
            context.Flow,
            jump is null ? inner : new WarmStartSolver(inner, jump),
            grid,
            context.Calibration.Noise.Points,
            context.Execution);
        return Between(PlaneMoments.Sums(end, 0, end.Count, wanted).Moments, wanted);
    }

    /// <summary>The solver with its map behind the last step.</summary>
    private sealed class Projected(ISolver inner, PlaneMap map) : ISolver
    {
        public bool IsFitted => true;

        public bool CarriesTangents => inner.CarriesTangents;

        public int? StepsFor(int evaluations) => inner.StepsFor(evaluations);

        public ISolver For(GaussianMixture target) => new Projected(inner.For(target), map);

        public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(inner.Start(flow, grid, batch), map);

        private sealed class Stepper(IStepper inner, PlaneMap map) : IStepper
        {
            public void Step(double t0, double t1, SampleBatch x)
            {
                inner.Step(t0, t1, x);
                if (t1 == 1)
                {
                    map.Apply(x, x);
                }
            }
        }
    }
}
