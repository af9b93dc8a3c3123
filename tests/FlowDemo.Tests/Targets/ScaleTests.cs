using FlowDemo.Comparison;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class ScaleTests
{
    public static TheoryData<string> Targets => [.. TargetCatalog.All.Entries.Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_target_is_centred_and_has_the_width_that_was_asked_for(string id)
    {
        Target target = TargetLoader.Load(id, PointsOptions.Default);
        Target scaled = target.ScaledTo(10);
        Assert.Equal(10, scaled.Mixture.Width, 1e-9);
        Assert.Equal(0, scaled.Mixture.MeanX, 1e-12);
        Assert.Equal(0, scaled.Mixture.MeanY, 1e-12);
        Assert.Equal(target.Mixture.IsKernelMixture, scaled.Mixture.IsKernelMixture);

        // Bandwidths and modes grow with the whole.
        double factor = 10 / target.Mixture.Width;
        Assert.Equal(target.Mixture.Components[^1].CovarianceXX * factor * factor, scaled.Mixture.Components[^1].CovarianceXX, 1e-9);
    }

    [Fact]
    public void The_width_is_the_largest_deviation_whatever_the_direction()
    {
        // An ellipse with axes 3 and 1, turned by 30 degrees.
        (double sin, double cos) = Math.SinCos(Math.PI / 6);
        GaussianMixture turned = new(
            new GaussianComponent(1, 5, -2, (9 * cos * cos) + (sin * sin), 8 * sin * cos, (9 * sin * sin) + (cos * cos)));
        Assert.Equal(3, turned.Width, 1e-14);
    }

    [Fact]
    public void A_class_is_that_of_the_scaled_target()
    {
        Target ring = TargetLoader.Load("ring", PointsOptions.Default);
        ClassCondition quarter = ClassCondition.Parse("1/4", 1);
        Target scaled = ring.ScaledTo(30).Given(quarter);
        Assert.Equal(ring.Given(quarter).Mixture.Width * 30 / ring.Mixture.Width, scaled.Mixture.Width, 1e-9);
        Assert.Equal("ring at scale 30, class 1/4, guidance 1", scaled.Label);
    }

    [Fact]
    public void The_ranking_of_samplers_changes_with_the_scale()
    {
        double[] errors =
        [
            .. new[] { 1.0, 30 }.Select(static scale =>
            {
                ComparisonPlan plan =
                    new() { Solvers = ["euler", "ab2"], Schedules = ["uniform"], Budgets = [8], Samples = 1024, Metrics = ["rmse"] };
                Target ring = TargetLoader.Load("ring", PointsOptions.Default).ScaledTo(scale);
                return ComparisonRunner.Run(plan, ring, null, new Execution(2)).Rows[1].Figure("rmse")!.Value.Value;
            }),
        ];

        // Prototypes: .070 at scale 1 and 8.15 at scale 30.
        Assert.Equal(0.070, errors[0], 0.004);
        Assert.Equal(8.15, errors[1], 0.4);
    }
}
