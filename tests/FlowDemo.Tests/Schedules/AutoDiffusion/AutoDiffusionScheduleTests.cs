using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Schedules.AutoDiffusion;

public sealed class AutoDiffusionScheduleTests
{
    private static readonly GaussianProblem Problem = new(0.5);

    [Theory]
    [InlineData(2, 0.125)]
    [InlineData(4, 0.0368416309)]
    [InlineData(6, 0.0176345312)]
    public void Comes_close_to_the_optimum_of_one_gaussian(int steps, double optimal)
    {
        TimeGrid grid = ScheduleCatalog.All.Create("autodiffusion").Prepare(Problem.Context(samples: 16)).Build(steps);
        Assert.InRange(Problem.GlobalError(grid), optimal - 1e-9, 1.03 * optimal);
    }

    [Fact]
    public void The_error_is_that_of_the_solver_in_the_row()
    {
        TimeGrid euler = ScheduleCatalog.All.Create("autodiffusion").Prepare(Problem.Context(samples: 16)).Build(3);
        TimeGrid midpoint = ScheduleCatalog.All.Create("autodiffusion").Prepare(Problem.Context(Tableaus.Midpoint, samples: 16)).Build(3);
        Assert.NotEqual(euler, midpoint);
    }

    [Fact]
    public void Costs_are_counted()
    {
        ScheduleContext context = Problem.Context(samples: 20);
        IGridRule rule = ScheduleCatalog.All.Create("autodiffusion").Prepare(context);
        long reference = context.Counter.Velocities;
        rule.Build(5);

        // 1050 candidates on half of the samples, ten survivors on the other half.
        Assert.Equal((1050 + 10) * 10 * 5, context.Counter.Velocities - reference);
    }
}
