using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods.Meta;

/// <summary>
/// A few numbers that tell populations apart, from samples of their sources alone: the mean over samples of
/// <c>cos(w . x + b)</c> for 64 random waves, which does not depend on the order of the samples, in the directions in which the
/// training populations differ most, each scaled to unit variance over them.
/// </summary>
/// <remarks>
/// The mean embedding: Smola, Gretton, Song, Scholkopf, A Hilbert Space Embedding for Distributions, 2007. It stands in for the
/// learned embedding of Atanackovic et al., Meta Flow Matching, 2024, arXiv 2408.14608.
/// </remarks>
internal sealed class PopulationEmbedding
{
    private const int Waves = 64;

    /// <summary>A direction in which populations differ by less than this share of the main one tells sampling noise.</summary>
    private const double SmallestShare = 0.05;

    private readonly (double X, double Y, double Phase)[] waves;
    private readonly Vector<double> centre;
    private readonly Matrix<double> directions;

    /// <summary>Learns the directions.</summary>
    /// <param name="sources">Source samples of the training populations.</param>
    /// <param name="dimensions">Directions wanted at most.</param>
    /// <param name="width">Length over which the waves vary; data units, positive.</param>
    /// <param name="seed">The user's seed.</param>
    public PopulationEmbedding(IReadOnlyList<SampleBatch> sources, int dimensions, double width, int seed)
    {
        RandomSource random = RandomStream.Open(seed, NoiseStream.Initialization);
        waves = [.. Enumerable.Range(0, Waves).Select(_ => (
            Normal.Sample(random, 0, 1 / width), Normal.Sample(random, 0, 1 / width), ContinuousUniform.Sample(random, 0, 2 * Math.PI)))];
        Vector<double>[] means = [.. sources.Select(Means)];
        centre = means.Aggregate(static (a, b) => a + b) / means.Length;
        Svd<double> spectrum = Matrix<double>.Build.DenseOfRowVectors(means.Select(m => m - centre)).Svd();
        SingularValues = [.. spectrum.S];
        int kept = SingularValues.Take(Math.Min(dimensions, means.Length - 1)).TakeWhile(s => s > SmallestShare * SingularValues[0])
            .Count();
        double scale = Math.Sqrt(means.Length);
        directions = Matrix<double>.Build.Dense(kept, Waves, (j, w) => spectrum.VT[j, w] * scale / SingularValues[j]);
    }

    /// <summary>Singular values of the centred means over the training populations, largest first.</summary>
    public double[] SingularValues { get; }

    /// <summary>Number of directions.</summary>
    public int Dimensions => directions.RowCount;

    /// <summary>1, and behind it the embedding.</summary>
    /// <param name="sources">Source samples of a population.</param>
    public double[] Of(SampleBatch sources) => Dimensions == 0 ? [1] : [1, .. directions * (Means(sources) - centre)];

    private Vector<double> Means(SampleBatch sources) => Vector<double>.Build.Dense(Waves, w =>
    {
        (double x, double y, double phase) = waves[w];
        double sum = 0;
        for (int i = 0; i < sources.Count; i++)
        {
            sum += Math.Cos((x * sources[i, 0]) + (y * sources[i, 1]) + phase);
        }

        return sum / sources.Count;
    });
}
