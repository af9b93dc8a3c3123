using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;

namespace FlowDemo.Schedules.Search;

/// <summary>What a search for knots lowers, told from where samples end and where the exact flow takes the same noise.</summary>
internal enum EndFigure
{
    /// <summary>The mean squared endpoint error, <c>mean |x_i - x_i(1)|^2</c>.</summary>
    Rmse,

    /// <summary>The squared Frechet distance of the first two moments of the two sets of end points.</summary>
    Frechet,
}

/// <summary>Reading and evaluating an <see cref="EndFigure"/>.</summary>
internal static class EndFigures
{
    /// <summary>The names that a parameter may have, the default first.</summary>
    public static readonly string[] Names = ["rmse", "frechet"];

    /// <summary>The parameter of a schedule that names it.</summary>
    public static MethodParameter Parameter { get; } =
        new("figure", Names[0], "what is minimised on the calibration noise: rmse, or frechet, the distance of the first two moments.");

    /// <summary>Reads the first parameter of a schedule.</summary>
    /// <param name="arguments">What stands behind the colon.</param>
    public static EndFigure Read(MethodArguments arguments) => arguments.Word(0, Names) == Names[0] ? EndFigure.Rmse : EndFigure.Frechet;

    /// <summary>The figure of a sampler's end points.</summary>
    /// <param name="figure">Which.</param>
    /// <param name="end">Where samples ended.</param>
    /// <param name="exact">Where they should have.</param>
    /// <returns>Not negative; infinite where a sample is not finite.</returns>
    public static double Of(this EndFigure figure, SampleBatch end, SampleBatch exact)
    {
        double value = figure == EndFigure.Rmse ? EndpointError.Squared(end, exact).Sum() / end.Count : SquaredFrechet(end, exact);
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    private static double SquaredFrechet(SampleBatch end, SampleBatch exact)
    {
        PlaneMoments moments = PlaneMoments.Sums(exact, 0, exact.Count, default).Moments;
        double distance = FrechetDistance.Distance(PlaneMoments.Sums(end, 0, end.Count, moments).Moments, moments);
        return distance * distance;
    }
}
