using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics;

/// <summary>Measurements put together by hand, so that a metric can be tested without a field or a solver.</summary>
internal static class Rows
{
    public static GaussianMixture ThreeModes { get; } = TestMixtures.ThreeModes();

    public static Measurement Row(GaussianMixture target, SampleBatch reference, SampleBatch end, int replicates = 1) =>
        Row(target, new NoiseSet(end.NewLike(), replicates), reference, new DiscreteFlowMap(end, new double[end.Count], 0));

    public static Measurement Row(GaussianMixture target, NoiseSet noise, SampleBatch reference, DiscreteFlowMap map) =>
        new(
            target,
            new Flow(new NoField(), new LinearPath()),
            noise,
            reference,
            map.End,
            new Lazy<DiscreteFlowMap>(map),
            0,
            new Execution(1))
        {
            // Any points near the row's that are not its own.
            NextOrderEnd = new Lazy<SampleBatch>(reference),
            OnSameNoise = _ => reference,
            LogLikelihoods = (_, _) => new MixtureDensity(target).LogDensity(map.End, new Execution(1)),
            Tilted = new TiltedLaw(target, new ClassCondition(1, Math.Min(2, target.Components.Length))),
            Truth = reference,
        };

    public static Estimate Evaluate(string metric, Measurement row) => MetricCatalog.All.Create(metric).Evaluate(row);

    /// <summary>Independent standard normal points.</summary>
    public static SampleBatch Normal(int count, int seed) => NormalNoise.Random(count, seed, NoiseStream.Test).Points;

    public static SampleBatch Shifted(SampleBatch points, double x, double y)
    {
        SampleBatch shifted = points.Clone();
        for (int i = 0; i < points.Count; i++)
        {
            (shifted[i, 0], shifted[i, 1]) = (points[i, 0] + x, points[i, 1] + y);
        }

        return shifted;
    }

    private sealed class NoField : IDifferentiableField
    {
        public int Dimension => 2;

        public void Evaluate(double t, SampleBatch x, SampleBatch velocity) => throw new NotSupportedException();

        public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration) =>
            throw new NotSupportedException();
    }
}
