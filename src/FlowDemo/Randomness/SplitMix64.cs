namespace FlowDemo.Randomness;

/// <summary>
/// The generator SplitMix64, whose numbers can be had in any order: number i at a key is a hash of the key plus i + 1 increments.
/// </summary>
/// <remarks>Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.</remarks>
internal static class SplitMix64
{
    /// <summary>What the state grows by from number to number: 2^64 over the golden ratio, odd.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Number i of a key's sequence.</summary>
    /// <param name="key">The key.</param>
    /// <param name="index">i, from 0.</param>
    public static ulong At(ulong key, ulong index) => Mix(unchecked(key + ((index + 1) * Increment)));

    /// <summary>The output function: a one-to-one hash of a state.</summary>
    /// <param name="z">The state.</param>
    public static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
