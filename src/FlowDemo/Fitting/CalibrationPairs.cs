using FlowDemo.Fields;

namespace FlowDemo.Fitting;

/// <summary>
/// Noise points with the end points of an exact flow from them, each with a weight: what a sampler is fitted to. The pairs of several
/// problems, each with a flow of its own, may stand behind each other.
/// </summary>
internal sealed class CalibrationPairs
{
    /// <summary>Samples per chunk: their derivatives at every evaluation stay in the second-level cache.</summary>
    public const int ChunkSize = 128;

    /// <summary>Samples per chunk of a model: a request has room for many, and takes time however few it has.</summary>
    private const int ModelChunkSize = 4096;

    private readonly int chunkSize;
    private readonly int[] starts;

    /// <summary>Samples per chunk that suit a field.</summary>
    /// <param name="field">The field.</param>
    public static int ChunkSizeFor(IVelocityField field) => field.BatchSize > ModelChunkSize ? ModelChunkSize : ChunkSize;

    /// <summary>Checks and keeps the pairs.</summary>
    /// <param name="noise">x_0.</param>
    /// <param name="ends">x(1) for each of them.</param>
    /// <param name="weights">What each counts, positive; null when all count 1.</param>
    /// <param name="chunkSize">Samples per chunk, where the work is not done on this machine's cores.</param>
    /// <param name="starts">Index of the first pair of each problem; null for one problem.</param>
    public CalibrationPairs(
        SampleBatch noise, SampleBatch ends, double[]? weights = null, int chunkSize = ChunkSize, int[]? starts = null)
    {
        this.chunkSize = chunkSize;
        this.starts = starts ?? [0];
        Noise = noise;
        Ends = ends;
        Weights = weights ?? [.. Enumerable.Repeat(1.0, noise.Count)];
        TotalWeight = Weights.Sum();
        Chunks = [.. Enumerable.Range(0, this.starts.Length).SelectMany(ChunksOf)];
    }

    /// <summary>Pairs of several problems, one behind the other.</summary>
    /// <param name="problems">The pairs of each, at least one.</param>
    public static CalibrationPairs Join(IReadOnlyList<CalibrationPairs> problems) => problems is [CalibrationPairs only]
        ? only
        : new CalibrationPairs(
            Join(problems, static p => p.Noise),
            Join(problems, static p => p.Ends),
            [.. problems.SelectMany(static p => p.Weights)],
            problems[0].chunkSize,
            [.. problems.Select((_, i) => problems.Take(i).Sum(static p => p.Count))]);

    /// <summary>x_0.</summary>
    public SampleBatch Noise { get; }

    /// <summary>x(1) for each of them.</summary>
    public SampleBatch Ends { get; }

    /// <summary>What each counts.</summary>
    public double[] Weights { get; }

    /// <summary>The sum of the weights, which a mean over the pairs divides by.</summary>
    public double TotalWeight { get; }

    /// <summary>Number of pairs.</summary>
    public int Count => Noise.Count;

    /// <summary>The pairs in chunks, in order.</summary>
    public CalibrationChunk[] Chunks { get; }

    /// <summary>Number of problems.</summary>
    public int Problems => starts.Length;

    /// <summary>The pairs of one problem.</summary>
    /// <param name="problem">Which, from 0.</param>
    public CalibrationPairs Of(int problem)
    {
        (int start, int count) = RangeOf(problem);
        return Problems == 1
            ? this
            : new CalibrationPairs(
                Noise.Slice(start, count), Ends.Slice(start, count), Weights[start..(start + count)], chunkSize);
    }

    /// <summary>The same pairs, those of each problem with a factor on what they count.</summary>
    /// <param name="factors">The factor of each problem, positive.</param>
    public CalibrationPairs Weighted(double[] factors) => new(
        Noise,
        Ends,
        [.. factors.SelectMany((f, p) => Weights.Skip(RangeOf(p).Start).Take(RangeOf(p).Count).Select(w => w * f))],
        chunkSize,
        starts);

