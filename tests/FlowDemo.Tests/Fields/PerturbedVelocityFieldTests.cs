using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fields;

public sealed class PerturbedVelocityFieldTests
{
    private static readonly MixtureVelocityField Exact = new(TestMixtures.ThreeModes(), new LinearPath());
    private static readonly Target ThreeModes = new("three", TestMixtures.ThreeModes(), "three", "three");

    [Fact]
    public void The_error_is_smooth_of_the_size_asked_for_and_always_the_same()
    {
        SampleBatch x = NormalNoise.Random(2000, 1, NoiseStream.Test).Points;
        SampleBatch u = x.NewLike();
        SampleBatch v = x.NewLike();
        Exact.Evaluate(0.4, x, u);
        new PerturbedVelocityField(Exact, 0.5).Evaluate(0.4, x, v);
        double squares = 0;
        for (int i = 0; i < x.Count; i++)
        {
            (double gx, double gy) = PerturbedVelocityField.ErrorAt(x[i, 0], x[i, 1], 0.4);
            Assert.Equal(0.5 * gx, v[i, 0] - u[i, 0], 1e-12);
            Assert.Equal(0.5 * gy, v[i, 1] - u[i, 1], 1e-12);
            (gx, gy) = PerturbedVelocityField.ErrorAt(8 * x[i, 0], 8 * x[i, 1], i % 10);
            squares += ((gx * gx) + (gy * gy)) / x.Count;
        }

        // Far apart, 32 waves of amplitude 1/4 have the mean square 32 / 16 / 2 = 1 in each coordinate, give or take their draw.
        Assert.InRange(squares, 1.2, 3);
        new PerturbedVelocityField(Exact, 0).Evaluate(0.4, x, v);
        Assert.True(u.Values.SequenceEqual(v.Values));
    }

    [Fact]
    public void Its_derivatives_are_differences()
    {
        const double h = 1e-6;
        PerturbedVelocityField field = new(Exact, 0.7);
        foreach ((double x, double y, double t) in new[] { (0.4, -0.7, 0.3), (-1.2, 0.9, 0.8) })
        {
            SampleBatch at = SampleBatch.FromPoints((x, y));
            (SampleBatch u, SampleBatch jacobian, SampleBatch acceleration) = (at.NewLike(), new SampleBatch(4, 1), at.NewLike());
            field.Differentiate(t, at, u, jacobian, acceleration);
            SampleBatch Velocity(double dx, double dy, double dt)
            {
                SampleBatch v = at.NewLike();
                field.Evaluate(t + dt, SampleBatch.FromPoints((x + dx, y + dy)), v);
                return v;
            }

            for (int row = 0; row < 2; row++)
            {
                double Slope(double dx, double dy, double dt) =>
                    (Velocity(dx, dy, dt)[0, row] - Velocity(-dx, -dy, -dt)[0, row]) / (2 * h);
                Assert.Equal(Slope(h, 0, 0), jacobian[0, 2 * row], 1e-7);
                Assert.Equal(Slope(0, h, 0), jacobian[0, (2 * row) + 1], 1e-7);
                Assert.Equal(Slope(h * u[0, 0], h * u[0, 1], h), acceleration[0, row], 1e-6);
            }
        }
    }

    /// <summary>
    /// Noise with the right score corrects a wrong velocity, the more the stronger; with the score of that velocity it does not.
    /// </summary>
    [Theory]
    [InlineData("em", 400)]
    [InlineData("sde-heun", 399)]
    public void Noise_helps_where_the_score_is_right_and_hurts_where_it_follows_the_wrong_velocity(string solver, int budget)
    {
        double[] right = Discrepancies("perturbed-velocity:1", budget, $"{solver}:0", $"{solver}:constant,0.3", $"{solver}:constant,1");
        Assert.True(right[0] > 1.5 * right[1] && right[1] > 1.5 * right[2], string.Join(' ', right));
        double[] wrong = Discrepancies("perturbed:1", budget, $"{solver}:0", $"{solver}:sigma,3");
        Assert.Equal(right[0], wrong[0], 1e-12);
        Assert.True(wrong[1] > 1.05 * wrong[0], string.Join(' ', wrong));
    }

    [Theory]
    [InlineData("perturbed:")]
    [InlineData("perturbed:-1")]
    [InlineData("perturbed-velocity:much")]
    [InlineData("perturbed")]
    public void A_bad_error_is_named(string field)
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => ComparedField.Parse(field).ToArray());
        Assert.Contains($"'{field}' is no field: its error is a number from 0 to 100", fault.Message, StringComparison.Ordinal);
    }

    private static double[] Discrepancies(string field, int budget, params string[] solvers) =>
    [
        .. ComparisonRunner.Run(
            new ComparisonPlan
            {
                Solvers = [.. solvers],
                Schedules = ["uniform"],
                Fields = [.. ComparedField.Parse(field)],
                Budgets = [budget],
                Samples = 2048,
                Metrics = ["mmd"],
                Baseline = new MethodName("euler", "uniform"),
            },
            ThreeModes,
            null,
            new Execution(2)).Rows.Select(static r => r.Metrics[0].Value.Value),
    ];
}
