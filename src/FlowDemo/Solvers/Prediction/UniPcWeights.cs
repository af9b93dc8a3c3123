namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// The weights of UniPC on the data predictions: <c>E D_i - alpha_t B sum_m rho_m (D_m - D_i) / r_m</c>, where rho solves
/// <c>sum_m r_m^(k-1) rho_m = k! g_k(-h) / B, k = 1, 2, ...</c>, except that a single difference always has rho = 1/2.
/// </summary>
internal static class UniPcWeights
{
    private const int MaximumDifferences = 3;

    /// <summary>Fills the weights.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isBh1">Takes B = -h in place of expm1(-h).</param>
    /// <param name="distances">r_m, the distances of the other predictions from D_i in units of the step, at most 3.</param>
    /// <param name="weights">Receives the weight of D_i, then those of the others.</param>
    public static void Fill(ExponentialStep step, bool isBh1, ReadOnlySpan<double> distances, Span<double> weights)
    {
        weights[0] = step.Gain;
        Span<double> rho = weights[1..];
        if (rho.Length == 1)
        {
            rho[0] = 0.5;
        }
        else
        {
            Solve(-step.Length, isBh1, distances, rho);
        }

        // -alpha_t expm1(-h) is the gain, which stays finite where h does not.
        double scale = isBh1 ? step.Alpha * step.Length : step.Gain;
        for (int m = 0; m < rho.Length; m++)
        {
            rho[m] *= scale / distances[m];
            weights[0] -= rho[m];
        }
    }

    private static void Solve(double z, bool isBh1, ReadOnlySpan<double> distances, Span<double> rho)
    {
        int n = rho.Length;
        Span<double> matrix = stackalloc double[MaximumDifferences * MaximumDifferences];
        double b = isBh1 ? z : NearZero.ExpM1(z);
        double factorial = 1;
        for (int k = 0; k < n; k++)
        {
            factorial *= k + 1;
            rho[k] = factorial * ExponentialStep.G(k + 1, z) / b;
            for (int m = 0; m < n; m++)
            {
                matrix[(k * n) + m] = k == 0 ? 1 : matrix[((k - 1) * n) + m] * distances[m];
            }
        }

        Eliminate(matrix, rho);
    }

    /// <summary>Gaussian elimination with row exchanges.</summary>
    private static void Eliminate(Span<double> a, Span<double> b)
    {
        int n = b.Length;
        for (int c = 0; c < n; c++)
        {
            int pivot = c;
            for (int r = c + 1; r < n; r++)
            {
                pivot = Math.Abs(a[(r * n) + c]) > Math.Abs(a[(pivot * n) + c]) ? r : pivot;
            }

            (b[c], b[pivot]) = (b[pivot], b[c]);
            for (int j = 0; j < n; j++)
            {
                (a[(c * n) + j], a[(pivot * n) + j]) = (a[(pivot * n) + j], a[(c * n) + j]);
            }

            for (int r = c + 1; r < n; r++)
            {
                double factor = a[(r * n) + c] / a[(c * n) + c];
                b[r] -= factor * b[c];
                for (int j = c; j < n; j++)
                {
                    a[(r * n) + j] -= factor * a[(c * n) + j];
                }
            }
        }

        for (int r = n - 1; r >= 0; r--)
        {
            for (int j = r + 1; j < n; j++)
            {
                b[r] -= a[(r * n) + j] * b[j];
            }

            b[r] /= a[(r * n) + r];
        }
    }
}
