using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics.Statistics;

/// <summary>
/// How often the interval of a figure covers it, over as many seeds. A row of Euler steps stands for any row; the ratio is that to
/// as many evaluations of Heun. What is covered is the figure of very many samples, except for distances between two finite sets,
/// which depend on the size: theirs is the root mean square over all seeds, and that of the discrepancy the mean over independent samples.
/// </summary>
internal sealed class IntervalCoverage
{
    /// <summary>The figure that stands for ratios to a baseline.</summary>
    public const string Ratio = "ratio";

    private const int Budget = 6;
    private const int ReferenceSteps = 24;
    private readonly GaussianMixture target;
    private readonly Flow flow;
    private readonly string[] figures;
    private readonly int samples;
    private readonly Execution execution;
    private readonly Dictionary<string, double> limits;
    private readonly Dictionary<(string Kind, int Repetitions), Estimate[][]> rowsOf = [];

    /// <summary>Measures a very large row.</summary>
    /// <param name="target">The data distribution.</param>
    /// <param name="figures">Names of metrics, and <see cref="Ratio"/>.</param>
    /// <param name="samples">Samples of a row.</param>
    /// <param name="many">Samples of the large row.</param>
    /// <param name="execution">Threads.</param>
    public IntervalCoverage(GaussianMixture target, string[] figures, int samples, int many, Execution execution)
    {
        (this.target, this.figures, this.samples, this.execution) = (target, figures, samples, execution);
        flow = MixtureVelocityField.FlowOf(target, new LinearPath());
        string[] simple = [.. figures.Where(static f => !IsOfFiniteSets(f))];
        limits = simple.Zip(Row(
            simple,
            NormalNoise.Quasi(many, -1, NoiseStream.Validation),
            0)).ToDictionary(static p => p.First, static p => p.Second.Value);
    }

    /// <summary>How often each figure's interval lies above, and below, what it should cover.</summary>
    /// <param name="kind">How the noise is drawn.</param>
    /// <param name="repetitions">Seeds.</param>
    public ImmutableArray<(string Figure, double Above, double Below)> Measure(string kind, int repetitions)
    {
        Estimate[][] rows = Rows(kind, repetitions);
        Estimate[][] independent = Rows(NormalNoise.RandomKind, repetitions);
        return
        [
            .. figures.Select((figure, f) =>
            {
                double truth = limits.TryGetValue(figure, out double limit) ? limit
                    : figure == "mmd" ? independent.Average(r => r[f].Value)
                    : Math.Sqrt(rows.Average(r => r[f].Value * r[f].Value));
                return (
                    figure,
                    rows.Count(r => r[f].Low > truth) / (double)repetitions,
                    rows.Count(r => r[f].High < truth) / (double)repetitions);
            }),
        ];
    }

    private static bool IsOfFiniteSets(string figure) => figure == "mmd" || figure.Contains("w2", StringComparison.Ordinal);

    private Estimate[][] Rows(string kind, int repetitions)
    {
        if (rowsOf.TryGetValue((kind, repetitions), out Estimate[][]? known))
        {
            return known;
        }

        Estimate[][] rows = new Estimate[repetitions][];
        execution.ForEach(repetitions, seed => rows[seed] = Row(figures, NormalNoise.Draw(kind, samples, seed, NoiseStream.Test), seed));
        rowsOf.Add((kind, repetitions), rows);
        return rows;
    }

    private Estimate[] Row(string[] wanted, NoiseSet noise, int seed)
    {
        Execution one = new(1);
        ISolver euler = SolverCatalog.All.Create("euler");
        SampleBatch reference = ReferenceSolution.FineSteps(flow, noise.Points, ReferenceSteps, one).End;
        SampleBatch end = Sampler.Run(flow, euler, TimeGrid.Uniform(Budget), noise.Points, one);
        Lazy<DiscreteFlowMap> map = new(() => DiscreteFlowMap.Compute(flow, euler, TimeGrid.Uniform(Budget), noise.Points, one));
        Measurement row = new(target, flow, noise, reference, end, map, seed, one);
        return [.. wanted.Select(f => f == Ratio ? RatioToHeun(row) : MetricCatalog.All.Create(f).Evaluate(row))];
    }

    private Estimate RatioToHeun(Measurement row)
    {
        SampleBatch heun = Sampler.Run(
            flow, SolverCatalog.All.Create("heun"), TimeGrid.Uniform(Budget / 2), row.Noise.Points, row.Execution);
        return PairedComparison.Ratio(row.Noise, EndpointError.Squared(row.End, row.Reference), EndpointError.Squared(heun, row.Reference));
    }
}
