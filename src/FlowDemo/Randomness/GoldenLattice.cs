using MathNet.Numerics.Random;

namespace FlowDemo.Randomness;

/// <summary>
/// A set of n points that fills the unit square evenly for every n, moved as a whole by a random shift modulo 1:
/// <c>p_i = (i / n + a, i / phi + b) mod 1</c>, phi the golden ratio, (a, b) uniform. Each point alone is uniform, so a mean
/// over the set is unbiased; means over sets with shifts of their own are independent.
/// </summary>
/// <remarks>
/// The points of Hammersley with the Kronecker sequence of the golden ratio in place of the radical inverse: Niederreiter,
/// Random Number Generation and Quasi-Monte Carlo Methods, 1992, theorem 3.3 and lemma 3.7. The shift: Cranley, Patterson,
/// Randomization of Number Theoretic Methods for Multiple Integration, 1976.
/// </remarks>
internal readonly struct GoldenLattice
{
    // 2^64 / phi: fractions of 1 are 64-bit integers here, whose overflow is the reduction modulo 1, exact on every machine.
    private const ulong InverseGoldenRatio = 0x9E3779B97F4A7C15;
    private readonly ulong step;
    private readonly ulong shiftX;
    private readonly ulong shiftY;

    /// <summary>Draws the shift.</summary>
    /// <param name="count">n, at least 1.</param>
    /// <param name="random">Where the shift comes from; two numbers are drawn.</param>
    public GoldenLattice(int count, RandomSource random)
    {
        step = count == 1 ? 0 : (ulong)((UInt128.One << 64) / (uint)count);
        shiftX = (ulong)random.NextFullRangeInt64();
        shiftY = (ulong)random.NextFullRangeInt64();
    }

    /// <summary>One point of the set, strictly inside the unit square.</summary>
    /// <param name="index">i, from 0.</param>
    public (double X, double Y) this[int index] => unchecked(
        (Fraction(shiftX + ((ulong)index * step)), Fraction(shiftY + ((ulong)index * InverseGoldenRatio))));

    /// <summary>Middle of one of 2^52 equal cells, so that neither 0 nor 1 comes up and no value is rounded.</summary>
    /// <param name="bits">A fraction of 1 in units of 2^-64.</param>
    internal static double Fraction(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1L << 52));
}
