using System.Globalization;

namespace FlowDemo.Targets;

/// <summary>One component of a planar Gaussian mixture.</summary>
/// <param name="Weight">Share of the mixture, positive and finite; a mixture normalises the sum to 1.</param>
/// <param name="MeanX">First coordinate of the mean.</param>
/// <param name="MeanY">Second coordinate of the mean.</param>
/// <param name="CovarianceXX">Variance of the first coordinate.</param>
/// <param name="CovarianceXY">Covariance of the two.</param>
/// <param name="CovarianceYY">Variance of the second coordinate.</param>
public readonly record struct GaussianComponent(
    double Weight,
    double MeanX,
    double MeanY,
    double CovarianceXX,
    double CovarianceXY,
    double CovarianceYY)
{
    /// <summary>Determinant of the covariance.</summary>
    public double Determinant => (CovarianceXX * CovarianceYY) - (CovarianceXY * CovarianceXY);

    /// <summary>True when the covariance is a multiple of the identity.</summary>
    public bool IsIsotropic => CovarianceXY == 0 && CovarianceXX == CovarianceYY;

    /// <summary>A component whose covariance is a multiple of the identity.</summary>
    /// <param name="weight">Share of the mixture, positive.</param>
    /// <param name="x">First coordinate of the mean.</param>
    /// <param name="y">Second coordinate of the mean.</param>
    /// <param name="std">Standard deviation in every direction, positive.</param>
    public static GaussianComponent Isotropic(double weight, double x, double y, double std) => new(weight, x, y, std * std, 0, std * std);

    /// <summary>
    /// True when another component differs by rounding alone: by less than 1e-9, relative to the distance from the origin where that is
    /// larger.
    /// </summary>
    /// <param name="other">The other component.</param>
    internal bool IsNear(GaussianComponent other)
    {
        double tolerance = 1e-9 * (1 + double.Hypot(MeanX, MeanY));
        return Math.Abs(Weight - other.Weight) < 1e-9
            && Math.Abs(MeanX - other.MeanX) < tolerance
            && Math.Abs(MeanY - other.MeanY) < tolerance
            && Math.Abs(CovarianceXX - other.CovarianceXX) < tolerance
            && Math.Abs(CovarianceXY - other.CovarianceXY) < tolerance
            && Math.Abs(CovarianceYY - other.CovarianceYY) < tolerance;
    }

    /// <summary>What is wrong with the component, as the end of a sentence, or null.</summary>
    internal string? Fault()
    {
        if (!double.IsFinite(Weight) || Weight <= 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"its weight is {Weight}; weights are positive and finite");
        }

        if (!double.IsFinite(MeanX) || !double.IsFinite(MeanY))
        {
            return "its mean is not finite";
        }

        bool finite = double.IsFinite(CovarianceXX) && double.IsFinite(CovarianceXY) && double.IsFinite(CovarianceYY);
        return finite && CovarianceXX > 0 && CovarianceYY > 0 && Determinant > 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"its covariance [[{CovarianceXX}, {CovarianceXY}], [{CovarianceXY}, {CovarianceYY}]] is not positive definite");
    }
}
