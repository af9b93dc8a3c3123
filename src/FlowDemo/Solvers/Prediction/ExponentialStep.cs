using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// The coefficients of a step that integrates x exactly for a constant data prediction, <c>x_t = (sigma_t / sigma_s) x_s + E D,
/// E = alpha_t - alpha_s sigma_t / sigma_s</c>, with the variable that higher orders interpolate in. Decay and
/// gain are finite at both ends of time, where lambda is not.
/// </summary>
/// <param name="Decay">sigma_t / sigma_s.</param>
/// <param name="Gain">E, which is -alpha_t expm1(-h).</param>
/// <param name="Alpha">The factor of the step's length in E: alpha_t in lambda.</param>
/// <param name="From">The variable at s.</param>
/// <param name="To">The variable at t.</param>
internal readonly record struct ExponentialStep(double Decay, double Gain, double Alpha, double From, double To)
{
    /// <summary>h, in the variable; infinite where either end is.</summary>
    public double Length => To - From;

    /// <summary>The step between two times.</summary>
    /// <param name="path">The path.</param>
    /// <param name="t0">s, before 1.</param>
    /// <param name="t1">t.</param>
    /// <param name="variable">What the length is measured in.</param>
    public static ExponentialStep Between(IPath path, double t0, double t1, StepVariable variable = default)
    {
        PathPoint s = path.At(t0);
        PathPoint t = path.At(t1);
        double decay = t.Sigma / s.Sigma;
        double gain = t.Alpha - (s.Alpha * decay);
        (double from, double to) = (variable.At(path, t0), variable.At(path, t1));
        return new ExponentialStep(decay, gain, variable.IsFlow ? gain / -NearZero.ExpM1(from - to) : t.Alpha, from, to);
    }

    /// <summary>
    /// <c>g_k(z) = sum over m &gt;= 1 of z^m / (m + k)!</c>: g_1 = expm1(z)/z - 1, g_(k+1) = g_k/z - 1/(k+1)!. The weights of the
    /// terms beyond the constant one are made of these.
    /// </summary>
    /// <param name="k">1, 2 or 3.</param>
    /// <param name="z">Any finite number.</param>
    public static double G(int k, double z)
    {
        if (Math.Abs(z) < 0.5)
        {
            // The recursion cancels here; the series is at rounding level after 16 terms.
            double term = k switch { 1 => 1, 2 => 0.5, _ => 1.0 / 6 };
            double sum = 0;
            for (int m = 1; m <= 16; m++)
            {
                term *= z / (m + k);
                sum += term;
            }

            return sum;
        }

        double g = (NearZero.ExpM1(z) / z) - 1;
        double factorial = 1;
        for (int j = 2; j <= k; j++)
        {
            factorial *= j;
            g = (g / z) - (1 / factorial);
        }

        return g;
    }
}
