using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// Least squares with a penalty, in closed form: <c>c = argmin (1/N) |Phi c - Y|^2 + lambda |c|^2</c>, that is
/// <c>(Phi^T Phi / N + lambda D) c = Phi^T Y / N</c> by Cholesky's factorisation. D leaves the leading affine features
/// unpenalised, so that affine targets are fitted exactly whatever lambda is.
/// </summary>
/// <remarks>A. Hoerl, R. Kennard, Ridge Regression: Biased Estimation for Nonorthogonal Problems, Technometrics 12, 1970.</remarks>
internal static class RidgeRegression
{
    private const double Growth = 10;
    private const int LargestAttempts = 12;

    /// <summary>Less than this share of the mean diagonal entry is lost in rounding when it is added.</summary>
    private const double SmallestShare = 1e-14;

    /// <summary>Fits both coordinates of the targets.</summary>
    /// <param name="features">The features; the first <paramref name="unpenalised"/> of them are not penalised.</param>
    /// <param name="unpenalised">Leading features without a penalty.</param>
    /// <param name="blocks">The rows.</param>
    /// <param name="penalty">lambda, positive.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="warn">Hears what a reader must know of the fit: a penalty that had to be raised.</param>
    /// <exception cref="ArithmeticException">A feature or target is not finite.</exception>
    public static LinearRegressor Fit(
        IFeatureMap features, int unpenalised, IReadOnlyList<RegressionBlock> blocks, double penalty, Execution execution,
        Action<string> warn)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        return Solve(features, unpenalised, RidgeMoments.Of(features, blocks, execution), penalty, warn).Regressor;
    }

    /// <summary>As <see cref="Fit"/>, from moments, keeping the normal equations.</summary>
    internal static RidgeSolution Solve(IFeatureMap features, int unpenalised, RidgeMoments moments, double penalty, Action<string> warn)
    {
        (Matrix<double> normal, Matrix<double> coefficients) = Solve(moments.Gram, moments.Right, unpenalised, penalty, warn);
        return new RidgeSolution(features, normal, moments.Right, moments.Energy, coefficients);
    }

    /// <summary>Solves <c>(Gram + lambda D) C = Right</c>, with a larger lambda where the matrix is singular.</summary>
    /// <returns>The matrix that was solved with, and C.</returns>
    internal static (Matrix<double> Normal, Matrix<double> Coefficients) Solve(
        Matrix<double> gram, Matrix<double> right, int unpenalised, double penalty, Action<string> warn)
    {
        int count = gram.RowCount;
        double floor = 0;
        double visible = SmallestShare * gram.Trace() / count;
        for (int attempt = 0; attempt < LargestAttempts; attempt++)
        {
            Matrix<double> normal = gram + Matrix<double>.Build.Diagonal(count, count, i => Math.Max(floor, i < unpenalised ? 0 : penalty));
            if (SolveNormal(normal, right) is Matrix<double> solution)
            {
                if (floor > 0)
                {
                    warn(string.Create(
                        CultureInfo.InvariantCulture,
                        $"the Gram matrix of {count} features is singular; it was regularised with lambda = {floor:G3}"));
                }

                return (normal, solution);
            }

            floor = Math.Max(floor * Growth, Math.Max(penalty, visible));
        }

        throw new ArithmeticException("The normal equations of the fit could not be solved.");
    }

    /// <summary>The solution, or null where the matrix is not positive definite to working precision.</summary>
    private static Matrix<double>? SolveNormal(Matrix<double> normal, Matrix<double> right)
    {
        try
        {
            var factor = normal.Cholesky();
            double smallest = double.PositiveInfinity;
            for (int i = 0; i < normal.RowCount; i++)
            {
                // The pivot against its diagonal entry is what is left of the feature after the others have explained it.
                double pivot = factor.Factor[i, i];
                smallest = Math.Min(smallest, pivot * pivot / normal[i, i]);
            }

            Matrix<double> solution = factor.Solve(right);

            // One step of refinement gives back the digits that the factorisation lost.
            solution += factor.Solve(right - (normal * solution));
            return smallest > 1e-14 && solution.Enumerate().All(double.IsFinite) ? solution : null;
        }
        catch (ArgumentException)
        {
            // MathNet's way to say that a pivot is not positive.
            return null;
        }
    }
}

/// <summary>A ridge regression with its normal equations: the penalised loss of any other coefficients is known without the rows.</summary>
/// <param name="Features">The features.</param>
/// <param name="Normal">N = Phi^T Phi / n + lambda D, M x M.</param>
/// <param name="Right">R = Phi^T Y / n, M x 2.</param>
/// <param name="Energy">|Y|^2 / n.</param>
/// <param name="Coefficients">C = N^-1 R, M x 2.</param>
internal sealed record RidgeSolution(
    IFeatureMap Features, Matrix<double> Normal, Matrix<double> Right, double Energy, Matrix<double> Coefficients)
{
    /// <summary>The fit as a function.</summary>
    public LinearRegressor Regressor => With(Coefficients);

    /// <summary>The same features with other coefficients.</summary>
    /// <param name="coefficients">M x 2.</param>
    public LinearRegressor With(Matrix<double> coefficients) => new(Features, [.. coefficients.Column(0), .. coefficients.Column(1)]);

    /// <summary>The penalised loss <c>tr(C^T N C) - 2 tr(R^T C) + |Y|^2 / n</c>.</summary>
    /// <param name="coefficients">M x 2.</param>
    public double Loss(Matrix<double> coefficients) =>
        coefficients.PointwiseMultiply((Normal * coefficients) - (2 * Right)).Enumerate().Sum() + Energy;
}
