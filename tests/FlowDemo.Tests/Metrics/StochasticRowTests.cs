using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Numerics;
using FlowDemo.Randomness;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics;

/// <summary>How rows of solvers that add noise are judged.</summary>
public sealed class StochasticRowTests
{
    private static readonly Target ThreeModes = new("three", TestMixtures.ThreeModes(), "three", "three");

    public static TheoryData<string> StochasticIds => [.. SolverCatalog.All.Entries.Where(
        static e => SolverCatalog.All.Create(e.Id).IsStochastic).Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(StochasticIds))]
    public void An_entry_says_how_it_is_judged(string id) =>
        Assert.Contains(NoiseDraw.Judged, SolverCatalog.All.Find(id)!.Notes, StringComparison.Ordinal);

    [Theory]
    [InlineData("em")]
    [InlineData("sde-heun")]
    [InlineData("churn")]
    [InlineData("ddim:0.5")]
    [InlineData("er-sde:2")]
    [InlineData("dpmpp-2m-sde")]
    public void Without_its_noise_a_method_is_its_deterministic_form(string solver)
    {
        ISolver noisy = SolverCatalog.All.Create(solver);
        Assert.False(noisy.WithoutNoise!.IsStochastic);
        Assert.NotNull(noisy.OnSameNoise(2));
        Assert.Null(noisy.WithoutNoise.WithoutNoise);
        Assert.Null(noisy.WithoutNoise.OnSameNoise(2));
    }

    [Fact]
    public void The_noise_of_parts_adds_up_to_that_of_their_step()
    {
        const int parts = 4;
        SampleBatch starts = NormalNoise.Random(5000, 1, NoiseStream.Test).Points;
        StepNoise whole = new(new NoiseDraw(3), starts);
        StepNoise cut = new(new NoiseDraw(3, parts), starts);
        SampleBatch last = starts.NewLike();
        for (int step = 0; step < 3; step++)
        {
            SampleBatch of = starts.NewLike();
            whole.Begin(starts);
            whole.Add(1, of);
            SampleBatch sum = starts.NewLike();
            for (int r = 0; r < parts; r++)
            {
                SampleBatch part = starts.NewLike();
                cut.Begin(starts);
                cut.Add(1, part);
                double[] values = part.Coordinate(1).ToArray();
                Assert.Equal(1, values.Average(static v => v * v), 4 * Math.Sqrt(2.0 / values.Length));
                Assert.Equal(0, values.Zip(last.Coordinate(1).ToArray(), static (a, b) => a * b).Average(), 4 / Math.Sqrt(values.Length));
                Flat.AddScaled(sum.Values, 1 / Math.Sqrt(parts), part.Values);
                last = part;
            }

            Assert.InRange(Flat.RootMeanSquareDistance(of, sum), 0, 1e-14);
        }
    }

    /// <summary>Strong order 1 on a common Brownian path: the median falls by about 2 for twice the steps.</summary>
    [Theory]
    [InlineData("em:sigma,1,none")]
    [InlineData("em")]
    [InlineData("sde-heun")]
    public void The_median_strong_error_halves_with_the_steps(string solver)
    {
        int cost = SolverCatalog.All.Create(solver).StepsFor(63) is null ? 1 : 2;
        int[] budgets = cost == 1 ? [32, 64] : [63, 127];
        ComparisonReport report = Compare([solver], budgets, 1024, "strong:16,median");
        double[] medians = [.. report.Rows.Select(static r => r.Metrics[0].Value.Value)];
        Assert.InRange(medians[0] / medians[1], 1.6, 2.6);
    }

    /// <summary>Prototype traces of the covariance on the three modes, where the target's is 4.1175.</summary>
    [Theory]
    [InlineData("euler", new[] { 2.95, 3.49, 3.79 })]
    [InlineData("heun", new[] { 3.86, 4.10, 4.10 })]
    [InlineData("em:sigma,0.3,none", new[] { 3.26, 3.63, 3.85 })]
    [InlineData("em:sigma,1,none", new[] { 3.77, 3.85, 3.96 })]
    [InlineData("em:sigma,3,none", new[] { 5.04, 4.16, 4.10 })]
    [InlineData("em:constant,1,none", new[] { 5.92, 4.31, 4.16 })]
    public void Traces_of_the_covariance_are_the_known_ones(string solver, double[] traces)
    {
        ComparisonReport report = Compare([solver], [4, 8, 16], 8192, "spread");
        for (int i = 0; i < 3; i++)
        {
            double excess = 100 * ((traces[i] / 4.1175) - 1);
            Assert.Equal(Math.Abs(excess), report.Rows[i].Metrics[0].Value.Value, 2.5);
            if (Math.Abs(excess) > 3)
            {
                Assert.Contains($"spread: {(excess > 0 ? "wider" : "narrower")} than the target", report.Rows[i].Notes);
            }
        }
    }

    [Fact]
    public void Spread_is_the_ratio_of_traces()
    {
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 0, 0, 1));
        SampleBatch end = SampleBatch.FromPoints((3, 0), (-3, 0), (0, 1), (0, -1));
        SampleBatch reference = SampleBatch.FromPoints((1, 0), (-1, 0), (0, 1), (0, -1));

        // tr S = (9 + 9 + 1 + 1) / 3 against 2; the reference's is 4 / 3.
        Estimate spread = Rows.Evaluate("spread", Rows.Row(target, reference, end));
        Assert.Equal(100 * ((20.0 / 6) - 1), spread.Value, 1e-12);
        Assert.Equal(100.0 / 3, spread.Floor!.Value, 1e-12);
    }

    [Fact]
    public void A_gain_by_variances_that_cancel_is_told()
    {
        ComparisonReport report = Compare(["euler", "em", "ddim:1", "renoise"], [4], 2048, "mmd");
        bool[] told = [.. report.Rows.Select(static r => r.Notes.Any(
            static n => n.StartsWith("its noise makes up for variance", StringComparison.Ordinal)))];
        Assert.Equal([false, true, false, false], told);
        Assert.True(report.Rows[1].Metrics[0].Value.High < report.Rows[0].Metrics[0].Value.Low);
    }

    [Fact]
    public void What_means_nothing_for_a_row_is_a_note()
    {
        ComparisonReport report = Compare(["euler", "em"], [4], 256, "rmse", "strong", "kl", "mmd");
        Assert.Equal(["rmse", "kl", "mmd"], report.Rows[0].Metrics.Select(static m => m.Id));
        Assert.Equal(["strong", "mmd"], report.Rows[1].Metrics.Select(static m => m.Id));
        Assert.Contains(
            "no kl: it needs the density of the end points, which has no closed form where steps add noise", report.Rows[1].Notes);
        Assert.Contains("no strong: it is for samplers that add noise; rmse is that of the others", report.Rows[0].Notes);
    }

    private static ComparisonReport Compare(string[] solvers, int[] budgets, int samples, params string[] metrics) => ComparisonRunner.Run(
        new ComparisonPlan
        {
            Solvers = [.. solvers],
            Schedules = ["uniform"],
            Budgets = [.. budgets],
            Samples = samples,
            Metrics = [.. metrics],
        },
        ThreeModes,
        null,
        new Execution(2));
}
