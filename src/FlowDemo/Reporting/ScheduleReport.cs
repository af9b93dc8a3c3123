using System.Collections.Immutable;

namespace FlowDemo.Reporting;

/// <summary>One time grid and how it came about.</summary>
/// <param name="Schedule">Name of the schedule, with parameters.</param>
/// <param name="Solver">Name of the solver it was built for, with parameters.</param>
/// <param name="Grid">The grid.</param>
/// <param name="BuildEvaluations">Velocity evaluations that building it took, summed over calibration samples.</param>
public sealed record ScheduleReport(string Schedule, string Solver, TimeGrid Grid, long BuildEvaluations)
{
    /// <summary>The noise levels of the linear path at the knots, 1 - t, from 1 down to 0.</summary>
    public ImmutableArray<double> Sigmas => [.. Grid.Knots.Select(static t => 1 - t)];

    /// <summary>The rmse that the steps are predicted to have, from recorded trajectories; null where there are none.</summary>
    public double? PredictedError { get; init; }

    /// <summary>How wide recorded end points are in units of the noise; null where there are none.</summary>
    public double? Scale { get; init; }

    /// <summary>What keeps the grid from being run by another program, as a clause; null when nothing does.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The noise level at one knot.</summary>
    /// <param name="knot">Its number, from 0.</param>
    public double Sigma(int knot) => 1 - Grid[knot];
}
