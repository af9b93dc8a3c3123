using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Tests.Fitting;

public sealed class SamplerProbeTests
{
    public static TheoryData<string> Readable =>
        ["euler", "heun", "midpoint", "rk4", "ab2", "ab3", "ipndm", "ddim", "dpmpp-2m", "unipc2", "fireflow", "pseudo"];

    [Theory]
    [MemberData(nameof(Readable))]
    public void The_coefficients_repeat_what_the_solver_does(string id)
    {
        FitTask task = FitTasks.Create(TestMixtures.FourModes(), pairs: 40);
        ISolver solver = SolverCatalog.All.Create(id);
        TimeGrid grid = new(0, 0.3, 0.45, 0.8, 1);
        double[] coefficients = SamplerProbe.Read(solver, task.Problems[0].Flow.Path, grid, 0)!;
        CoefficientLayout layout = new(Enumerable.Range(1, 16).First(n => solver.StepsFor(n) == 4));
        SampleBatch end = Sampler.Run(task.Problems[0].Flow, solver, grid, task.Calibration.Noise, task.Execution);
        CalibrationPairs pairs = new(task.Calibration.Noise, end);
        Assert.True(task.Objective(WarmStartKind.None, layout, pairs, RobustLoss.Squares).Cost(coefficients) < 1e-28);
    }

    [Fact]
    public void Euler_is_read_to_the_last_bit()
    {
        TimeGrid grid = new(0, 0.3, 0.45, 1);
        double[] coefficients = SamplerProbe.Read(Tableaus.Euler, new FlowDemo.Paths.LinearPath(), grid, 0)!;
        CoefficientLayout layout = new(3);
        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(1, coefficients[layout.Carry(i)]);
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(grid[j + 1] - grid[j], coefficients[layout.Weight(i, j)]);
            }
        }
    }

    [Fact]
    public void A_warm_start_is_left_out()
    {
        double[] coefficients = SamplerProbe.Read(Tableaus.Euler, new FlowDemo.Paths.LinearPath(), new TimeGrid(0, 0.4, 0.7, 1), 1)!;
        CoefficientLayout layout = new(2);
        Assert.Equal(layout.Count, coefficients.Length);
        Assert.Equal([0.4, 0.4, 0.7], coefficients[..3]);
    }
}
