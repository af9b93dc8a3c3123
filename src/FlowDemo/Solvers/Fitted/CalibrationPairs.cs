namespace FlowDemo.Solvers.Fitted;

/// <summary>Noise points with the end points of the exact flow from them: what a sampler is fitted to.</summary>
internal sealed class CalibrationPairs
{
    /// <summary>Samples per chunk: their derivatives at every evaluation stay in the second-level cache.</summary>
    public const int ChunkSize = 128;

    /// <summary>Checks and keeps the pairs.</summary>
    /// <param name="noise">x_0.</param>
    /// <param name="ends">x(1) for each of them.</param>
    public CalibrationPairs(SampleBatch noise, SampleBatch ends)
    {
        Noise = noise;
        Ends = ends;
        Chunks = [.. Enumerable.Range(0, (noise.Count + ChunkSize - 1) / ChunkSize).Select(c =>
        {
            int start = c * ChunkSize;
            int count = Math.Min(ChunkSize, noise.Count - start);
            return (noise.Slice(start, count), ends.Slice(start, count));
        })];
    }

    /// <summary>x_0.</summary>
    public SampleBatch Noise { get; }

    /// <summary>x(1) for each of them.</summary>
    public SampleBatch Ends { get; }

    /// <summary>Number of pairs.</summary>
    public int Count => Noise.Count;

    /// <summary>The pairs in chunks, in order.</summary>
    public (SampleBatch Noise, SampleBatch Ends)[] Chunks { get; }

    /// <summary>Every n-th pair, where n makes them no more than a given number; all of them if they are few.</summary>
    /// <param name="count">Most pairs wanted, at least 1.</param>
    public CalibrationPairs Thin(int count)
    {
        int stride = (Count + count - 1) / count;
        return stride == 1 ? this : new CalibrationPairs(Noise.Every(stride), Ends.Every(stride));
    }
}
