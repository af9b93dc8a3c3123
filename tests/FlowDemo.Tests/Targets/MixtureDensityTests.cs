using CsCheck;
using FlowDemo.Targets;
using FlowDemo.Tests.Metrics;

namespace FlowDemo.Tests.Targets;

public sealed class MixtureDensityTests
{
    private static readonly MixtureDensity Density = new(Rows.ThreeModes);

    [Fact]
    public void The_golden_end_point_has_its_density() =>
        Assert.Equal(-1.172014465609, Density.LogDensity(1.889705850351, -0.44728861157), 2e-12);

    [Fact]
    public void The_three_modes_have_the_golden_entropy()
    {
        const double Width = 0.05;
        double entropy = 0;
        for (double x = -5; x < 6; x += Width)
        {
            for (double y = -5; y < 5; y += Width)
            {
                double log = Density.LogDensity(x, y);
                entropy -= Width * Width * Math.Exp(log) * log;
            }
        }

        Assert.Equal(2.12859, entropy, 6e-6);
    }

    [Fact]
    public void A_single_component_has_the_textbook_density()
    {
        // S = [[0.5, 0.2], [0.2, 0.4]], |S| = 0.16, d = (0.3, -0.1): d' S^-1 d = (0.4 * 0.09 + 0.4 * 0.03 + 0.5 * 0.01) / 0.16.
        MixtureDensity density = new(new GaussianMixture(new GaussianComponent(7, 1, 2, 0.5, 0.2, 0.4)));
        double expected = -Math.Log(2 * Math.PI) - (0.5 * Math.Log(0.16)) - (0.5 * (0.036 + 0.012 + 0.005) / 0.16);

        Assert.Equal(expected, density.LogDensity(1.3, 1.9), 1e-14);
    }

    [Fact]
    public void Responsibilities_sum_to_one_and_their_largest_is_the_mode() =>
        Gen.Select(Gen.Double[-60, 60], Gen.Double[-60, 60]).Sample((x, y) =>
        {
            double[] responsibilities = new double[3];
            Density.Responsibilities(x, y, responsibilities);
            Assert.Equal(1, responsibilities.Sum(), 1e-12);
            Assert.Equal(responsibilities.Max(), responsibilities[Density.Mode(x, y)]);
        });

    [Fact]
    public void Far_out_the_nearest_component_decides_and_nothing_overflows()
    {
        Assert.Equal(-0.5 * 1e12 / 0.3, Density.LogDensity(2, 1e6), 1e7);
        Assert.Equal(double.NegativeInfinity, Density.LogDensity(1e300, 0));
        Assert.Equal(double.NegativeInfinity, Density.LogDensity(double.NaN, 0));
        double[] responsibilities = new double[3];
        Density.Responsibilities(1e300, 0, responsibilities);
        Assert.Equal(1, responsibilities.Sum());
    }

    [Fact]
    public void Ten_thousand_copies_of_a_component_are_the_component()
    {
        GaussianComponent component = new(1, 1, 2, 0.5, 0.2, 0.4);
        MixtureDensity many = new(new GaussianMixture([.. Enumerable.Repeat(component, 10_000)]));

        Assert.Equal(new MixtureDensity(new GaussianMixture(component)).LogDensity(0.1, 0.2), many.LogDensity(0.1, 0.2), 1e-11);
    }

    [Fact]
    public void A_batch_gives_the_same_bits_on_any_number_of_threads()
    {
        SampleBatch points = Rows.Normal(700, seed: 4);
        double[] one = Density.LogDensity(points, new Execution(1));

        Assert.Equal(one, Density.LogDensity(points, new Execution(2)));
        Assert.Equal(Density.LogDensity(points[600, 0], points[600, 1]), one[600]);
        Assert.Equal(Density.Mode(points[600, 0], points[600, 1]), Density.Mode(points, new Execution(2))[600]);
    }
}
