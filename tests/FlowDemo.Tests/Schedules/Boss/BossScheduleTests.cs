using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Schedules.Boss;

public sealed class BossScheduleTests
{
    private static readonly GaussianProblem Problem = new(0.5);

    [Fact]
    public void Costs_of_one_gaussian_are_those_of_its_closed_form()
    {
        // The noise of the test bed has a second moment a little off 2; the costs of a linear flow scale with it.
        ScheduleContext context = Problem.Context(samples: 500);
        CostMatrix cost = Tabulate(context, Tableaus.Euler);
        double moment = SecondMoment(context.Calibration.Noise.Points) / 2;
        foreach ((int i, int j) in new[] { (0, 100), (0, 1), (10, 60), (50, 51), (99, 100), (37, 93) })
        {
            Assert.Equal(moment * Problem.LocalError(i / 100.0, j / 100.0), cost[i, j], 1e-9);
        }
    }

    [Theory]
    [InlineData("boss", 2, new[] { 0, 68, 100 })]
    [InlineData("boss", 3, new[] { 0, 53, 78, 100 })]
    [InlineData("boss", 4, new[] { 0, 43, 66, 83, 100 })]
    [InlineData("boss", 8, new[] { 0, 25, 42, 55, 65, 74, 82, 91, 100 })]
    [InlineData("boss:paper", 4, new[] { 0, 43, 66, 83, 100 })]
    [InlineData("boss:paper", 8, new[] { 0, 24, 41, 54, 64, 73, 82, 91, 100 })]
    public void Golden_paths_from_trajectories(string name, int steps, int[] path)
    {
        TimeGrid grid = ScheduleCatalog.All.Create(name).Prepare(Problem.Context(samples: 200)).Build(steps);
        Assert.Equal(path.Select(static i => i / 100.0), grid.Knots);
    }

    [Fact]
    public void Golden_costs_of_the_euler_trajectory()
    {
        ScheduleContext context = Problem.Context(samples: 200);
        SampleBatch noise = context.Calibration.Noise.Points;
        AnchoredTrajectories euler = AnchoredTrajectories.ByEuler(context.Flow, TimeGrid.Uniform(100), noise, context.Execution);
        ExactStepProgram program = new(LocalErrors.Tabulate(context.Flow, Tableaus.Euler, euler, new SquaredError(), context.Execution));
        double unit = SecondMoment(noise) / 2;
        Assert.Equal(0.48539913, program.Cost(1) / unit, 1e-8);
        Assert.Equal(0.0757231947, program.Cost(2) / unit, 1e-9);
        Assert.Equal(0.0243197063, program.Cost(3) / unit, 1e-9);
        Assert.Equal(0.0105822564, program.Cost(4) / unit, 1e-9);
        Assert.Equal(0.00131489722, program.Cost(8) / unit, 1e-9);
        Assert.Equal(0, program.Cost(100));
        Assert.Equal(0.4926455, Math.Sqrt(SecondMoment(euler.States[100]) / 2 / unit), 1e-7);
    }

    [Fact]
    public void Exact_reference_leaves_an_error_even_at_every_anchor() =>
        Assert.True(new ExactStepProgram(Tabulate(Problem.Context(samples: 50), Tableaus.Euler)).Cost(100) > 1e-9);

    [Fact]
    public void Euler_costs_one_evaluation_per_anchor_and_sample()
    {
        ScheduleContext context = Problem.Context(samples: 300, replicates: 3);
        ScheduleCatalog.All.Create("boss:paper").Prepare(context);
        Assert.Equal(300 * 100, context.Counter.Velocities);
    }

    [Fact]
    public void A_two_stage_step_shares_its_first_stage()
    {
        ScheduleContext context = Problem.Context(Tableaus.Heun, samples: 600, replicates: 6);
        ScheduleCatalog.All.Create("boss:paper,20").Prepare(context);

        // Whole replicates of 100 up to the 256 wanted: 300 samples, 20 anchors, 210 steps of one more stage.
        Assert.Equal(300 * (20 + 210), context.Counter.Velocities);
    }

