namespace FlowDemo.Randomness;

/// <summary>
/// Normal numbers for the steps of a stochastic sampler that depend on nothing but a seed, the point where the sample started
/// and their place in its sequence: a key is hashed from seed and point, and number i is the i-th of the generator SplitMix64
/// at that key, through the inverse normal distribution function. So a sample's noise is the same in any batch, in any order
/// and on any number of threads, and samples that start from different points have unrelated noise.
/// </summary>
internal static class SampleNoise
{
    /// <summary>The key of a sample.</summary>
    /// <param name="seed">Which draw of the noise.</param>
    /// <param name="starts">The starting points.</param>
    /// <param name="sample">Index of the sample among them; its coordinates count, the index does not.</param>
    public static ulong Key(int seed, SampleBatch starts, int sample)
    {
        ulong key = SplitMix64.Mix(unchecked((ulong)seed + SplitMix64.Increment));
        for (int d = 0; d < starts.Dimension; d++)
        {
            key = SplitMix64.Mix(unchecked(key + BitConverter.DoubleToUInt64Bits(starts[sample, d]) + SplitMix64.Increment));
        }

        return key;
    }

    /// <summary>Number i of a key's sequence, standard normal.</summary>
    /// <param name="key">The key.</param>
    /// <param name="index">i, from 0.</param>
    public static double Normal(ulong key, int index) =>
        NormalNoise.InverseNormal(GoldenLattice.Fraction(SplitMix64.At(key, (ulong)index)));
}
