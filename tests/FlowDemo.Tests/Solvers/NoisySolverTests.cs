using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Prediction;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

/// <summary>
/// The solvers whose steps add noise, on a Gaussian, where every step takes a Gaussian to a Gaussian with known moments: along each
/// axis of its covariance, with the variance L there, the linear path has <c>C = t^2 L + (1 - t)^2</c> and the slopes of u and D below.
/// </summary>
public sealed class NoisySolverTests
{
    private const int Count = 20_000;
    private const int Fewer = 4_000;
    private const int Steps = 8;

    private static readonly SampleBatch Noise = NormalNoise.Random(Count, 3, NoiseStream.Test).Points;
    private static readonly GaussianMixture Gaussian = new(new GaussianComponent(1, 1, -0.5, 0.5, 0.2, 0.3));
    private static readonly double[] Spreads = [0.4 + Math.Sqrt(0.05), 0.4 - Math.Sqrt(0.05)];

    /// <summary>Golden covariances of eight steps, by the coefficients of the rule itself and by simulation.</summary>
    [Theory]
    [InlineData("rho1.5", 0.3186300877, 0.1332333621, 0.1853967256)]
    [InlineData("sde", 0.28668559, 0.12044784, 0.16623775)]
    [InlineData("rho2.5", 0.2621919810, 0.1103845146, 0.1518074664)]
    [InlineData("type7", 0.3529474398, 0.1462259078, 0.2067215320)]
    [InlineData("ode", 0.35735466, 0.14810365, 0.20925101)]
    public void Er_sde_has_the_known_covariance(string phi, double xx, double xy, double yy)
    {
        INoisyRule rule = new ErSde(phi);
        double[] variances = [.. Spreads.Select(spread =>
        {
            double variance = 1;
            foreach ((double t0, double t1) in Intervals())
            {
                (double decay, double fresh) = rule.Between(new LinearPath().At(t0), new LinearPath().At(t1));
                variance = (Math.Pow(decay + ((t1 - (t0 * decay)) * DataSlope(spread, t0)), 2) * variance) + fresh;
            }

            return variance;
        })];

        // The axes are those of the target's covariance.
        double share = Math.Pow(Spreads[0] - 0.5, 2) / (0.04 + Math.Pow(Spreads[0] - 0.5, 2));
        Assert.Equal(xx, ((1 - share) * variances[0]) + (share * variances[1]), 6e-9);
        Assert.Equal(yy, (share * variances[0]) + ((1 - share) * variances[1]), 6e-9);
        Assert.Equal(xy, (variances[0] - variances[1]) * Math.Sqrt(share * (1 - share)), 6e-9);
        HasVariances("er-sde:1," + phi, variances);
    }

    [Theory]
    [InlineData("sde-heun", 1)]
    [InlineData("sde-heun:constant,0.3", 0.3)]
    public void Sde_heun_has_the_variances_of_its_recursion(string solver, double scale) =>
        HasVariances(solver, [.. Spreads.Select(spread =>
        {
            double Strength(double t) => scale == 1 ? 1 - t : scale;
            double Drift(double t) => VelocitySlope(spread, t) - (Strength(t) / Spread(spread, t));
            double variance = 1;
            foreach ((double t0, double t1) in Intervals())
            {
                double h = t1 - t0;
                variance = t1 == 1
                    ? Math.Pow(DataSlope(spread, t0), 2) * variance
                    : Math.Pow(1 + (h / 2 * (Drift(t0) + (Drift(t1) * (1 + (h * Drift(t0)))))), 2) * (variance + (2 * Strength(t0) * h));
            }

            return variance;
        })]);

    [Theory]
    [InlineData("churn:2", 2, 1, 0, 1e9)]
    [InlineData("churn:100,1.1", 100, 1.1, 0, 1e9)]
    [InlineData("churn:3,1,0.5,2", 3, 1, 0.5, 2)]
    public void Churn_has_the_variances_of_its_recursion(string solver, double amount, double noise, double low, double high) =>
        HasVariances(solver, [.. Spreads.Select(spread =>
        {
            double variance = 1;
            foreach ((double t0, double t1) in Intervals())
            {
                double start = t0;
                double level = (1 - t0) / t0;
                if (t0 > 0 && level >= low && level <= high)
                {
                    double more = level * (1 + Math.Min(amount / Steps, Math.Sqrt(2) - 1));
                    start = 1 / (1 + more);
                    variance = start * start * ((variance / (t0 * t0)) + (noise * noise * ((more * more) - (level * level))));
                }

                double h = t1 - start;
                double slope = VelocitySlope(spread, start);
                double average = t1 == 1 ? slope : (slope + (VelocitySlope(spread, t1) * (1 + (h * slope)))) / 2;
                variance *= Math.Pow(1 + (h * average), 2);
            }

            return variance;
        })]);

