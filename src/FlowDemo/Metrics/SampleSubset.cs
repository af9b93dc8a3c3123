using FlowDemo.Randomness;

namespace FlowDemo.Metrics;

/// <summary>
/// The same few samples of every row, for metrics whose cost grows with the square of their number or faster: evenly spaced
/// ones out of each replicate, because a run of neighbours in a low-discrepancy set covers only a strip of the plane.
/// </summary>
internal sealed class SampleSubset
{
    private readonly int[] indices;

    /// <summary>Chooses the samples.</summary>
    /// <param name="noise">The noise of all rows.</param>
    /// <param name="limit">How many to choose at most, at least 1.</param>
    public SampleSubset(NoiseSet noise, int limit)
    {
        int count = Math.Min(limit, noise.Count);

        // A replicate without any sample would be no replicate.
        int replicates = Math.Min(noise.Replicates, count);
        indices = new int[count];
        Noise = new NoiseSet(new SampleBatch(2, count), replicates);
        for (int r = 0; r < replicates; r++)
        {
            int start = noise.Start(r);
            int size = noise.Start(r + 1) - start;
            int chosen = Noise.Start(r + 1) - Noise.Start(r);
            for (int i = 0; i < chosen; i++)
            {
                indices[Noise.Start(r) + i] = start + (int)((long)size * ((2 * i) + 1) / (2 * chosen));
            }
        }

        Take(noise.Points).Values.CopyTo(Noise.Points.Values);
    }

    /// <summary>The noise of the chosen samples, in as many replicates.</summary>
    public NoiseSet Noise { get; }

    /// <summary>The chosen samples of a batch.</summary>
    /// <param name="batch">As many planar points as the noise has.</param>
    public SampleBatch Take(SampleBatch batch)
    {
        SampleBatch taken = new(2, indices.Length);
        for (int i = 0; i < indices.Length; i++)
        {
            (taken[i, 0], taken[i, 1]) = (batch[indices[i], 0], batch[indices[i], 1]);
        }

        return taken;
    }
}
