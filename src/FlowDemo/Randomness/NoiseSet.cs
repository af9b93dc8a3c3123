namespace FlowDemo.Randomness;

/// <summary>
/// Standard normal points together with how they were drawn: a number of independent replicates of equal size, so that an
/// interval can be taken over replicates where the points within one are not independent (a shifted lattice).
/// </summary>
/// <param name="Points">The points, replicate after replicate.</param>
/// <param name="Replicates">Number of independent replicates; 1 says that the points themselves are independent draws.</param>
public sealed record NoiseSet(SampleBatch Points, int Replicates)
{
    /// <summary>Number of points.</summary>
    public int Count => Points.Count;

    /// <summary>The first point of a replicate; replicate r holds the points from Start(r) up to, not including, Start(r + 1).</summary>
    /// <param name="replicate">Index from 0 to <see cref="Replicates"/>.</param>
    public int Start(int replicate) => (int)((long)Points.Count * replicate / Replicates);
}
