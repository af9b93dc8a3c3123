using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Fields;

/// <summary>
/// A field with an error of known size, smooth in space and time and always the same: <c>u + delta G(x, t), G = sum_j c_j cos(w_j . x +
/// nu_j t + phi_j)</c> with 32 random waves, w of standard deviation 1.2, nu of 2, phi uniform and each coordinate of c of 1/4, so that
/// the root mean square of G is about 1 in each coordinate.
/// </summary>
/// <remarks>It stands for what a network gets wrong, where everything else is exact.</remarks>
/// <param name="exact">u, planar.</param>
/// <param name="delta">The size of the error.</param>
public sealed class PerturbedVelocityField(IDifferentiableField exact, double delta) : IDifferentiableField
{
    private const int Seed = 18;

    private static readonly Wave[] Waves = Draw();

    /// <inheritdoc/>
    public int Dimension => exact.Dimension;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        exact.Evaluate(t, x, velocity);
        for (int i = 0; i < x.Count; i++)
        {
            (double gx, double gy) = ErrorAt(x[i, 0], x[i, 1], t);
            velocity[i, 0] += delta * gx;
            velocity[i, 1] += delta * gy;
        }
    }

    /// <inheritdoc/>
    /// <remarks>With u = v + delta G and the derivatives of v: <c>a = a_v + delta (dG/dt + J_G u + J_v G)</c>.</remarks>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        SampleBatch? slopes = jacobian ?? (acceleration is null ? null : new SampleBatch(4, x.Count));
        exact.Differentiate(t, x, velocity, slopes, acceleration);
        Span<double> g = stackalloc double[6];
        for (int i = 0; i < x.Count; i++)
        {
            (double gx, double gy) = ErrorAt(x[i, 0], x[i, 1], t);
            velocity[i, 0] += delta * gx;
            velocity[i, 1] += delta * gy;
            if (slopes is null)
            {
                continue;
            }

            SlopesAt(x[i, 0], x[i, 1], t, g);
            for (int row = 0; acceleration is not null && row < 2; row++)
            {
                double own = g[4 + row] + (g[2 * row] * velocity[i, 0]) + (g[(2 * row) + 1] * velocity[i, 1]);
                acceleration[i, row] += delta * (own + (slopes[i, 2 * row] * gx) + (slopes[i, (2 * row) + 1] * gy));
            }

            for (int entry = 0; entry < 4; entry++)
            {
                slopes[i, entry] += delta * g[entry];
            }
        }
    }

    /// <summary>G at a point.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    /// <param name="t">Time.</param>
    internal static (double X, double Y) ErrorAt(double x, double y, double t)
    {
        (double sumX, double sumY) = (0, 0);
        foreach (Wave w in Waves)
        {
            double cos = Math.Cos((w.X * x) + (w.Y * y) + (w.Rate * t) + w.Phase);
            sumX += w.AmplitudeX * cos;
            sumY += w.AmplitudeY * cos;
        }

        return (sumX, sumY);
    }

    // The Jacobian of G row by row, then its derivative by time.
    private static void SlopesAt(double x, double y, double t, Span<double> slopes)
    {
        slopes.Clear();
        foreach (Wave w in Waves)
        {
            double sin = -Math.Sin((w.X * x) + (w.Y * y) + (w.Rate * t) + w.Phase);
            slopes[0] += w.AmplitudeX * w.X * sin;
            slopes[1] += w.AmplitudeX * w.Y * sin;
            slopes[2] += w.AmplitudeY * w.X * sin;
            slopes[3] += w.AmplitudeY * w.Y * sin;
            slopes[4] += w.AmplitudeX * w.Rate * sin;
            slopes[5] += w.AmplitudeY * w.Rate * sin;
        }
    }

    private static Wave[] Draw()
    {
        RandomSource random = RandomStream.Open(Seed, NoiseStream.Initialization);
        double Number(double deviation) => Normal.Sample(random, 0, deviation);
        Wave[] waves = new Wave[32];
        for (int j = 0; j < waves.Length; j++)
        {
            waves[j] = new Wave(
                Number(1.2), Number(1.2), Number(2), ContinuousUniform.Sample(random, 0, 2 * Math.PI), Number(0.25), Number(0.25));
        }

        return waves;
    }

    private readonly record struct Wave(double X, double Y, double Rate, double Phase, double AmplitudeX, double AmplitudeY);
}
