using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;

namespace FlowDemo.Tests.Learning.Regressors;

public sealed class RidgeRegressionTests
{
    private static readonly Execution OneThread = new(1);

    [Fact]
    public void An_affine_map_is_recovered_whatever_the_penalty()
    {
        (SampleBatch x, SampleBatch y) = AffineRows(300);
        List<string> warnings = [];
        LinearRegressor fit = RidgeRegression.Fit(
            new AffineFeatures(withTime: false), 3, [.. RegressionBlock.Cut(0.3, x, y)], 10, OneThread, warnings.Add);
        double[] expected = [0.5, 2, -1, -3, 0.25, 4];
        for (int j = 0; j < expected.Length; j++)
        {
            Assert.Equal(expected[j], fit.Coefficients[j], 1e-12);
        }

        Assert.Empty(warnings);
    }

    [Fact]
    public void The_coefficients_solve_the_normal_equations_by_hand()
    {
        // One penalised feature, phi = cos(x): c = (mean phi y) / (mean phi^2 + lambda).
        FourierFeatures cosine = new([1, 0, 0, 0]);
        SampleBatch x = SampleBatch.FromPoints((0, 5), (1, 6), (2, 7));
        SampleBatch y = SampleBatch.FromPoints((1, 0), (2, 1), (3, 0));
        LinearRegressor fit = RidgeRegression.Fit(cosine, 0, [new RegressionBlock(0, x, y)], 0.1, OneThread, static _ => { });
        double[] phi = [Math.Sqrt(2), Math.Sqrt(2) * Math.Cos(1), Math.Sqrt(2) * Math.Cos(2)];
        double square = phi.Sum(static p => p * p) / 3;
        Assert.Equal(((phi[0] * 1) + (phi[1] * 2) + (phi[2] * 3)) / 3 / (square + 0.1), fit.Coefficients[0], 1e-14);
        Assert.Equal(phi[1] / 3 / (square + 0.1), fit.Coefficients[1], 1e-14);
    }

    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        (SampleBatch x, SampleBatch y) = NoisyRows(40);
        SampleBatch twiceX = Append(x, x.Slice(0, 8));
        SampleBatch twiceY = Append(y, y.Slice(0, 8));
        double[] weights = [.. Enumerable.Range(0, 40).Select(static i => i < 8 ? 2.0 : 1.0)];
        FourierFeatures features = FourierFeatures.Draw(9, [1], withTime: false, 4);
        LinearRegressor weighted = RidgeRegression.Fit(
            features, 0, [new RegressionBlock(0, x, y) { Weights = weights }], 1e-3, OneThread, static _ => { });
        LinearRegressor repeated = RidgeRegression.Fit(
            features, 0, [new RegressionBlock(0, twiceX, twiceY)], 1e-3, OneThread, static _ => { });
        for (int j = 0; j < weighted.Coefficients.Length; j++)
        {
            Assert.Equal(repeated.Coefficients[j], weighted.Coefficients[j], 1e-9);
        }
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        (SampleBatch x, SampleBatch y) = NoisyRows(3000);
        FourierFeatures features = FourierFeatures.Draw(30, [0.5], withTime: false, 1);
        LinearRegressor one = RidgeRegression.Fit(features, 0, [.. RegressionBlock.Cut(0, x, y)], 1e-6, OneThread, static _ => { });
        LinearRegressor many = RidgeRegression.Fit(features, 0, [.. RegressionBlock.Cut(0, x, y)], 1e-6, new Execution(4), static _ => { });
        Assert.True(one.Coefficients.AsSpan().SequenceEqual(many.Coefficients.AsSpan()));
    }

    [Fact]
    public void A_singular_gram_matrix_is_regularised_and_said_so()
    {
        // The same affine features twice, unpenalised.
        FeatureList twice = new([new AffineFeatures(false), new AffineFeatures(false)]);
        (SampleBatch x, SampleBatch y) = AffineRows(100);
        List<string> warnings = [];
        LinearRegressor fit = RidgeRegression.Fit(twice, 6, [.. RegressionBlock.Cut(0, x, y)], 1e-8, OneThread, warnings.Add);
        Assert.Contains("singular", Assert.Single(warnings), StringComparison.Ordinal);
        SampleBatch output = x.NewLike();
        fit.Evaluate(0, x, output);
        Assert.Equal(y[7, 0], output[7, 0], 1e-5);
    }

    [Fact]
    public void Targets_that_are_not_numbers_stop_the_fit()
    {
        (SampleBatch x, SampleBatch y) = AffineRows(100);
        y[50, 1] = double.NaN;
        Assert.Throws<ArithmeticException>(
            () => RidgeRegression.Fit(new AffineFeatures(false), 3, [.. RegressionBlock.Cut(0, x, y)], 1e-6, OneThread, static _ => { }));
    }

    private static (SampleBatch X, SampleBatch Y) AffineRows(int count)
    {
        SampleBatch x = NormalNoise.Random(count, 3, NoiseStream.Training).Points;
        SampleBatch y = x.NewLike();
        for (int i = 0; i < count; i++)
        {
            y[i, 0] = 0.5 + (2 * x[i, 0]) - x[i, 1];
            y[i, 1] = -3 + (0.25 * x[i, 0]) + (4 * x[i, 1]);
        }

        return (x, y);
    }

    private static (SampleBatch X, SampleBatch Y) NoisyRows(int count) =>
        (NormalNoise.Random(count, 3, NoiseStream.Training).Points, NormalNoise.Random(count, 5, NoiseStream.Training).Points);

    private static SampleBatch Append(SampleBatch a, SampleBatch b)
    {
        SampleBatch both = new(2, a.Count + b.Count);
        both.Insert(a, 0);
        both.Insert(b, a.Count);
        return both;
    }
}
