namespace FlowDemo.Learning.Methods;

/// <summary>How training times are spread over [0, 1].</summary>
internal static class TimeDensity
{
    // Fractions of multiples of the golden ratio fill [0, 1] evenly for every number of blocks.
    private const double InverseGoldenRatio = 0.6180339887498949;

    /// <summary>
    /// Quantile of the U-shaped density <c>p(t) proportional to cosh(a (t - 1/2))</c>:
    /// <c>t = 1/2 + asinh((2 f - 1) sinh(a / 2)) / a</c>. It looks more often at both ends, where one-step samplers live.
    /// </summary>
    /// <param name="fraction">f in [0, 1].</param>
    /// <param name="a">Steepness, positive; towards 0 the density becomes uniform.</param>
    /// <remarks>Lee, Lin, Fanti, Improving the Training of Rectified Flows, 2024, arXiv 2405.20320, section 4.1; a = 4 there.</remarks>
    public static double UShaped(double fraction, double a) => 0.5 + (Math.Asinh(((2 * fraction) - 1) * Math.Sinh(a / 2)) / a);

    /// <summary>An evenly spread fraction for each block of rows.</summary>
    /// <param name="block">Index from 0.</param>
    public static double Fraction(int block) => (0.5 + (block * InverseGoldenRatio)) % 1;
}
