namespace FlowDemo.Numerics;

/// <summary>Small symmetric positive definite systems, solved in one fixed order of operations.</summary>
internal static class Cholesky
{
    /// <summary>Solves A x = b.</summary>
    /// <param name="matrix">A, of which the lower triangle is read; it is overwritten by its factor.</param>
    /// <param name="right">b; it is overwritten by x.</param>
    /// <returns>False when the matrix is not positive definite; then nothing can be said about <paramref name="right"/>.</returns>
    public static bool Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                if (i == j && !(sum > 0))
                {
                    return false;
                }

                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                right[i] -= matrix[i, k] * right[k];
            }

            right[i] /= matrix[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                right[i] -= matrix[k, i] * right[k];
            }

            right[i] /= matrix[i, i];
        }

        return true;
    }
}
