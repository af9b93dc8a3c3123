using FlowDemo.Targets;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Tests.Targets;

public sealed class TargetCatalogTests
{
    public static TheoryData<string> Ids => [.. TargetCatalog.All.Entries.Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_target_is_the_same_each_time_and_says_what_it_is(string id)
    {
        Target target = TargetCatalog.All.Create(id)(PointsOptions.Default);
        Assert.Equal(
            target.Mixture.Components.AsEnumerable(),
            TargetCatalog.All.Create(id)(PointsOptions.Default).Mixture.Components.AsEnumerable());
        Assert.Equal(id, target.Name);
        Assert.NotEmpty(target.Description);
        Assert.NotEmpty(target.Source);
        Assert.Equal(target.Source, TargetCatalog.All.Find(id)?.Source);
    }

    [Theory]
    [InlineData("gaussian", 1, false)]
    [InlineData("ring", 8, false)]
    [InlineData("moons", 48, true)]
    [InlineData("spiral", 80, true)]
    [InlineData("checkerboard", 72, true)]
    [InlineData("pinwheel", 35, true)]
    [InlineData("skewed", 4, false)]
    [InlineData("grid25", 25, false)]
    [InlineData("old-faithful", 272, true)]
    [InlineData("penguins", 342, true)]
    public void Components_are_modes_where_there_are_modes(string id, int components, bool isKernelMixture)
    {
        GaussianMixture mixture = Load(id);
        Assert.Equal(components, mixture.Components.Length);
        Assert.Equal(isKernelMixture, mixture.IsKernelMixture);
    }

    [Fact]
    public void The_gaussian_is_off_centre_with_a_full_covariance()
    {
        GaussianComponent only = Assert.Single(Load("gaussian").Components);
        Assert.NotEqual(0, only.CovarianceXY);
        Assert.NotEqual(only.CovarianceXX, only.CovarianceYY);
        Assert.NotEqual((0.0, 0.0), (only.MeanX, only.MeanY));
    }

    [Fact]
    public void The_ring_has_radius_4_and_standard_deviation_03()
    {
        GaussianMixture ring = Load("ring");
        Assert.All(ring.Components, static c => Assert.Equal(4, Math.Sqrt((c.MeanX * c.MeanX) + (c.MeanY * c.MeanY)), 1e-15));
        Assert.All(ring.Components, static c => Assert.Equal(0.3 * 0.3, c.CovarianceXX));
        Assert.All(ring.Components, static c => Assert.Equal(0.125, c.Weight));
        Assert.Equal(0, ring.MeanX, 1e-15);

        // Total variance: radius^2 + 2 std^2.
        Assert.Equal(16.18, ring.TotalVariance, 1e-12);
    }

    [Fact]
    public void The_skewed_target_has_the_weights_and_widths_it_is_known_for()
    {
        GaussianMixture skewed = Load("skewed");
        Assert.Equal([0.5, 0.3, 0.15, 0.05], skewed.Components.Select(static c => Math.Round(c.Weight, 15)));
        Assert.Equal([0.6, 0.25, 0.12, 0.05], skewed.Components.Select(static c => Math.Round(Math.Sqrt(c.CovarianceXX), 15)));
        Assert.True(Math.Sqrt((skewed.MeanX * skewed.MeanX) + (skewed.MeanY * skewed.MeanY)) > 1);
    }

    [Fact]
    public void The_grid_is_a_lattice_of_spacing_2() => Assert.Equal(
        from x in (double[])[-4, -2, 0, 2, 4] from y in (double[])[-4, -2, 0, 2, 4] select (x, y),
        Load("grid25").Components.Select(static c => (c.MeanX, c.MeanY)));

    [Fact]
    public void The_moons_and_the_pinwheel_are_centred()
    {
        Assert.All(
            ["moons", "pinwheel", "checkerboard"],
            static id => Assert.Equal(0, Math.Abs(Load(id).MeanX) + Math.Abs(Load(id).MeanY), 1e-14));
    }

    [Fact]
    public void The_checkerboard_is_dense_on_its_dark_squares_only()
    {
        GaussianMixture board = Load("checkerboard");
        for (int k = 0; k < 16; k++)
        {
            bool isDark = ((k % 4) + (k / 4)) % 2 == 0;
            double density = Density(board, (2 * (k % 4)) - 3, (2 * (k / 4)) - 3);

            // Uniform on eight squares of area 4.
            Assert.InRange(density * 32, isDark ? 0.9 : 0, isDark ? 1.15 : 0.01);
        }
    }

    [Theory]
    [InlineData("moons", 0.005)]
    [InlineData("spiral", 0.05)]
    public void Curves_are_level_along_their_middle(string id, double tolerance)
    {
        GaussianComponent[] pieces = [.. Load(id).Components];
        for (int k = 10; k < 20; k++)
        {
            // On the curve itself, a piece and the point between two pieces: a chord's middle lies inside the arc.
            (GaussianComponent a, GaussianComponent b) = (pieces[k], pieces[k + 1]);
            double on = Density(Load(id), a.MeanX, a.MeanY);
            double between = Density(Load(id), (a.MeanX + b.MeanX) / 2, (a.MeanY + b.MeanY) / 2);
            Assert.Equal(1, between / on, tolerance + 0.01);
        }
    }

    [Fact]
    public void Each_arm_of_the_pinwheel_has_the_radius_it_is_made_of()
    {
        GaussianMixture pinwheel = Load("pinwheel");

        // E|x|^2 = 4 (E r^2 + thickness^2) + the bend, E r^2 = 1 + 0.3^2: rotations do not change the radius.
        Assert.InRange(pinwheel.TotalVariance, 4 * (1 + 0.09 + 0.01), 4 * (1 + 0.09 + 0.01) + 0.2);
    }

    [Fact]
    public void The_pieces_of_the_pinwheel_follow_the_bend()
    {
        // The middle piece of the first arm: r = 1, along the arm by half of 0.3, across by 0.1, all doubled.
        GaussianComponent middle = Load("pinwheel").Components[3];
        (double x, double y) = Arm(1);
        (double ahead, double behind) = (1 + 1e-5, 1 - 1e-5);
        double alongX = 0.15 * (Arm(ahead).X - Arm(behind).X) / (ahead - behind);
        double alongY = 0.15 * (Arm(ahead).Y - Arm(behind).Y) / (ahead - behind);
        (double acrossX, double acrossY) = (-0.1 * y, 0.1 * x);
        Assert.Equal((x, y), (middle.MeanX, middle.MeanY));
        Assert.Equal((alongX * alongX) + (acrossX * acrossX), middle.CovarianceXX, 1e-9);
        Assert.Equal((alongX * alongY) + (acrossX * acrossY), middle.CovarianceXY, 1e-9);
        Assert.Equal((alongY * alongY) + (acrossY * acrossY), middle.CovarianceYY, 1e-9);

        static (double X, double Y) Arm(double r) => (2 * r * Math.Cos(0.25 * Math.Exp(r)), 2 * r * Math.Sin(0.25 * Math.Exp(r)));
    }

    [Theory]
    [InlineData(
        "penguins",
        "penguins.csv: 344 rows, 2 skipped for missing values, bill_length_mm (mean 43.92, deviation 5.46) and bill_depth_mm (mean 17.15, "
            + "deviation 1.975) standardised, bandwidth 0.3781 (scott)")]
    [InlineData(
        "old-faithful",
        "old_faithful.csv: 272 rows, 0 skipped for missing values, eruption_min (mean 3.488, deviation 1.141) and waiting_min (mean 70.9, "
            + "deviation 13.59) standardised, bandwidth 0.3929 (scott)")]
    public void Real_data_is_standardised_and_described(string id, string description)
    {
        Target target = TargetCatalog.All.Create(id)(PointsOptions.Default);
        Assert.Equal(description, target.Description);

        // Kernels add h^2 to the variance of the points, which with the divisor n is (n - 1) / n.
        int n = target.Mixture.Components.Length;
        double variance = ((n - 1.0) / n) + Math.Pow(n, -1.0 / 3);
        Assert.Equal((0.0, 0.0), (Math.Round(target.Mixture.MeanX, 13), Math.Round(target.Mixture.MeanY, 13)));
        Assert.Equal(variance, target.Mixture.CovarianceXX, 1e-12);
        Assert.Equal(variance, target.Mixture.CovarianceYY, 1e-12);
    }

    [Fact]
    public void Real_data_obeys_the_options_for_points()
    {
        PointsOptions options = new()
        {
            Columns = new ColumnPair(
            "flipper_length_mm",
            "body_mass_g"),
            Bandwidth = Bandwidth.Fixed(0.5),
            Standardize = false
        };
        Target target = TargetCatalog.All.Create("penguins")(options);
        Assert.Equal(200.915, target.Mixture.MeanX, 1e-3);
        Assert.Contains("body_mass_g", target.Description, StringComparison.Ordinal);
        Assert.Contains("bandwidth 0.5 (given)", target.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Mixtures_refuse_the_options_for_points()
    {
        var error = Assert.Throws<FlowDemoException>(
            () => TargetCatalog.All.Create("ring")(PointsOptions.Default with { Standardize = false }));
        Assert.Contains("'ring'", error.Message, StringComparison.Ordinal);
    }

    private static GaussianMixture Load(string id) => TargetCatalog.All.Create(id)(PointsOptions.Default).Mixture;

    private static double Density(GaussianMixture mixture, double x, double y) => Math.Exp(new MixtureDensity(mixture).LogDensity(x, y));
}
