using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Solvers;

public sealed class RenoiseTests
{
    private const int Count = 20_000;
    private const double Mean = 1.5;
    private const double Scale = 0.4;

    private static readonly SampleBatch Noise = NormalNoise.Random(Count, 3, NoiseStream.Test).Points;
    private static readonly MixtureVelocityField Exact = new(
        new GaussianMixture(GaussianComponent.Isotropic(1, Mean, -1, Scale)), new LinearPath());

    /// <summary>Grids of one step, of even steps and of odd ones.</summary>
    public static TheoryData<double[]> Grids => [[0, 1], [0, 0.25, 0.5, 0.75, 1], [0, 0.02, 0.9, 1]];

    [Theory]
    [MemberData(nameof(Grids))]
    public void With_an_exact_consistency_function_every_grid_samples_the_data(double[] knots)
    {
        SampleBatch end = Run(new ConsistencyField(), "renoise", knots, Noise);
        (double mean, double variance) = Moments(end);
        Assert.Equal(Mean, mean, 4 * Scale / Math.Sqrt(Count));
        Assert.Equal(Scale * Scale, variance, 4 * Scale * Scale * Math.Sqrt(2.0 / Count));

        // The distance from fresh draws is what exact samples score.
        NoiseSet some = new(Noise.Slice(0, 300), 1);
        SampleBatch truth = Run(new ConsistencyField(), "euler", [0, 1], some.Points);
        Measurement measurement = new(
            Exact.Mixture, new Flow(Exact, Exact.Path), some, truth, end.Slice(0, 300), null, 0, new Execution(1));
        Estimate distance = MetricCatalog.All.Create("w2:300").Evaluate(measurement with { IsStochastic = true });
        Assert.InRange(distance.Value, 0.3 * distance.Floor!.Value, 2.5 * distance.Floor.Value);
    }

    [Fact]
    public void On_the_exact_field_the_variance_is_that_of_jumps_to_the_mean()
    {
        double[] knots = [0, 0.3, 0.6, 1];
        double variance = 1;
        for (int k = 0; k + 1 < knots.Length; k++)
        {
            (double s, double t) = (knots[k], knots[k + 1]);
            double gain = s * Scale * Scale / ((s * s * Scale * Scale) + ((1 - s) * (1 - s)));
            variance = (t * t * gain * gain * variance) + ((1 - t) * (1 - t));
        }

        (double mean, double measured) = Moments(Run(Exact, "renoise", knots, Noise));
        Assert.Equal(Mean, mean, 4 * Math.Sqrt(variance / Count));
        Assert.Equal(variance, measured, 4 * variance * Math.Sqrt(2.0 / Count));
        Assert.InRange(measured, 0, Scale * Scale / 2);
    }

    [Fact]
    public void Another_draw_gives_other_samples_and_one_step_needs_no_draw()
    {
        SampleBatch some = Noise.Slice(0, 10);
        Assert.False(Run(new ConsistencyField(), "renoise", [0, 0.5, 1], some).Values.SequenceEqual(
            Run(new ConsistencyField(), "renoise:1", [0, 0.5, 1], some).Values));
        Assert.True(Run(new ConsistencyField(), "renoise", [0, 1], some).Values.SequenceEqual(
            Run(new ConsistencyField(), "renoise:1", [0, 1], some).Values));
    }

    [Fact]
    public void A_comparison_leaves_out_what_is_measured_from_the_reference_and_says_so()
    {
        Target ring = new("ring", TestMixtures.Ring(), "ring", "ring");
        ComparisonPlan plan = new()
        {
            Solvers = ["euler", "renoise"],
            Schedules = ["uniform", "dmn"],
            Budgets = [2],
            Metrics = ["rmse", "median", "flips", "weights", "mmd"],
            Samples = 64
        };
        ComparisonReport report = ComparisonRunner.Run(plan, ring, null, new Execution(1));
        ComparisonRow[] rows = [.. report.Rows.Where(static r => r.Solver == "renoise")];
        Assert.Equal(2, rows.Length);
        Assert.All(rows, static row =>
        {
            Assert.Equal(["weights", "mmd"], row.Metrics.Select(static m => m.Id));
            Assert.Null(row.Relative);
            Assert.Null(row.CalibrationError);
            Assert.Equal(Standing.Unranked, row.Standing);
            Assert.Contains(row.Notes, static n => n.StartsWith("stochastic", StringComparison.Ordinal));
        });

        // A grid that depends on the solver is that for Euler's method.
        Assert.Equal(
            report.Rows.Single(static r => r is { Solver: "euler", Schedule: "dmn" }).Grid.Knots.AsEnumerable(),
            rows[1].Grid.Knots.AsEnumerable());
        Assert.All(report.Rows.Where(static r => r.Solver == "euler"), static r => Assert.NotEqual(Standing.Unranked, r.Standing));
    }

    [Fact]
    public void A_stochastic_baseline_is_refused()
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(
            static () => new ComparisonPlan { Solvers = ["renoise"], Baseline = new("renoise", "uniform") }.Resolve());
        Assert.Contains("stochastic", fault.Message, StringComparison.Ordinal);
    }

    private static SampleBatch Run(IVelocityField field, string solver, double[] knots, SampleBatch noise) =>
        Sampler.Run(new Flow(field, new LinearPath()), SolverCatalog.All.Create(solver), new TimeGrid(knots), noise, new Execution(2));

    private static (double Mean, double Variance) Moments(SampleBatch points)
    {
        double[] x = points.Coordinate(0).ToArray();
        double mean = x.Average();
        return (mean, x.Average(v => (v - mean) * (v - mean)));
    }

    /// <summary>
    /// Points at the end of the exact trajectory of a Gaussian: <c>f(x, t) = m + s / sqrt((1 - t)^2 + t^2 s^2) (x - t m)</c>.
    /// </summary>
    private sealed class ConsistencyField : IVelocityField
    {
        public int Dimension => 2;

        public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
        {
            double factor = Scale / Math.Sqrt(((1 - t) * (1 - t)) + (t * t * Scale * Scale));
            for (int i = 0; i < x.Count; i++)
            {
                velocity[i, 0] = (Mean + (factor * (x[i, 0] - (t * Mean))) - x[i, 0]) / (1 - t);
                velocity[i, 1] = (-1 + (factor * (x[i, 1] + t)) - x[i, 1]) / (1 - t);
            }
        }
    }
}
