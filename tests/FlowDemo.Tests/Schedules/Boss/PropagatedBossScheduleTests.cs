using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Schedules.Boss;

public sealed class PropagatedBossScheduleTests
{
    private static readonly GaussianProblem Problem = new(0.5);

    [Theory]
    [InlineData(2, 0.0858264103, new[] { 0, 67, 100 })]
    [InlineData(3, 0.0269528139, new[] { 0, 54, 78, 100 })]
    [InlineData(4, 0.0116032555, new[] { 0, 46, 67, 83, 100 })]
    [InlineData(8, 0.00148239288, new[] { 0, 29, 46, 58, 67, 75, 83, 91, 100 })]
    public void Golden_paths_of_one_gaussian(int steps, double cost, int[] path)
    {
        CostMatrix propagated = CostMatrix.FromFormula(
            TimeGrid.Uniform(100), (i, j) => Problem.LocalError(i / 100.0, j / 100.0) * Math.Pow(0.5 / Problem.Radius(j / 100.0), 2));
        ExactStepProgram program = new(propagated);
        Assert.Equal(path, program.Path(steps));
        Assert.Equal(cost, program.Cost(steps), 1e-10);

        TimeGrid grid = ScheduleCatalog.All.Create("p-boss").Prepare(Problem.Context(samples: 50)).Build(steps);
        Assert.Equal(path.Select(static i => i / 100.0), grid.Knots);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Knots_of_one_gaussian_are_the_optimal_ones_rounded_to_anchors(int steps)
    {
        ScheduleContext context = Problem.Context(samples: 50);
        TimeGrid optimal = ScheduleCatalog.All.Create("arctan").Prepare(context).Build(steps);
        TimeGrid grid = new PropagatedBossSchedule().Prepare(context).Build(steps);
        for (int k = 0; k <= steps; k++)
        {
            Assert.InRange(Math.Abs(grid[k] - optimal[k]), 0, 0.0101);
        }
    }

    [Fact]
    public void Without_propagation_it_is_boss()
    {
        ScheduleContext context = Problem.Context(samples: 30);
        AnchoredTrajectories trajectories = AnchoredTrajectories.Of(context, TimeGrid.Uniform(12), 30);
        SampleBatch identity = new(4, 30);
        identity.Coordinate(0).Fill(1);
        identity.Coordinate(3).Fill(1);
        CostMatrix plain = LocalErrors.Tabulate(context.Flow, Tableaus.Euler, trajectories, new SquaredError(), context.Execution);
        PropagatedError measure = new([.. Enumerable.Repeat(identity, 13)]);
        CostMatrix propagated = LocalErrors.Tabulate(context.Flow, Tableaus.Euler, trajectories, measure, context.Execution);
        for (int j = 3; j <= 12; j++)
        {
            Assert.Equal(plain[2, j], propagated[2, j], 1e-14);
        }
    }

    [Fact]
    public void Transport_is_the_derivative_of_the_flow()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());
        SampleBatch x0 = SampleBatch.FromPoints((0.3, -0.4), (-1.1, 0.7), (0.9, 1.6));
        TimeGrid anchors = TimeGrid.Uniform(10);
        SampleBatch[] states = Sampler.Trajectory(flow, new SubdividedSolver(Tableaus.Rk4, 200), anchors, x0, new Execution(1));
        SampleBatch[] transport = FlowTransport.ToEnd(flow, anchors, states, new Execution(2));
        const double Small = 1e-5;
        for (int column = 0; column < 2; column++)
        {
            SampleBatch up = End(flow, states[4], column, Small);
            SampleBatch down = End(flow, states[4], column, -Small);
            for (int row = 0; row < 2; row++)
            {
                for (int n = 0; n < 3; n++)
                {
                    Assert.Equal((up[n, row] - down[n, row]) / (2 * Small), transport[4][n, (2 * row) + column], 2e-4);
                }
            }
        }
    }

    private static SampleBatch End(Flow flow, SampleBatch states, int coordinate, double offset)
    {
        SampleBatch x = states.Clone();
        foreach (ref double value in x.Coordinate(coordinate))
        {
            value += offset;
        }

        new SubdividedSolver(Tableaus.Rk4, 500).Start(flow, x).Step(0.4, 1, x);
        return x;
    }
}
