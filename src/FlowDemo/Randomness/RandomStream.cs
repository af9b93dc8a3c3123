using MathNet.Numerics.Random;

namespace FlowDemo.Randomness;

/// <summary>Opens the generator of a seed and a purpose: xoshiro256**, period 2^256 - 1, from MathNet.</summary>
/// <remarks>
/// Blackman, Vigna, Scrambled Linear Pseudorandom Number Generators, 2018, arXiv 1805.01407. Its 256 bits of state are
/// filled by SplitMix64 from a 32-bit seed, which is a hash of the user's seed and the stream here.
/// </remarks>
public static class RandomStream
{
    /// <summary>A generator at the start of its stream; not for use by several threads at once.</summary>
    /// <param name="seed">The user's seed; any value.</param>
    /// <param name="stream">What the numbers are for.</param>
    public static RandomSource Open(int seed, NoiseStream stream) => new Xoshiro256StarStar(Mix(seed, (int)stream), threadSafe: false);

    /// <summary>
    /// A hash that is one-to-one in the seed for each stream and in the stream for each seed: two streams of a seed never
    /// get the same generator, and neighbouring seeds get unrelated ones.
    /// </summary>
    internal static int Mix(int seed, int stream)
    {
        // Odd multiples of 2^32 / golden ratio keep the streams of all small seeds apart; then the finaliser of MurmurHash3.
        uint h = (uint)seed + ((uint)stream * 0x9E3779B9u);
        h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
        h = (h ^ (h >> 13)) * 0xC2B2AE35u;
        return (int)(h ^ (h >> 16));
    }
}
