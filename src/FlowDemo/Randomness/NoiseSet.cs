namespace FlowDemo.Randomness;

/// <summary>
/// Standard normal points together with how they were drawn: a number of independent replicates of equal size, so that an
/// interval can be taken over replicates where the points within one are not independent (a shifted lattice).
/// </summary>
/// <param name="Points">The points, replicate after replicate.</param>
/// <param name="Replicates">Number of independent replicates; 1 says that the points themselves are independent draws.</param>
public sealed record NoiseSet(SampleBatch Points, int Replicates)
{
    /// <summary>What the file that they are from was taken for; null where there was nothing to find out.</summary>
    public string? Reading { get; init; }

    /// <summary>Number of points.</summary>
    public int Count => Points.Count;

    /// <summary>The first point of a replicate; replicate r holds the points from Start(r) up to, not including, Start(r + 1).</summary>
    /// <param name="replicate">Index from 0 to <see cref="Replicates"/>.</param>
    public int Start(int replicate) => (int)((long)Points.Count * replicate / Replicates);

    /// <summary>
    /// The size of the shortest beginning that has at least so many points and cuts no replicate, because a part of a lattice is
    /// not spread evenly; independent points may be cut anywhere.
    /// </summary>
    /// <param name="wanted">Points wanted, at least 1; all there are when there are fewer.</param>
    public int CountInWholeReplicates(int wanted)
    {
        if (Replicates == 1 || wanted >= Count)
        {
            return Math.Min(wanted, Count);
        }

        return Enumerable.Range(1, Replicates).Select(Start).First(count => count >= wanted);
    }
}
