using CsCheck;
using FlowDemo.Schedules.Boss;

namespace FlowDemo.Tests.Schedules.Boss;

public sealed class ExactStepProgramTests
{
    private static readonly Gen<CostMatrix> Costs =
        from last in Gen.Int[1, 11]
        from values in Gen.Double[-1, 5].Array[(last + 1) * (last + 1)]
        select CostMatrix.FromFormula(TimeGrid.Uniform(last), (i, j) => values[(i * (last + 1)) + j]);

    [Fact]
    public void Equals_brute_force_over_all_choices() => Gen.Select(Costs, Gen.Double[0.5, 1.5]).Sample(
        static (cost, weight) =>
        {
            ExactStepProgram program = new(cost, weight);
            for (int steps = 1; steps <= Math.Min(4, cost.MaximumSteps); steps++)
            {
                int[] path = program.Path(steps);
                Assert.Equal(0, path[0]);
                Assert.Equal(cost.MaximumSteps, path[^1]);
                Assert.Equal(program.Cost(steps), Price(cost, path, weight), 1e-12);
                Assert.Equal(Subsets(cost.MaximumSteps, steps).Min(p => Price(cost, p, weight)), program.Cost(steps), 1e-12);
            }
        },
        iter: 60);

    [Fact]
    public void Equals_brute_force_on_100_anchors()
    {
        CostMatrix cost = Gaussian(100);
        ExactStepProgram program = new(cost);
        Assert.Equal(Subsets(100, 3).Min(p => Price(cost, p, 1)), program.Cost(3), 1e-15);
    }

    [Theory]
    [InlineData(2, 0.0800996045, 0.125459136, new[] { 0, 68, 100 })]
    [InlineData(3, 0.0263441189, 0.0615116558, new[] { 0, 53, 78, 100 })]
    [InlineData(4, 0.0117399494, 0.0370365112, new[] { 0, 43, 66, 83, 100 })]
    [InlineData(8, 0.00160569472, 0.0104553497, new[] { 0, 25, 42, 55, 65, 74, 82, 91, 100 })]
    public void Golden_paths_of_one_gaussian(int steps, double cost, double globalError, int[] path)
    {
        ExactStepProgram program = new(Gaussian(100));
        Assert.Equal(path, program.Path(steps));
        Assert.Equal(cost, program.Cost(steps), 1e-10);
        TimeGrid grid = new([.. path.Select(static i => i / 100.0)]);
        Assert.Equal(globalError, new GaussianProblem(0.5).GlobalError(grid), 1e-9);
    }

    [Fact]
    public void Ties_go_to_the_smallest_anchor()
    {
        ExactStepProgram program = new(CostMatrix.FromFormula(TimeGrid.Uniform(9), static (_, _) => 0));
        Assert.Equal([0, 1, 2, 3, 9], program.Path(4));
    }

    [Fact]
    public void As_many_steps_as_intervals_take_every_anchor()
    {
        ExactStepProgram program = new(Gaussian(20));
        Assert.Equal(Enumerable.Range(0, 21), program.Path(20));
    }

    [Fact]
    public void More_steps_than_intervals_are_refused()
    {
        ExactStepProgram program = new(Gaussian(20));
        Assert.Throws<ArgumentOutOfRangeException>(() => program.Path(21));
        Assert.Throws<ArgumentOutOfRangeException>(() => program.Cost(0));
    }

    [Fact]
    public void Costs_that_are_no_numbers_are_refused() =>
        Assert.Throws<FlowDemoException>(
            static () => CostMatrix.FromFormula(TimeGrid.Uniform(5), static (i, j) => i == 2 && j == 4 ? double.NaN : 1));

    [Fact]
    public void Cost_does_not_rise_with_the_number_of_steps()
    {
        // Every edge of this table can be split without a loss, which is what the property rests on.
        ExactStepProgram program = new(Gaussian(100));
        for (int steps = 2; steps <= 100; steps++)
        {
            Assert.True(program.Cost(steps) <= program.Cost(steps - 1));
        }
    }

    internal static CostMatrix Gaussian(int anchors)
    {
        GaussianProblem problem = new(0.5);
        TimeGrid grid = TimeGrid.Uniform(anchors);
        return CostMatrix.FromFormula(grid, (i, j) => problem.LocalError(grid[i], grid[j]));
    }

    internal static double Price(CostMatrix cost, int[] path, double weight)
    {
        double sum = 0;
        for (int m = path.Length - 2; m >= 0; m--)
        {
            sum = cost[path[m], path[m + 1]] + (weight * sum);
        }

        return sum;
    }

    internal static IEnumerable<int[]> Subsets(int last, int steps) => Extend([0], last, steps);

    private static IEnumerable<int[]> Extend(int[] path, int last, int steps) => steps == 1
        ? [[.. path, last]]
        : Enumerable.Range(path[^1] + 1, Math.Max(0, last - steps + 1 - path[^1])).SelectMany(j => Extend([.. path, j], last, steps - 1));
}
