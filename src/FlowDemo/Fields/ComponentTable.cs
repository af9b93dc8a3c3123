using System.Collections.Immutable;
using FlowDemo.Paths;

namespace FlowDemo.Fields;

/// <summary>
/// What the posterior over components needs of each of them at one time, side by side for the kernels. With
/// C = alpha^2 Sigma + sigma^2 n I, r = x - alpha mu and A = (alpha alpha' Sigma + sigma sigma' n I) C^-1, n the variance of x0:
/// log weight + log pi - log det(C) / 2, and the entries of C^-1, A and of A' = Q C^-1 - 2 A^2, Q = dC/dt's own derivative / 2.
/// </summary>
/// <remarks>
/// All of these matrices share the eigenvectors of Sigma, so they are formed from the two eigenvalues; nothing is divided by
/// alpha or sigma, so the table is good at both ends of the path.
/// </remarks>
internal static class ComponentTable
{
    /// <summary>Doubles per component of an isotropic table.</summary>
    public const int IsotropicWidth = 7;

    /// <summary>Doubles per component of a full table: what the velocity needs.</summary>
    public const int FullWidth = 11;

    /// <summary>Doubles per component of a table that also serves the derivatives.</summary>
    public const int DerivativeWidth = 16;

    /// <summary>Fills [alpha mu (2), -1/(2v), log weight, alpha' mu (2), a] for v = alpha^2 s^2 + sigma^2 n, A = a I.</summary>
    public static void FillIsotropic(ImmutableArray<ComponentShape> shapes, PathPoint p, Span<double> table)
    {
        double lastVariance = double.NaN;
        double lastNoise = double.NaN;
        double v = 0;
        double logV = 0;
        for (int k = 0; k < shapes.Length; k++)
        {
            ComponentShape c = shapes[k];
            if (c.Eigenvalue1 != lastVariance || c.NoiseVariance != lastNoise)
            {
                // Kernel mixtures have one variance for all components: its logarithm is taken once.
                (lastVariance, lastNoise) = (c.Eigenvalue1, c.NoiseVariance);
                v = Variance(p, lastVariance, lastNoise);
                logV = Math.Log(v);
            }

            Span<double> row = table.Slice(k * IsotropicWidth, IsotropicWidth);
            row[0] = p.Alpha * c.MeanX;
            row[1] = p.Alpha * c.MeanY;
            row[2] = -0.5 / v;
            row[3] = c.LogWeight - logV;
            row[4] = p.AlphaRate * c.MeanX;
            row[5] = p.AlphaRate * c.MeanY;
            row[6] = ((p.Alpha * p.AlphaRate * lastVariance) + (p.SigmaSquareRate * lastNoise)) / v;
        }
    }

    /// <summary>Fills [alpha mu (2), the quadratic form -C^-1/2 (xx, 2 xy, yy), log weight, alpha' mu (2), A (xx, xy, yy)].</summary>
    public static void FillFull(ImmutableArray<ComponentShape> shapes, PathPoint p, Span<double> table, int width)
    {
        for (int k = 0; k < shapes.Length; k++)
        {
            ComponentShape c = shapes[k];
            Span<double> row = table.Slice(k * width, width);
            double v1 = Variance(p, c.Eigenvalue1, c.NoiseVariance);
            double v2 = Variance(p, c.Eigenvalue2, c.NoiseVariance);
            double a1 = ((p.Alpha * p.AlphaRate * c.Eigenvalue1) + (p.SigmaSquareRate * c.NoiseVariance)) / v1;
            double a2 = ((p.Alpha * p.AlphaRate * c.Eigenvalue2) + (p.SigmaSquareRate * c.NoiseVariance)) / v2;
            row[0] = p.Alpha * c.MeanX;
            row[1] = p.Alpha * c.MeanY;
            c.Compose(-0.5 / v1, -0.5 / v2, out row[2], out row[3], out row[4]);
            row[3] *= 2;
            row[5] = c.LogWeight - (0.5 * Math.Log(v1 * v2));
            row[6] = p.AlphaRate * c.MeanX;
            row[7] = p.AlphaRate * c.MeanY;
            c.Compose(a1, a2, out row[8], out row[9], out row[10]);
            if (width == DerivativeWidth)
            {
                double q = (p.AlphaRate * p.AlphaRate) + (p.Alpha * p.AlphaCurvature);
                double b1 = (((q * c.Eigenvalue1) + (p.SigmaSquareCurvature * c.NoiseVariance)) / v1) - (2 * a1 * a1);
                double b2 = (((q * c.Eigenvalue2) + (p.SigmaSquareCurvature * c.NoiseVariance)) / v2) - (2 * a2 * a2);
                row[11] = p.AlphaCurvature * c.MeanX;
                row[12] = p.AlphaCurvature * c.MeanY;
                c.Compose(b1, b2, out row[13], out row[14], out row[15]);
            }
        }
    }

    private static double Variance(PathPoint p, double eigenvalue, double noise) =>
        (p.Alpha * p.Alpha * eigenvalue) + (p.Sigma * p.Sigma * noise);
}
