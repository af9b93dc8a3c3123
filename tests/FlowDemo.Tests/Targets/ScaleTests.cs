using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Paths;
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

    /// <remarks>
    /// With w = c t + 1 - t, y = x / w and s = c t / w: dy/ds = (u w - x w') / c.
    /// </remarks>
    [Theory]
    [InlineData("ring", 3)]
    [InlineData("skewed", 30)]
    [InlineData("old-faithful", 10)]
    public void The_flow_of_wider_data_is_that_of_width_one_in_other_coordinates(string id, double c)
    {
        Target target = TargetLoader.Load(id, PointsOptions.Default);
        MixturePosterior wide = new(target.ScaledTo(c).Mixture, new LinearPath());
        MixturePosterior unit = new(target.ScaledTo(1).Mixture, new LinearPath());
        foreach ((double t, double x, double y) in new[] { (0.0, 0.3, -1.1), (0.2, 2, 0.5), (0.6, -1, 4), (1, 0.4, 0.1) })
        {
            double w = (c * t) + 1 - t;
            (double ux, double uy) = wide.At(t, x, y).Velocity;
            (double vx, double vy) = unit.At(c * t / w, x / w, y / w).Velocity;
            Assert.Equal(vx, ((ux * w) - (x * (c - 1))) / c, 1e-8);
            Assert.Equal(vy, ((uy * w) - (y * (c - 1))) / c, 1e-8);
        }
    }

    [Fact]
    public void The_way_back_leads_to_the_numbers_of_the_table()
    {
        // The means of the kernels are the rows: the first of the penguins has a bill of 39.1 and 18.7 millimetres.
        Target[] targets =
        [
            TargetLoader.Load("penguins", PointsOptions.Default),
            TargetLoader.Load("penguins", PointsOptions.Default).ScaledTo(7),
            TargetLoader.Load("penguins", PointsOptions.Default with { Standardize = false }),
        ];
        Assert.Equal(["standard units", "scaled units", "data units"], targets.Select(static t => t.Units.Name));
        Assert.All(targets, static target =>
        {
            GaussianComponent first = target.Mixture.Components[0];
            Assert.Equal(("bill_length_mm", "bill_depth_mm"), (target.Units.X.Name, target.Units.Y.Name));
            Assert.Equal(39.1, target.Units.X.Origin + (target.Units.X.Size * first.MeanX), 1e-9);
            Assert.Equal(18.7, target.Units.Y.Origin + (target.Units.Y.Size * first.MeanY), 1e-9);
        });
        Assert.Null(targets[2].Units.Text);
        Assert.Equal(Units.Data, TargetLoader.Load("ring", PointsOptions.Default).ScaledTo(3).Units);
    }

    [Theory]
    [InlineData(1e6, "brought from scale 2.844 to 1000000")]
    [InlineData(0.25, "brought from scale 2.844 to 0.25")]
    public void A_width_is_written_as_people_write_it(double scale, string expected) =>
        Assert.EndsWith(
            expected, TargetLoader.Load("ring", PointsOptions.Default).ScaledTo(scale).Description, StringComparison.Ordinal);

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
