using FlowDemo.Learning.Regressors;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Learning.Methods.Meta;

/// <summary>
/// A ridge regression on products of features of the state with a condition, <c>v(x, t | z) = sum_aj c_aj z_a phi_j(x, t)</c>, z
/// constant over a population. Its Gram matrix is <c>mean_p z_p z_p^T (x) G_p</c>, G_p that of population p, so that the rows are
/// gone through once for every condition that is tried. For one z it is an ordinary linear function.
/// </summary>
internal sealed class ConditionedRegression
{
    private readonly IFeatureMap features;
    private readonly Matrix<double> coefficients;

    private ConditionedRegression(IFeatureMap features, Matrix<double> coefficients) =>
        (this.features, this.coefficients) = (features, coefficients);

    /// <summary>Numbers that were fitted.</summary>
    public long ParameterCount => (long)coefficients.RowCount * coefficients.ColumnCount;

    /// <summary>Fits.</summary>
    /// <param name="features">phi.</param>
    /// <param name="unpenalised">Leading features without a penalty, where they stand alone (a = 0).</param>
    /// <param name="populations">G_p and the right-hand sides.</param>
    /// <param name="conditions">z_p, the first of each 1.</param>
    /// <param name="penalty">lambda, positive.</param>
    /// <param name="warn">Hears what a reader must know of the fit.</param>
    public static ConditionedRegression Fit(
        IFeatureMap features, int unpenalised, IReadOnlyList<RidgeMoments> populations, IReadOnlyList<double[]> conditions, double penalty,
        Action<string> warn)
    {
        int length = conditions[0].Length;
        Matrix<double> gram = Matrix<double>.Build.Dense(length * features.Count, length * features.Count);
        Matrix<double> right = Matrix<double>.Build.Dense(length * features.Count, 2);
        for (int p = 0; p < populations.Count; p++)
        {
            Matrix<double> z = Matrix<double>.Build.Dense(length, 1, conditions[p]) / Math.Sqrt(populations.Count);
            gram += (z * z.Transpose()).KroneckerProduct(populations[p].Gram);
            right += (z / Math.Sqrt(populations.Count)).KroneckerProduct(populations[p].Right);
        }

        return new ConditionedRegression(features, RidgeRegression.Solve(gram, right, unpenalised, penalty, warn).Coefficients);
    }

    /// <summary>The function for one condition.</summary>
    /// <param name="condition">z.</param>
    public LinearRegressor For(double[] condition)
    {
        Matrix<double> sum = Matrix<double>.Build.Dense(features.Count, 2);
        for (int a = 0; a < condition.Length; a++)
        {
            sum += condition[a] * coefficients.SubMatrix(a * features.Count, features.Count, 0, 2);
        }

        return new LinearRegressor(features, [.. sum.Column(0), .. sum.Column(1)]);
    }
}
