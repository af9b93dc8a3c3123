using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// A correction of low rank to frozen coefficients of several regressions on the same features: the weights of regression k
/// become <c>C_k = F_k + A B_k</c>, A (M x r) shared, B_k (r x 2) its own, so that all weights together, M x 2K, are moved by a
/// matrix of rank r. The sum of the K penalised losses falls in sweeps, each of which solves for the columns of A one by one and
/// then for all B_k, exactly. It starts from the correction to the best weights, cut to rank r in the mean metric of the
/// features; at full rank that is the best already.
/// </summary>
/// <remarks>
/// Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021, arXiv 2106.09685, equation 3, in closed form. The start:
/// Eckart, Young, The approximation of one matrix by another of lower rank, Psychometrika 1, 1936.
/// </remarks>
internal sealed class LowRankCorrection
{
    private const double Negligible = 1e-13;
    private readonly RidgeSolution[] problems;
    private readonly Matrix<double>[] frozen;
    private Matrix<double> shared;
    private Matrix<double>[] own;

    /// <summary>Prepares the start.</summary>
    /// <param name="problems">The regressions, with the same features.</param>
    /// <param name="frozen">F_k, M x 2 each.</param>
    /// <param name="rank">r, at least 0; more than 2K is as good as 2K.</param>
    public LowRankCorrection(RidgeSolution[] problems, Matrix<double>[] frozen, int rank)
    {
        this.problems = problems;
        this.frozen = frozen;
        (shared, own) = Start(rank);
        Loss = LossOf(shared, own);
    }

    /// <summary>r, less where the best correction has a lower rank.</summary>
    public int Rank => own[0].RowCount;

    /// <summary>Sum of the penalised losses.</summary>
    public double Loss { get; private set; }

    /// <summary>C_k = F_k + A B_k.</summary>
    /// <param name="k">Index of the regression.</param>
    public Matrix<double> Coefficients(int k) => Coefficients(shared, own, k);

    /// <summary>Makes one sweep; one that rounding keeps from lowering the loss is undone.</summary>
    /// <returns>Whether the loss fell.</returns>
    public bool Sweep()
    {
        if (Rank == 0)
        {
            return false;
        }

        Matrix<double> a = shared.Clone();
        for (int column = 0; column < Rank; column++)
        {
            SolveColumn(a, column);
        }

        Matrix<double>[] b = [.. problems.Select(
            (p, k) => (a.TransposeThisAndMultiply(p.Normal) * a).Solve(a.TransposeThisAndMultiply(p.Right - (p.Normal * frozen[k]))))];
        double loss = LossOf(a, b);
        if (!(loss < Loss))
        {
            return false;
        }

        (shared, own, Loss) = (a, b, loss);
        return true;
    }

    /// <summary>Cuts C - F, all regressions side by side, to rank r by its leading directions under the mean normal matrix.</summary>
    private (Matrix<double> Shared, Matrix<double>[] Own) Start(int rank)
    {
        Matrix<double> change = Matrix<double>.Build.DenseOfMatrixArray(new[,] { { problems[0].Coefficients - frozen[0] } });
        Matrix<double> metric = problems[0].Normal;
        for (int k = 1; k < problems.Length; k++)
        {
            change = change.Append(problems[k].Coefficients - frozen[k]);
            metric += problems[k].Normal;
        }

        Evd<double> spectrum = change.TransposeThisAndMultiply(metric * change).Evd(Symmetricity.Symmetric);
        double[] values = [.. spectrum.EigenValues.Select(static v => v.Real)];
        int effective = values.Reverse().Take(rank).TakeWhile(v => v > Negligible * values[^1]).Count();
        Matrix<double> directions = Matrix<double>.Build.Dense(
            change.ColumnCount, effective, (i, j) => spectrum.EigenVectors[i, change.ColumnCount - 1 - j]);
        return (change * directions, [.. problems.Select((_, k) => directions.SubMatrix(2 * k, 2, 0, effective).Transpose())]);
    }

    /// <summary>
    /// Least loss in one column of A, all else fixed: <c>sum_k |b_k|^2 N_k a = sum_k (R_k - N_k C_k without the column) b_k</c>.
    /// </summary>
    private void SolveColumn(Matrix<double> a, int column)
    {
        Matrix<double> normal = Matrix<double>.Build.Dense(a.RowCount, a.RowCount);
        Vector<double> right = Vector<double>.Build.Dense(a.RowCount);
        a.ClearColumn(column);
        for (int k = 0; k < problems.Length; k++)
        {
            Vector<double> b = own[k].Row(column);
            normal += (b * b) * problems[k].Normal;
            right += (problems[k].Right - (problems[k].Normal * Coefficients(a, own, k))) * b;
        }

        a.SetColumn(column, normal.Cholesky().Solve(right));
    }

    private Matrix<double> Coefficients(Matrix<double> a, Matrix<double>[] b, int k) =>
        b[k].RowCount == 0 ? frozen[k] : frozen[k] + (a * b[k]);

    private double LossOf(Matrix<double> a, Matrix<double>[] b) => problems.Select((p, k) => p.Loss(Coefficients(a, b, k))).Sum();
}
