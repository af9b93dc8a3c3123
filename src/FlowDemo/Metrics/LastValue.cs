namespace FlowDemo.Metrics;

/// <summary>Remembers the last value computed, for what all rows of a comparison share. Safe to use from several threads.</summary>
/// <typeparam name="TKey">What the value depends on; compared by its own equality.</typeparam>
/// <typeparam name="TValue">What is remembered.</typeparam>
internal sealed class LastValue<TKey, TValue>
    where TKey : struct, IEquatable<TKey>
{
    private readonly Lock gate = new();
    private (TKey Key, TValue Value)? last;

    /// <summary>The value of a key.</summary>
    /// <param name="key">What the value depends on.</param>
    /// <param name="compute">Computes it if the key is not the last one.</param>
    public TValue Get(TKey key, Func<TValue> compute)
    {
        lock (gate)
        {
            if (last is not { } known || !known.Key.Equals(key))
            {
                known = (key, compute());
                last = known;
            }

            return known.Value;
        }
    }
}
