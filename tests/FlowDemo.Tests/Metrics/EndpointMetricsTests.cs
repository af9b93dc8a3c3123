using FlowDemo.Metrics;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics;

public sealed class EndpointMetricsTests
{
    private static readonly SampleBatch Reference = SampleBatch.FromPoints((0, 0), (1, 0), (0, 2));

    [Fact]
    public void Rmse_is_the_root_of_the_mean_squared_distance()
    {
        SampleBatch end = SampleBatch.FromPoints((3, 4), (1, 0), (0, 1));

        Assert.Equal(Math.Sqrt(26.0 / 3), Rows.Evaluate("rmse", Rows.Row(Rows.ThreeModes, Reference, end)).Value, 1e-15);
        Assert.Equal(1, Rows.Evaluate("median", Rows.Row(Rows.ThreeModes, Reference, end)).Value, 1e-15);
        Assert.Equal(1 + (4 * 0.98), Rows.Evaluate("p99", Rows.Row(Rows.ThreeModes, Reference, end)).Value, 1e-13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_translation_is_measured_exactly(int replicates)
    {
        SampleBatch reference = Rows.Normal(64, seed: 1);
        Measurement row = Rows.Row(Rows.ThreeModes, reference, Rows.Shifted(reference, 0.3, -0.4), replicates);

        foreach (string metric in new[] { "rmse", "median", "p99" })
        {
            Estimate estimate = Rows.Evaluate(metric, row);
            Assert.Equal(0.5, estimate.Value, 1e-13);
            Assert.Equal(0.5, estimate.Low, 1e-13);
            Assert.Equal(metric == "p99" ? double.PositiveInfinity : 0.5, estimate.High, 1e-13);
        }

        Assert.Contains("without an upper bound", MetricCatalog.All.Create("p99").Remark(row), StringComparison.Ordinal);
        Assert.Null(MetricCatalog.All.Create("median").Remark(row));
    }

    [Theory]
    [InlineData(0.1, true)]
    [InlineData(10, false)]
    public void The_reader_is_told_where_few_samples_carry_the_mean_square(double others, bool isTold)
    {
        SampleBatch reference = Rows.Normal(400, seed: 1);
        SampleBatch end = Rows.Shifted(reference, others, 0);
        end[7, 1] += 40;

        Assert.Equal(isTold, MetricCatalog.All.Create("rmse").Remark(Rows.Row(Rows.ThreeModes, reference, end)) is not null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_sample_that_is_not_finite_makes_the_rmse_infinite_and_never_NaN(int replicates)
    {
        SampleBatch reference = Rows.Normal(64, seed: 2);
        SampleBatch end = Rows.Shifted(reference, 1e-3, 0);
        (end[5, 0], end[6, 1]) = (double.NaN, double.NegativeInfinity);
        Measurement row = Rows.Row(Rows.ThreeModes, reference, end, replicates);

        Assert.Equal(Estimate.Exact(double.PositiveInfinity), Rows.Evaluate("rmse", row));
        Estimate median = Rows.Evaluate("median", row);
        Assert.Equal(1e-3, median.Value, 1e-13);
        Assert.InRange(median.High, median.Value, double.PositiveInfinity);
        Assert.Equal(Estimate.Exact(double.PositiveInfinity), Rows.Evaluate("kl", row));
        Assert.Equal(100 * 2.0 / 64, Rows.Evaluate("flips", row).Value, 1e-12);
    }

    [Fact]
    public void Flips_counts_the_samples_in_another_mode()
    {
        SampleBatch reference = SampleBatch.FromPoints((2, 0), (-1, 1.5), (-1, -2), (2, 0.2));
        SampleBatch end = SampleBatch.FromPoints((2.2, 0.1), (-1, -1.9), (-1, -2), (1.7, -0.4));

        Assert.Equal(25, Rows.Evaluate("flips", Rows.Row(Rows.ThreeModes, reference, end)).Value);
    }

    [Fact]
    public void Flips_applies_only_where_components_are_modes()
    {
        IMetric flips = MetricCatalog.All.Create("flips");
        GaussianComponent[] two = [GaussianComponent.Isotropic(1, 0, 0, 1), GaussianComponent.Isotropic(1, 3, 0, 1)];

        Assert.True(flips.AppliesTo(Rows.Row(new GaussianMixture(two), Reference, Reference)));
        Assert.False(flips.AppliesTo(Rows.Row(new GaussianMixture(two, isKernelMixture: true), Reference, Reference)));
        Assert.False(flips.AppliesTo(Rows.Row(new GaussianMixture(two[0]), Reference, Reference)));
    }

    [Fact]
    public void The_reference_itself_has_no_error()
    {
        SampleBatch reference = Rows.Normal(64, seed: 3);
        Measurement row = Rows.Row(Rows.ThreeModes, reference, reference, 4);

        Assert.Equal(Estimate.Exact(0), Rows.Evaluate("rmse", row));
        Assert.Equal(Estimate.Exact(0), Rows.Evaluate("median", row));
        Assert.Equal(0, Rows.Evaluate("flips", row).Value);
    }
}
