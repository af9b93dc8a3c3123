using FlowDemo.Metrics;

namespace FlowDemo.Tests.Metrics;

public sealed class ModeWeightsTests
{
    private static readonly SampleBatch Reference = SampleBatch.FromPoints((2, 0), (-1, 1.5), (-1, -2), (2, 0.2));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sample_that_changed_its_mode_moves_its_share(int replicates)
    {
        SampleBatch end = SampleBatch.FromPoints((2, 0), (-1, -2), (-1, -2), (2, 0.2));
        Estimate estimate = Rows.Evaluate("weights", Rows.Row(Rows.ThreeModes, Reference, end, replicates));

        Assert.Equal(25, estimate.Value, 0.01);
        Assert.InRange(estimate.Value, estimate.Low, estimate.High);
    }

    [Fact]
    public void Samples_that_trade_places_cancel()
    {
        SampleBatch end = SampleBatch.FromPoints((2, 0), (-1, -2), (-1, 1.5), (2, 0.2));

        Assert.Equal(0, Rows.Evaluate("weights", Rows.Row(Rows.ThreeModes, Reference, end)).Value, 1e-12);
        Assert.Equal(50, Rows.Evaluate("flips", Rows.Row(Rows.ThreeModes, Reference, end)).Value);
    }

    [Fact]
    public void A_sample_that_is_not_finite_is_lost_to_its_mode()
    {
        SampleBatch end = SampleBatch.FromPoints((2, 0), (-1, double.NaN), (-1, -2), (double.PositiveInfinity, 0.2));

        Assert.Equal(25, Rows.Evaluate("weights", Rows.Row(Rows.ThreeModes, Reference, end)).Value, 0.01);
    }
}
