using FlowDemo.Metrics;
using FlowDemo.Numerics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics;

public sealed class MetricCatalogTests
{
    public static TheoryData<string> Ids => [.. MetricCatalog.All.Entries.Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_entry_says_what_it_is(string id)
    {
        CatalogEntry<IMetric> entry = MetricCatalog.All.Find(id)!;

        Assert.NotEmpty(entry.Formula);
        Assert.EndsWith(".", entry.Summary, StringComparison.Ordinal);
        Assert.NotEmpty(MetricCatalog.All.Create(id).Unit);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_order_of_the_samples_does_not_matter(string id)
    {
        int[] order = [.. Enumerable.Range(0, 200).Select(static i => i * 77 % 200)];
        Measurement row = Row(Enumerable.Range(0, 200).ToArray());
        IMetric metric = MetricCatalog.All.Create(id);

        Assert.True(metric.AppliesTo(row));
        Assert.Equal(metric.Evaluate(row).Value, metric.Evaluate(Row(order)).Value, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_better_row_scores_less_and_its_interval_holds_the_value(string id)
    {
        int[] order = [.. Enumerable.Range(0, 200)];
        IMetric metric = MetricCatalog.All.Create(id);
        Estimate near = metric.Evaluate(Row(order, shift: 0.05));
        Estimate far = metric.Evaluate(Row(order, shift: 2.5));

        Assert.True(near.Value < far.Value);
        Assert.All([near, far], static e => Assert.True(e.Low <= e.Value && e.Value <= e.High));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rows_evaluated_at_once_get_what_they_get_alone(string id)
    {
        int[] order = [.. Enumerable.Range(0, 200)];
        Measurement[] rows = [.. Enumerable.Range(0, 6).Select(k => Row(order, shift: 0.3 * k))];
        IMetric metric = MetricCatalog.All.Create(id);
        Estimate[] together = new Estimate[rows.Length];
        new Execution(3).ForEach(rows.Length, k => together[k] = metric.Evaluate(rows[k]));

        Assert.Equal(rows.Select(r => MetricCatalog.All.Create(id).Evaluate(r)), together);
    }

    // Independent draws of the three modes as the reference; the row is moved to the left and stretched.
    private static Measurement Row(int[] order, double shift = 0.4)
    {
        GaussianMixture target = Rows.ThreeModes;
        SampleBatch draws = MixtureSampler.Stratified(target, order.Length, RandomStream.Open(9, NoiseStream.Test));
        SampleBatch noise = Rows.Normal(order.Length, seed: 9);
        SampleBatch reference = draws.NewLike();
        SampleBatch points = noise.NewLike();
        double[] logs = new double[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            (reference[i, 0], reference[i, 1]) = (draws[order[i], 0], draws[order[i], 1]);
            (points[i, 0], points[i, 1]) = (noise[order[i], 0], noise[order[i], 1]);
            logs[i] = -1 - (0.01 * order[i]);
        }

        SampleBatch end = Rows.Shifted(reference, -shift, 0);
        Flat.Scale(end.Values, 1 + (shift / 20));
        DiscreteFlowMap map = new(end, logs, 0);
        return Rows.Row(target, new NoiseSet(points, 1), reference, map) with
        {
            ResampledSquares = new Lazy<double[]>([.. Enumerable.Range(1, 8).Select(b => shift * shift * (1 + (0.1 * b)))]),
        };
    }
}
