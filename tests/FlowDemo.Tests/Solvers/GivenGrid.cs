using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Tests.Solvers;

/// <summary>A schedule of one grid, for tests of solvers that fit themselves to the grid they get.</summary>
internal sealed class GivenGrid(TimeGrid grid, WarmStart? jump = null) : IGridRule
{
    public WarmStart? Jump => jump;

    public TimeGrid Build(int steps)
    {
        Assert.Equal(grid.Steps, steps + (jump is null ? 0 : 1));
        return grid;
    }

    /// <summary>What the solver of a context makes of itself on a grid.</summary>
    public static ISolver Fit(ScheduleContext context, TimeGrid grid) =>
        context.Solver.Prepare(context, new GivenGrid(grid), context.Solver.EvaluationsFor(grid.Steps)).Solver;
}
