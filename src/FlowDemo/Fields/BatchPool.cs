using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace FlowDemo.Fields;

/// <summary>
/// Batches that a field needs for the time of a call. A set is in the hands of one call at a time; there are soon as many as
/// there are threads, and no more are made.
/// </summary>
/// <param name="dimensions">Dimension of each batch of a set.</param>
internal sealed class BatchPool(params ImmutableArray<int> dimensions)
{
    private readonly ConcurrentBag<SampleBatch[]> idle = [];

    /// <summary>Takes a set, with whatever its last user left in it.</summary>
    /// <param name="count">Samples of each batch.</param>
    public SampleBatch[] Take(int count) =>
        idle.TryTake(out SampleBatch[]? kept) && kept[0].Count == count ? kept : Create(count);

    /// <summary>Gives a set back.</summary>
    /// <param name="set">The set; its user forgets it.</param>
    public void Return(SampleBatch[] set) => idle.Add(set);

    private SampleBatch[] Create(int count) => [.. dimensions.Select(d => new SampleBatch(d, count))];
}