    [Theory]
    [InlineData("dpmpp-2m-sde", 1)]
    [InlineData("dpmpp-2m-sde:0.5", 0.5)]
    public void Dpm_solver_with_noise_has_the_variances_of_its_recursion(string solver, double eta) =>
        HasVariances(solver, [.. Spreads.Select(spread =>
        {
            // Variances of the state and of the prediction before, and their covariance.
            (double state, double both, double before) = (1, 0, 0);
            double length = double.PositiveInfinity;
            foreach ((double t0, double t1) in Intervals())
            {
                double data = DataSlope(spread, t0);
                double last = length;
                length = Math.Log(t1 / (1 - t1)) - Math.Log(t0 / (1 - t0));
                double gain = t1 * (1 - Math.Exp(-(1 + eta) * length));
                double slope = t1 == 1 || double.IsInfinity(last) ? 0 : gain / 2 * length / last;
                double keep = (t1 == 1 ? 0 : (1 - t1) / (1 - t0) * Math.Exp(-eta * length)) + ((gain + slope) * data);
                double fresh = Math.Pow(1 - t1, 2) * (1 - Math.Exp(-2 * eta * length));
                (state, both, before) = (
                    (keep * keep * state) - (2 * keep * slope * both) + (slope * slope * before) + fresh,
                    data * ((keep * state) - (slope * both)),
                    data * data * state);
            }

            return state;
        })]);

