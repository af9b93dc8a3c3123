using System.Collections.Immutable;
using FlowDemo.Solvers.Multistep;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Fitting.Compensation;

/// <summary>
/// DC-Solver's cascade polynomial regression: <c>rho(i, N) = sum over m = 0..3 of q_m(N) (i / N)^m</c>, each q_m quadratic in
/// N / 50. It is linear in its 12 coefficients, so that least squares fit it in one go; the source's third variable, the
/// guidance scale, has no counterpart here.
/// </summary>
internal sealed class CompensationRegression
{
    private const int Cubic = 4;
    private const int Quadratic = 3;
    private const double StepUnit = 50;

    private readonly Vector<double> coefficients;
    private readonly int fewest;
    private readonly int most;

    /// <summary>Fits the ratios of several numbers of steps.</summary>
    /// <param name="searched">The ratios found for each; the first two of each are 1 by rule and are not looked at.</param>
    public CompensationRegression(IReadOnlyList<ImmutableArray<double>> searched)
    {
        var rows = searched.SelectMany(static r => Enumerable.Range(
            FirstStep,
            r.Length - FirstStep).Select(i => (Step: i, Steps: r.Length, Ratio: r[i]))).ToArray();
        fewest = searched.Min(static r => r.Length);
        most = searched.Max(static r => r.Length);
        Matrix<double> features = Matrix<double>.Build.DenseOfRowArrays(rows.Select(static r => Features(r.Step, r.Steps)));
        coefficients = features.QR().Solve(Vector<double>.Build.Dense([.. rows.Select(static r => r.Ratio)]));
    }

    private static int FirstStep => HistoryCompensation.Points - 1;

    /// <summary>The ratios for any number of steps, within [0, 2]; beyond the fitted numbers, those of the nearest.</summary>
    /// <param name="steps">Steps of the grid.</param>
    public ImmutableArray<double> Predict(int steps)
    {
        double[] ratios = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            // Outside the fitted range the quadratics mean nothing: the place on the grid is kept, the number of steps is not.
            int known = Math.Clamp(steps, fewest, most);
            double step = (double)i * known / steps;
            double ratio = Vector<double>.Build.Dense(Features(step, known)).DotProduct(coefficients);
            ratios[i] = i < FirstStep ? 1 : Math.Clamp(ratio, 0, 2);
        }

        return [.. ratios];
    }

    private static double[] Features(double step, int steps)
    {
        double[] features = new double[Cubic * Quadratic];
        for (int m = 0; m < Cubic; m++)
        {
            for (int q = 0; q < Quadratic; q++)
            {
                features[(m * Quadratic) + q] = Math.Pow(step / steps, m) * Math.Pow(steps / StepUnit, q);
            }
        }

        return features;
    }
}
