using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Schedules.Formulas;

public sealed class FormulaGridTests
{
    [Theory]
    [InlineData("late:2", "0 0.0625 0.25 0.5625 1")]
    [InlineData("early:2", "0 0.4375 0.75 0.9375 1")]
    [InlineData("cos2", "0 0.146446609 0.5 0.853553391 1")]
    [InlineData("cos-noise", "0 0.0761204675 0.292893219 0.617316568 1")]
    [InlineData("cos-data", "0 0.382683432 0.707106781 0.923879533 1")]
    [InlineData("logit-normal", "0 0.240425273 0.337492241 0.421007381 0.5 0.578992619 0.662507759 0.759574727 1")]
    [InlineData("shift:3", "0 0.1 0.25 0.5 1")]
    [InlineData("flux:1.15", "0 0.095469 0.240489 0.487156 1")]
    [InlineData("beta", "0 0.175680379 0.5 0.824319621 1")]
    [InlineData("karras", "0 0.093256 0.680282 0.998004 1")]
    [InlineData("karras", "0 0.039357 0.146221 0.508798 0.921585 0.998004 1")]
    [InlineData("karras-flow", "0 0.806390306 0.977425256 0.999 1")]
    [InlineData("karras-flow:1,0.2", "0 0.2666666667 0.5333333333 0.8 1")]
    [InlineData("log-snr", "0 0.998003992 1")]
    [InlineData("linear-quadratic", "0 0.00625 0.0125 0.01875 0.025 0.090625 0.275 0.578125 1")]
    [InlineData("arctan", "0 0.453082 0.666667 0.828427 1")]
    [InlineData("arctan:0.5", "0 0.240565 0.393880 0.504718 0.592350 0.666667 0.733530 0.796963 0.860245 0.926619 1")]
    [InlineData("arctan:1", "0 0.292893219 0.5 0.707106781 1")]
    public void Golden_knots(string name, string knots)
    {
        double[] expected = [.. knots.Split(' ').Select(static k => double.Parse(k, CultureInfo.InvariantCulture))];
        TimeGrid grid = Build(name, expected.Length - 1);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], grid[i], 1e-6);
        }
    }

    [Theory]
    [InlineData("early:1")]
    [InlineData("late:1")]
    [InlineData("shift:1")]
    [InlineData("flux:0")]
    [InlineData("beta:1,1")]
    public void Identity_parameters_give_equal_steps(string name) => AssertNear(TimeGrid.Uniform(17), Build(name, 17), 1e-14);

    [Theory]
    [InlineData("beta:0.5,0.5", "cos2")]
    [InlineData("shift:3.158192909689768", "flux:1.15")]
    public void Two_names_of_one_grid(string first, string second) => AssertNear(Build(first, 12), Build(second, 12), 1e-13);

    [Theory]
    [InlineData("uniform", "uniform")]
    [InlineData("early:3", "late:3")]
    [InlineData("cos2", "cos2")]
    [InlineData("cos-data", "cos-noise")]
    [InlineData("logit-normal", "logit-normal")]
    [InlineData("logit-normal:1,0.5", "logit-normal:-1,0.5")]
    [InlineData("shift:4", "shift:0.25")]
    [InlineData("beta:0.4,0.9", "beta:0.9,0.4")]
    [InlineData("arctan:2", "arctan:0.5")]
    public void Mirror_images(string name, string mirrored)
    {
        TimeGrid grid = Build(name, 9);
        TimeGrid mirror = new([.. Build(mirrored, 9).Knots.Reverse().Select(static t => 1 - t)]);
        AssertNear(grid, mirror, 1e-13);
    }

    [Fact]
    public void Beta_quantiles_near_the_ends()
    {
        Assert.Equal(0.039584406, Build("beta", 10)[1], 1e-9);
        Assert.Equal(0.057156364, Build("beta", 8)[1], 1e-9);
    }

    [Fact]
    public void Shifts_compose()
    {
        TimeGrid six = Build("shift:6", 7);
        TimeGrid two = Build("shift:2", 7);
        for (int i = 1; i < 7; i++)
        {
            Assert.Equal(six[i], two[i] / (3 - (2 * two[i])), 1e-14);
        }
    }

    [Fact]
    public void Shift_above_1_leans_to_the_noise_and_karras_starts_close_to_it()
    {
        Assert.True(Build("shift:3", 8).Knots.Average() < 0.5);
        Assert.InRange(Build("karras", 4)[1], 0, 0.1);
    }

    [Fact]
    public void Log_snr_steps_are_equal()
    {
        TimeGrid grid = Build("log-snr:10,0.1", 5);
        double[] logs = [.. grid.Knots[1..^1].Select(static t => Math.Log(t / (1 - t)))];
        double step = Math.Log(100) / 4;
        Assert.Equal(-Math.Log(10) + step, logs[0], 1e-12);
        Assert.Equal(step, logs[1] - logs[0], 1e-12);
        Assert.Equal(step, logs[2] - logs[1], 1e-12);
    }

    [Fact]
    public void Equal_angles_are_the_optimal_euler_grid_of_one_gaussian()
    {
        GaussianProblem problem = new(0.5);
        (int Steps, double Optimal, double Uniform)[] golden =
        [
            (1, 0.5, 0.5), (2, 0.125, 0.18), (3, 0.0614184472, 0.0847750865), (4, 0.0368416309, 0.0508546384),
            (6, 0.0176345312, 0.0246150515), (8, 0.0103346019, 0.0145233443), (10, 0.00678785121, 0.00958209557),
        ];
        foreach ((int steps, double optimal, double uniform) in golden)
        {
            Assert.Equal(optimal, problem.GlobalError(Build("arctan", steps)), 1e-9);
            Assert.Equal(uniform, problem.GlobalError(Build("uniform", steps)), 1e-9);
        }
    }

    [Fact]
    public void Noise_levels_are_those_of_the_path_in_use()
    {
        Flow flow = new(new StraightLine(), new TrigonometricPath());
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 0, 0, 1));
        ScheduleContext context = new(flow, target, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(8)), new Execution(1));
        IGridRule rule = ScheduleCatalog.All.Create("arctan:1").Prepare(context);

        // On this path S = cot(pi t / 2), so that equal angles are equal steps.
        AssertNear(TimeGrid.Uniform(6), rule.Build(6), 1e-14);
    }

    [Theory]
    [InlineData("early:0.2")]
    [InlineData("early:5")]
    [InlineData("late:0.2")]
    [InlineData("late:5")]
    [InlineData("logit-normal:-5,5")]
    [InlineData("logit-normal:5,0.05")]
    [InlineData("shift:0.01")]
    [InlineData("shift:100")]
    [InlineData("flux:-4.6")]
    [InlineData("flux:4.6")]
    [InlineData("beta:0.2,10")]
    [InlineData("beta:0.2,0.2")]
    [InlineData("beta:10,10")]
    [InlineData("log-snr:1,0.5")]
    [InlineData("log-snr:1e6,1e-6")]
    [InlineData("karras:1,80,0.002")]
    [InlineData("karras:100,1e6,1e-6")]
    [InlineData("karras-flow:1,0.5")]
    [InlineData("karras-flow:100,1e-6")]
    [InlineData("ays-table:svd")]
    [InlineData("oss-table:chroma")]
    [InlineData("arctan:0.001")]
    [InlineData("arctan:1000")]
    [InlineData("linear-quadratic:0.001")]
    [InlineData("linear-quadratic:0.3")]
    public void Extreme_parameters_keep_the_contract(string name)
    {
        for (int steps = 1; steps <= 64; steps++)
        {
            Assert.Equal(steps, Build(name, steps).Steps);
        }
    }

    [Fact]
    public void Knots_that_coincide_are_named()
    {
        FlowDemoException complaint = Assert.Throws<FlowDemoException>(() => Build("early:5", 100_000));
        Assert.Contains("early:5", complaint.Message, StringComparison.Ordinal);
        Assert.Contains("100000", complaint.Message, StringComparison.Ordinal);
    }

    private static TimeGrid Build(string name, int steps) =>
        ScheduleCatalog.All.Create(name).Prepare(new GaussianProblem(0.5).Context(samples: 8)).Build(steps);

    private static void AssertNear(TimeGrid expected, TimeGrid actual, double tolerance)
    {
        Assert.Equal(expected.Steps, actual.Steps);
        for (int i = 0; i <= expected.Steps; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