    [Theory]
    [InlineData("sde-heun:0", "heun-edm")]
    [InlineData("sde-heun:rbf,0,mean", "heun-edm")]
    [InlineData("sde-heun:sbdm,0", "heun-edm")]
    [InlineData("churn:0", "heun-edm")]
    [InlineData("er-sde:1,ode", "ddim")]
    [InlineData("dpmpp-2m-sde:0", "dpmpp-2m")]
    public void Without_noise_the_bytes_are_those_of_the_deterministic_form(string name, string plain)
    {
        foreach (string path in new[] { "linear", "trigonometric", "vp" })
        {
            Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), PathCatalog.All.Create(path));
            SampleBatch some = Noise.Slice(0, 50);
            Assert.True(SolverRuns.Run(flow, plain, SolverRuns.Uneven, some).Values.SequenceEqual(
                SolverRuns.Run(flow, name, SolverRuns.Uneven, some).Values));
        }

        Assert.True(SolverCatalog.All.Create(name) is { IsStochastic: false, RunsBackward: true, CarriesTangents: true });
    }

    /// <summary>Both sample the noising chain given the predicted data, here with the same noise.</summary>
    [Fact]
    public void Er_sde_with_the_square_is_ddim_with_all_noise()
    {
        foreach (string path in new[] { "linear", "trigonometric", "vp" })
        {
            Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), PathCatalog.All.Create(path));
            Assert.InRange(SolverRuns.Distance(
                SolverRuns.Run(flow, "er-sde:1,sde", SolverRuns.Uneven, Noise.Slice(0, 50)),
                SolverRuns.Run(flow, "ddim:1", SolverRuns.Uneven, Noise.Slice(0, 50))), 0, 1e-12);
        }
    }

    /// <summary>
    /// Where D is linear in the noise level, D = c0 + c1 rho, the solution without noise is <c>x / alpha = c0 + k rho - c1 rho log
    /// rho</c>, and steps of the second order are exact but for the first two and the last.
    /// </summary>
    [Fact]
    public void Er_sde_of_order_two_is_exact_for_predictions_linear_in_the_noise_level()
    {
        const double c0 = 0.6;
        const double c1 = -0.3;
        ScalarField field = new((x, t) => (c0 + (c1 * (1 - t) / Math.Max(t, 1e-300)) - x) / (1 - t), (_, _) => 0, (_, _) => 0);
        TimeGrid grid = new(0, 0.2, 0.3, 0.5, 0.6, 0.9, 1);
        SampleBatch x = SampleBatch.FromPoints((1, 1));
        IStepper stepper = SolverCatalog.All.Create("er-sde:2,ode").Start(field.Flow(), grid, x);
        stepper.Step(grid[1], grid[2], x);
        double level = (1 - grid[2]) / grid[2];
        double k = ((x[0, 0] / grid[2]) - c0 + (c1 * level * Math.Log(level))) / level;
        for (int i = 2; i < 5; i++)
        {
            stepper.Step(grid[i], grid[i + 1], x);
            double rho = (1 - grid[i + 1]) / grid[i + 1];
            Assert.Equal(grid[i + 1] * (c0 + (k * rho) - (c1 * rho * Math.Log(rho))), x[0, 0], 1e-14);
        }
    }

    /// <summary>The integral of 1/phi against closed forms: <c>rho_t^p I = (rho_t - rho_t^p rho_s^(1 - p)) / (p - 1)</c>.</summary>
    [Theory]
    [InlineData("rho1.5", 1.5)]
    [InlineData("sde", 2)]
    [InlineData("rho2.5", 2.5)]
    public void Er_sde_integrates_exactly(string phi, double p)
    {
        IPath path = new LinearPath();
        foreach ((double before, double from, double to) in new[] { (0.1, 0.2, 0.3), (1e-4, 1e-3, 0.9), (0.5, 0.8, 0.999) })
        {
            (double r1, double r, double end) = ((1 - before) / before, (1 - from) / from, (1 - to) / to);
            double integral = (end - (Math.Pow(end, p) * Math.Pow(r, 1 - p))) / (p - 1);
            double slope = ((INoisyRule)new ErSde(phi)).Slope(path.At(before), path.At(from), path.At(to), 0);
            Assert.Equal(1, slope / (to * (end - r + integral) / (r - r1)), 1e-10);
        }
    }

    [Theory]
    [InlineData("em")]
    [InlineData("sde-heun")]
    [InlineData("sde-heun:decreasing,1,mean")]
    [InlineData("churn:10")]
    [InlineData("er-sde")]
    [InlineData("er-sde:2")]
    [InlineData("er-sde:2,sde")]
    [InlineData("dpmpp-2m-sde")]
    public void Many_steps_reach_the_targets_variance_on_every_path(string solver)
    {
        foreach (string path in new[] { "linear", "trigonometric", "vp" })
        {
            Flow flow = MixtureVelocityField.FlowOf(Gaussian, PathCatalog.All.Create(path));
            double[] x = Run(flow, solver, TimeGrid.Uniform(300), Noise.Slice(0, Fewer)).Coordinate(0).ToArray();
            double mean = x.Average();
            Assert.Equal(1, mean, 0.005 + (4 * Math.Sqrt(0.5 / Fewer)));
            Assert.Equal(0.5, x.Average(v => Math.Pow(v - mean, 2)), 0.01 + (4 * 0.5 * Math.Sqrt(2.0 / Fewer)));
        }
    }

    [Theory]
    [InlineData("em:sbdm")]
    [InlineData("sde-heun:sbdm")]
    public void A_strength_that_is_infinite_at_the_start_needs_a_later_one(string solver)
    {
        Flow flow = MixtureVelocityField.FlowOf(Gaussian, new LinearPath());
        SampleBatch x = Noise.Slice(0, 4).Clone();
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => SolverRuns.Run(flow, solver, SolverRuns.Uneven, x));
        Assert.Contains("'sbdm' is infinite at t = 0", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ddim:1", fault.Message, StringComparison.Ordinal);
        IStepper stepper = SolverCatalog.All.Create(solver).Start(flow, SolverRuns.Uneven, x);
        stepper.Step(0.1, 0.3, x);
        Assert.All(x.Coordinate(0).ToArray(), static v => Assert.InRange(v, -9, 9));
    }

    [Theory]
    [InlineData("sde-heun:sigma,1,none")]
    [InlineData("sde-heun:cosine")]
    [InlineData("churn:-1")]
    [InlineData("churn:1,11")]
    [InlineData("er-sde:3")]
    [InlineData("er-sde:1,rho")]
    [InlineData("dpmpp-2m-sde:-0.1")]
    [InlineData("dpmpp-2m-sde:1,x")]
    public void Bad_parameters_are_the_users_error(string name) => Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Create(name));

    private static IEnumerable<(double From, double To)> Intervals() =>
        Enumerable.Range(0, Steps).Select(static k => ((double)k / Steps, (k + 1.0) / Steps));

    private static double Spread(double spread, double t) => (t * t * spread) + ((1 - t) * (1 - t));

    private static double DataSlope(double spread, double t) => t * spread / Spread(spread, t);

    private static double VelocitySlope(double spread, double t) => ((t * spread) - (1 - t)) / Spread(spread, t);

    /// <summary>Eight even steps end with the target's mean and these variances along its axes, within four standard errors.</summary>
    private static void HasVariances(string solver, double[] variances)
    {
        SampleBatch end = Run(MixtureVelocityField.FlowOf(Gaussian, new LinearPath()), solver, TimeGrid.Uniform(Steps), Noise);
        for (int axis = 0; axis < 2; axis++)
        {
            // (0.2, L - 0.5) is the eigenvector of L.
            (double a, double b) = (0.2, Spreads[axis] - 0.5);
            double length = double.Hypot(a, b);
            double[] along = [.. Enumerable.Range(0, Count).Select(i => ((a * end[i, 0]) + (b * end[i, 1])) / length)];
            double mean = along.Average();
            Assert.Equal((a - (0.5 * b)) / length, mean, 4 * Math.Sqrt(variances[axis] / Count));
            Assert.Equal(
                variances[axis], along.Average(v => Math.Pow(v - mean, 2)), 4 * variances[axis] * Math.Sqrt(2.0 / Count));
        }
    }

    private static SampleBatch Run(Flow flow, string solver, TimeGrid grid, SampleBatch noise) =>
        Sampler.Run(flow, SolverCatalog.All.Create(solver), grid, noise, new Execution(2));
}