    [Fact]
    public void Costs_are_those_of_the_solver_in_the_row()
    {
        ScheduleContext context = Problem.Context(samples: 40);
        SampleBatch[] states = context.ReferenceStates(TimeGrid.Uniform(10));
        AnchoredTrajectories trajectories = AnchoredTrajectories.Along(context.Flow, TimeGrid.Uniform(10), states, context.Execution);
        foreach (RungeKutta solver in new[] { Tableaus.Euler, Tableaus.Heun, Tableaus.Midpoint, Tableaus.Rk4 })
        {
            CostMatrix cost = LocalErrors.Tabulate(context.Flow, solver, trajectories, new SquaredError(), context.Execution);
            SampleBatch x = states[3].Clone();
            solver.Start(context.Flow, x).Step(0.3, 0.8, x);
            double expected = Enumerable.Range(0, x.Count).Average(
                n => Math.Pow(x[n, 0] - states[8][n, 0], 2) + Math.Pow(x[n, 1] - states[8][n, 1], 2));
            Assert.Equal(expected, cost[3, 8], 1e-14);
        }
    }

    [Fact]
    public void Multistep_solvers_get_the_grid_of_euler()
    {
        IGridRule euler = new BossSchedule(false, 30).Prepare(Problem.Context(samples: 32));
        IGridRule other = new BossSchedule(false, 30).Prepare(Problem.Context(new NoOneStepSolver(), samples: 32));
        Assert.Equal(euler.Build(5), other.Build(5));
    }

    [Fact]
    public void Every_solver_has_its_own_grid()
    {
        TimeGrid euler = new BossSchedule(false, 100).Prepare(Problem.Context(Tableaus.Euler)).Build(4);
        TimeGrid midpoint = new BossSchedule(false, 100).Prepare(Problem.Context(Tableaus.Midpoint)).Build(4);
        Assert.NotEqual(euler, midpoint);
    }

    [Fact]
    public void Above_the_anchors_the_grid_keeps_the_density_of_a_quarter_of_them()
    {
        IGridRule rule = new BossSchedule(false, 40).Prepare(Problem.Context());
        Assert.Equal(TimeGrid.Uniform(40), rule.Build(40));
        TimeGrid fine = rule.Build(100);
        TimeGrid coarse = rule.Build(10);
        for (int k = 0; k <= 10; k++)
        {
            Assert.Equal(coarse[k], fine[10 * k], 1e-15);
        }
    }

    [Fact]
    public void Threads_do_not_matter_to_a_mixture()
    {
        GaussianMixture mixture = TestMixtures.ThreeModes();
        Flow flow = MixtureVelocityField.FlowOf(mixture, new LinearPath());
        IGridRule[] rules = [.. new[] { 1, 4 }.Select(threads =>
            new BossSchedule(false, 50).Prepare(new ScheduleContext(
                flow, mixture, Tableaus.Heun, new Calibration(flow, GaussianProblem.Noise(130)), new Execution(threads))))];
        for (int steps = 1; steps < 12; steps++)
        {
            Assert.Equal(rules[0].Build(steps), rules[1].Build(steps));
        }
    }

    [Theory]
    [InlineData("boss:paper,1")]
    [InlineData("boss:best")]
    [InlineData("boss:exact,1001")]
    public void Bad_parameters_are_refused(string name) => Assert.Throws<FlowDemoException>(() => ScheduleCatalog.All.Create(name));

    private static CostMatrix Tabulate(ScheduleContext context, RungeKutta solver) => LocalErrors.Tabulate(
        context.Flow, solver, AnchoredTrajectories.Of(
            context,
            TimeGrid.Uniform(100),
            context.Calibration.Noise.Count), new SquaredError(), context.Execution);

    private static double SecondMoment(SampleBatch batch) =>
        Enumerable.Range(0, batch.Count).Average(i => (batch[i, 0] * batch[i, 0]) + (batch[i, 1] * batch[i, 1]));

    private sealed class NoOneStepSolver : ISolver
    {
        public int? StepsFor(int evaluations) => evaluations;

        public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => ((ISolver)Tableaus.Heun).Start(flow, grid, batch);
    }
}
