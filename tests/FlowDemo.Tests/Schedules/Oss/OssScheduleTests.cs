using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Schedules.Boss;
using FlowDemo.Schedules.Oss;
using FlowDemo.Solvers;
using FlowDemo.Tests.Schedules.Boss;

namespace FlowDemo.Tests.Schedules.Oss;

public sealed class OssScheduleTests
{
    private static readonly GaussianProblem Problem = new(0.5);

    [Theory]
    [InlineData(2, 0.125028266, new[] { 0, 67, 100 })]
    [InlineData(3, 0.0614425853, new[] { 0, 54, 78, 100 })]
    [InlineData(4, 0.0368571096, new[] { 0, 46, 67, 83, 100 })]
    [InlineData(8, 0.0103472011, new[] { 0, 29, 46, 58, 67, 75, 83, 91, 100 })]
    public void Golden_paths_of_one_gaussian(int steps, double globalError, int[] path)
    {
        TimeGrid grid = new OssSchedule(1).Prepare(Problem.Context(samples: 30)).Build(steps);
        Assert.Equal(path.Select(static i => i / 100.0), grid.Knots);
        Assert.Equal(globalError, Problem.GlobalError(grid), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Stored_error_is_that_of_the_grid_when_it_is_run(int beam)
    {
        (Flow flow, TimeGrid anchors, SampleBatch[] reference) = Mixture(20);
        foreach (RungeKutta solver in new[] { Tableaus.Euler, Tableaus.Midpoint })
        {
            OssTable table = new(flow, solver, anchors, reference, beam, new Execution(1));
            for (int steps = 1; steps <= 5; steps++)
            {
                OssEntry end = table.End(steps);
                int[] path = end.Path();
                Assert.Equal(steps + 1, path.Length);
                Assert.Equal((0, 20), (path[0], path[^1]));
                Assert.Equal(EndError(flow, solver, anchors, path, reference), end.Error, 1e-13);
            }
        }
    }

    [Fact]
    public void An_unlimited_beam_is_exhaustive_and_no_beam_is_worse_than_that()
    {
        (Flow flow, TimeGrid anchors, SampleBatch[] reference) = Mixture(12);
        double best = ExactStepProgramTests.Subsets(12, 3).Min(path => EndError(flow, Tableaus.Euler, anchors, path, reference));
        OssTable all = new(flow, Tableaus.Euler, anchors, reference, int.MaxValue, new Execution(1));
        OssTable one = new(flow, Tableaus.Euler, anchors, reference, 1, new Execution(1));
        Assert.Equal(best, all.End(3).Error, 1e-13);
        Assert.True(one.End(3).Error >= best - 1e-13);
    }

    [Fact]
    public void As_many_steps_as_nodes_take_every_node()
    {
        (Flow flow, TimeGrid anchors, SampleBatch[] reference) = Mixture(9);
        Assert.Equal(Enumerable.Range(0, 10), new OssTable(flow, Tableaus.Euler, anchors, reference, 2, new Execution(1)).End(9).Path());
    }

    [Fact]
    public void Costs_are_counted()
    {
        ScheduleContext context = Problem.Context(samples: 10);
        IGridRule rule = new OssSchedule(1).Prepare(context);
        long reference = context.Counter.Velocities;
        Assert.Equal(10 * 800, reference);
        rule.Build(3);

        // Level 0 holds the noise, level 1 nodes 1 to 99, level 2 nodes 2 to 99.
        Assert.Equal(10 * (1 + 99 + 98), context.Counter.Velocities - reference);
        rule.Build(2);
        Assert.Equal(10 * (1 + 99 + 98), context.Counter.Velocities - reference);
    }

    private static (Flow Flow, TimeGrid Anchors, SampleBatch[] Reference) Mixture(int nodes)
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());
        TimeGrid anchors = TimeGrid.Uniform(nodes);
        SampleBatch noise = GaussianProblem.Noise(40).Points;
        return (flow, anchors, Sampler.Trajectory(flow, new SubdividedSolver(Tableaus.Rk4, 100), anchors, noise, new Execution(1)));
    }

    private static double EndError(Flow flow, ISolver solver, TimeGrid anchors, int[] path, SampleBatch[] reference)
    {
        TimeGrid grid = new([.. path.Select(i => anchors[i])]);
        return new SquaredError().Mean(0, Sampler.Run(flow, solver, grid, reference[0], new Execution(1)), reference[^1]);
    }
}
