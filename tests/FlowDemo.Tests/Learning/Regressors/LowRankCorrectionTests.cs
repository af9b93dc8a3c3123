using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Tests.Learning.Regressors;

public sealed class LowRankCorrectionTests
{
    private const int Knots = 3;
    private static readonly RidgeSolution[] Problems = [.. Enumerable.Range(0, Knots).Select(Problem)];
    private static readonly Matrix<double>[] Frozen = [.. Problems.Select(
        static (p, k) => Matrix<double>.Build.Dense(p.Features.Count, 2, (i, d) => 0.1 * (i + d - k)))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Sweeps_never_raise_the_loss_and_end_where_no_factor_can_lower_it(int rank)
    {
        LowRankCorrection correction = new(Problems, Frozen, rank);
        Assert.Equal(rank, correction.Rank);
        double first = correction.Loss;
        for (int sweep = 0; sweep < 500; sweep++)
        {
            double before = correction.Loss;
            bool fell = correction.Sweep();
            Assert.Equal(fell, correction.Loss < before);
            if (!fell || before - correction.Loss < 1e-15)
            {
                break;
            }
        }

        Assert.InRange(correction.Loss, Problems.Sum(static p => p.Loss(p.Coefficients)), first * (1 - 1e-6));

        // The loss is stationary along every direction that keeps the rank: moving the shared columns, or a knot's own weights.
        Matrix<double>[] change = [.. Frozen.Select((f, k) => correction.Coefficients(k) - f)];
        Matrix<double> stretch = Matrix<double>.Build.Dense(change[0].RowCount, change[0].RowCount, static (i, j) => Math.Sin((3 * i) + j));
        Assert.Equal(0, Slope(k => Frozen[k] + change[k], k => stretch * change[k]), 1e-4);
        Matrix<double> mix = Matrix<double>.Build.Dense(2, 2, static (i, j) => i - (2 * j) + 0.5);
        Assert.Equal(0, Slope(k => Frozen[k] + change[k], k => k == 1 ? change[k] * mix : change[k] * 0), 1e-4);
    }

    [Fact]
    public void Full_rank_is_the_full_fit_and_rank_zero_the_frozen_weights()
    {
        LowRankCorrection full = new(Problems, Frozen, 2 * Knots);
        LowRankCorrection none = new(Problems, Frozen, 0);
        _ = full.Sweep();
        Assert.False(none.Sweep());
        for (int k = 0; k < Knots; k++)
        {
            Assert.InRange((full.Coefficients(k) - Problems[k].Coefficients).L2Norm(), 0, 1e-8);
            Assert.Equal(Frozen[k], none.Coefficients(k));
        }
    }

    [Fact]
    public void With_one_regression_the_start_is_the_best_of_its_rank()
    {
        // Reduced-rank regression: least loss of rank 1 = full loss + the smaller eigenvalue of D^T N D.
        LowRankCorrection correction = new(Problems[..1], Frozen[..1], 1);
        Matrix<double> change = Problems[0].Coefficients - Frozen[0];
        double smaller = (change.Transpose() * Problems[0].Normal * change).Evd(Symmetricity.Symmetric).EigenValues[0].Real;
        Assert.Equal(Problems[0].Loss(Problems[0].Coefficients) + smaller, correction.Loss, 1e-10);
        double before = correction.Loss;
        _ = correction.Sweep();
        Assert.Equal(before, correction.Loss, 1e-12);
    }

    [Fact]
    public void Nothing_to_correct_has_rank_zero()
    {
        LowRankCorrection correction = new(Problems, [.. Problems.Select(static p => p.Coefficients)], 4);
        Assert.Equal(0, correction.Rank);
    }

    private static double Slope(Func<int, Matrix<double>> at, Func<int, Matrix<double>> direction)
    {
        const double h = 1e-5;
        return Enumerable.Range(0, Knots).Sum(
            k => (Problems[k].Loss(at(k) + (h * direction(k))) - Problems[k].Loss(at(k) - (h * direction(k)))) / (2 * h));
    }

    private static RidgeSolution Problem(int k)
    {
        SampleBatch x = NormalNoise.Random(200, k, NoiseStream.Training).Points;
        SampleBatch y = x.NewLike();
        for (int i = 0; i < x.Count; i++)
        {
            y[i, 0] = Math.Sin((k + 1) * x[i, 0]) + x[i, 1];
            y[i, 1] = Math.Cos(x[i, 0] - (k * x[i, 1]));
        }

        FeatureList features = new([new AffineFeatures(withTime: false), FourierFeatures.Draw(8, [0.7], withTime: false, seed: 4)]);
        return RidgeRegression.Solve(
            features, 3, RidgeMoments.Of(features, [.. RegressionBlock.Cut(0, x, y)], LearningProblems.OneThread), 1e-3, static _ => { });
    }
}
