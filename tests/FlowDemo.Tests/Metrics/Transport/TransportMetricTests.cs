using FlowDemo.Metrics;
using FlowDemo.Metrics.Transport;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics.Transport;

public sealed class TransportMetricTests
{
    private static readonly Execution OneThread = new(1);

    [Theory]
    [InlineData(16, 0.418102628966)]
    [InlineData(64, 0.420257548083)]
    [InlineData(1024, 0.420422874432)]
    public void The_golden_sets_are_at_their_sliced_distance(int directions, double expected) =>
        Assert.Equal(
            expected,
            Sliced(SampleBatch.FromPoints((0, 0), (1, 0), (0, 2)), SampleBatch.FromPoints((1, 1), (2, 0), (-1, 0.5)), directions),
            1e-12);

    [Fact]
    public void The_sliced_distance_of_a_translation_is_half_its_square()
    {
        SampleBatch x = Rows.Normal(100, seed: 1);

        Assert.Equal(0.125, Sliced(x, Rows.Shifted(x, 0.3, -0.4), 7), 1e-13);
    }

    [Fact]
    public void Distances_are_in_the_order_that_theory_gives()
    {
        // SW^2 <= W2^2 / 2, and no pairing, that by noise included, is cheaper than the best.
        SampleBatch x = Rows.Normal(200, seed: 2);
        SampleBatch y = Rows.Shifted(Rows.Normal(200, seed: 3), 1, 0.5);
        double squared = PlanarAssignment.Solve(x, y, CancellationToken.None).MeanCost;

        Assert.InRange(Sliced(x, y, 64), 0.01, squared / 2);
        Assert.InRange(squared, 0.01, EndpointError.Squared(x, y).Average());
    }

    [Fact]
    public void Moving_both_sets_changes_neither_distance()
    {
        SampleBatch x = Rows.Normal(150, seed: 4);
        SampleBatch y = Rows.Normal(150, seed: 5);

        Assert.Equal(Sliced(x, y, 16), Sliced(Rows.Shifted(x, 3, -2), Rows.Shifted(y, 3, -2), 16), 1e-12);
        Assert.Equal(
            PlanarAssignment.Solve(x, y, CancellationToken.None).MeanCost,
            PlanarAssignment.Solve(Rows.Shifted(x, 3, -2), Rows.Shifted(y, 3, -2), CancellationToken.None).MeanCost,
            1e-12);
    }

    [Theory]
    [InlineData("w2:200")]
    [InlineData("sliced-w2")]
    public void The_reference_scores_its_own_floor_and_a_translation_more(string metric)
    {
        NoiseSet noise = NormalNoise.Quasi(1024, 0, NoiseStream.Test);
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 0, 0, 1));
        IMetric distance = MetricCatalog.All.Create(metric);
        Estimate reference = distance.Evaluate(Row(target, noise, noise.Points));
        Estimate moved = distance.Evaluate(Row(target, noise, Rows.Shifted(noise.Points, 1.5, 2)));

        Assert.Equal(reference.Floor, reference.Value);
        Assert.Equal(reference.Floor, moved.Floor);
        Assert.InRange(reference.Value, 1e-3, 0.45);
        Assert.InRange(moved.Value / (metric == "sliced-w2" ? Math.Sqrt(0.5) : 1), 2.4, 2.6);
        Assert.InRange(moved.Value, moved.Low, moved.High);
        Assert.InRange(moved.High - moved.Low, 1e-3, 0.5);
    }

    [Theory]
    [InlineData("w2:reference,200", 1)]
    [InlineData("sliced-w2:reference", 0.5)]
    public void Against_the_reference_a_translation_is_as_far_as_it_goes(string metric, double share)
    {
        NoiseSet noise = NormalNoise.Quasi(1024, 0, NoiseStream.Test);
        IMetric distance = MetricCatalog.All.Create(metric);
        Estimate moved = distance.Evaluate(Row(Rows.ThreeModes, noise, Rows.Shifted(noise.Points, 1.5, 2)));

        Assert.Equal(0, distance.Evaluate(Row(Rows.ThreeModes, noise, noise.Points)).Value, 1e-8);
        Assert.Equal(2.5 * Math.Sqrt(share), moved.Value, 1e-12);
        Assert.Null(moved.Floor);
    }

    [Fact]
    public void Against_the_reference_no_pairing_is_cheaper_than_the_best()
    {
        // Two samples that have changed places are no distance apart as sets.
        NoiseSet noise = NormalNoise.Quasi(64, 0, NoiseStream.Test);
        SampleBatch end = noise.Points.Clone();
        (end[0, 0], end[0, 1], end[1, 0], end[1, 1]) = (end[1, 0], end[1, 1], end[0, 0], end[0, 1]);
        Assert.Equal(0, MetricCatalog.All.Create("w2:reference").Evaluate(Row(Rows.ThreeModes, noise, end)).Value, 1e-7);
    }

    [Theory]
    [InlineData("w2:1", "a whole number from 2 to 20000 as its points; '1'")]
    [InlineData("w2:nowhere", "one of draws, reference, tilted as its against; 'nowhere'")]
    [InlineData("w2:200,300", "one of draws, reference, tilted where more follows as its against; '200'")]
    public void Bad_parameters_are_named(string metric, string complaint) =>
        Assert.Contains(
            complaint, Assert.Throws<FlowDemoException>(() => MetricCatalog.All.Create(metric)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("w2")]
    [InlineData("sliced-w2")]
    public void Samples_that_are_not_finite_are_infinitely_far(string metric)
    {
        NoiseSet noise = NormalNoise.Quasi(64, 0, NoiseStream.Test);
        SampleBatch broken = noise.Points.Clone();
        broken[3, 1] = double.NaN;
        Estimate estimate = MetricCatalog.All.Create(metric).Evaluate(Row(Rows.ThreeModes, noise, broken));

        Assert.Equal(double.PositiveInfinity, estimate.Value);
        Assert.True(estimate.Floor < 10);
    }

    [Fact]
    public void The_potentials_of_a_line_leave_no_pair_of_points_cheaper()
    {
        // Along one direction the duals must satisfy u_i + v_j <= c_ij; u is all that the caller sees, so v is the best it allows.
        SampleBatch x = Rows.Normal(40, seed: 6);
        SampleBatch y = Rows.Normal(40, seed: 7);
        TransportPlan plan = SlicedWasserstein2.Solve(x, y, 1, OneThread);
        double[] u = plan.SourcePotentials;
        double dual = u.Average() + Enumerable.Range(0, 40).Average(
            j => Enumerable.Range(0, 40).Min(i => Square(x[i, 1] - y[j, 1]) - u[i]));

        Assert.Equal(plan.Costs.Average(), dual, 1e-12);

        static double Square(double value) => value * value;
    }

    private static double Sliced(SampleBatch x, SampleBatch y, int directions) =>
        SlicedWasserstein2.Solve(x, y, directions, OneThread).Costs.Average();

    private static Measurement Row(GaussianMixture target, NoiseSet noise, SampleBatch end) =>
        Rows.Row(target, noise, noise.Points, new DiscreteFlowMap(end, new double[end.Count], 0));
}
