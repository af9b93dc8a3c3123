using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Learning.Regressors;

/// <summary>A ridge regression with its normal equations: the penalised loss of any other coefficients is known without the rows.</summary>
/// <param name="Features">The features.</param>
/// <param name="Normal">N = Phi^T Phi / n + lambda D, M x M.</param>
/// <param name="Right">R = Phi^T Y / n, M x 2.</param>
/// <param name="Energy">|Y|^2 / n.</param>
/// <param name="Coefficients">C = N^-1 R, M x 2.</param>
internal sealed record RidgeSolution(IFeatureMap Features, Matrix<double> Normal, Matrix<double> Right, double Energy, Matrix<double> Coefficients)
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