    /// <summary>Every n-th pair, where n makes them no more than a given number; all of them if they are few.</summary>
    /// <param name="count">Most pairs wanted, at least 1.</param>
    public CalibrationPairs Thin(int count)
    {
        int stride = (Count + count - 1) / count;
        return stride == 1 ? this : Take([.. Enumerable.Range(0, (Count + stride - 1) / stride).Select(i => i * stride)], static _ => 1);
    }

    /// <summary>
    /// Some of the pairs, those more often on which a sampler errs most, each with the inverse of its chance as its weight: the
    /// weighted mean of a loss over them stands for the mean over all, and near that sampler it scatters far less than over as
    /// many pairs taken evenly, because a few samples between two modes carry most of the mean.
    /// </summary>
    /// <param name="count">Most pairs wanted; all are returned when there are no more. At least half as many come.</param>
    /// <param name="losses">What the sampler loses on each pair, before its weight; at least 0.</param>
    /// <remarks>
    /// Half of the chances are even, so that no weight exceeds twice the even one. The draw is systematic: a pair is taken when
    /// the running sum of the chances passes a half-integer, so that the choice is the same every time.
    /// </remarks>
    public CalibrationPairs Concentrate(int count, double[] losses)
    {
        if (count >= Count)
        {
            return this;
        }

        losses = [.. losses.Zip(Weights, static (l, w) => l * w)];
        double total = losses.Sum();
        if (!(total > 0) || !double.IsFinite(total))
        {
            return Thin(count);
        }

        List<int> chosen = [];
        double[] chances = new double[Count];
        double sum = 0.5;
        for (int n = 0; n < Count; n++)
        {
            chances[n] = Math.Min(1, 0.5 * count * ((1.0 / Count) + (losses[n] / total)));
            double before = Math.Floor(sum);
            sum += chances[n];
            if (Math.Floor(sum) > before)
            {
                chosen.Add(n);
            }
        }

        return Take(chosen, n => 1 / chances[n]);
    }

    private CalibrationPairs Take(List<int> indices, Func<int, double> weight)
    {
        SampleBatch noise = new(Noise.Dimension, indices.Count);
        SampleBatch ends = new(Ends.Dimension, indices.Count);
        for (int i = 0; i < indices.Count; i++)
        {
            for (int d = 0; d < Noise.Dimension; d++)
            {
                (noise[i, d], ends[i, d]) = (Noise[indices[i], d], Ends[indices[i], d]);
            }
        }

        return new CalibrationPairs(
            noise,
            ends,
            [.. indices.Select(i => Weights[i] * weight(i))],
            chunkSize,
            [.. starts.Select(s => indices.Count(i => i < s))]);
    }

    private (int Start, int Count) RangeOf(int problem) =>
        (starts[problem], (problem + 1 < starts.Length ? starts[problem + 1] : Noise.Count) - starts[problem]);

    private IEnumerable<CalibrationChunk> ChunksOf(int problem)
    {
        (int first, int all) = RangeOf(problem);
        for (int start = first; start < first + all; start += chunkSize)
        {
            int count = Math.Min(chunkSize, first + all - start);
            yield return new CalibrationChunk(
                Noise.Slice(start, count), Ends.Slice(start, count), Weights.AsMemory(start, count), problem);
        }
    }

    private static SampleBatch Join(IReadOnlyList<CalibrationPairs> problems, Func<CalibrationPairs, SampleBatch> part)
    {
        SampleBatch whole = new(part(problems[0]).Dimension, problems.Sum(static p => p.Count));
        int start = 0;
        foreach (SampleBatch batch in problems.Select(part))
        {
            for (int d = 0; d < whole.Dimension; d++)
            {
                batch.Coordinate(d).CopyTo(whole.Coordinate(d)[start..]);
            }

            start += batch.Count;
        }

        return whole;
    }
}

/// <summary>A run of calibration pairs that is worked on at once.</summary>
/// <param name="Noise">x_0.</param>
/// <param name="Ends">x(1) for each of them.</param>
/// <param name="Weights">What each counts.</param>
/// <param name="Problem">Whose flow leads from the noise to the ends, from 0.</param>
internal readonly record struct CalibrationChunk(SampleBatch Noise, SampleBatch Ends, ReadOnlyMemory<double> Weights, int Problem);
