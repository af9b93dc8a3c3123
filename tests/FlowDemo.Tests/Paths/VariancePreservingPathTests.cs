using FlowDemo.Paths;

namespace FlowDemo.Tests.Paths;

public sealed class VariancePreservingPathTests
{
    [Fact]
    public void Without_rescaling_alpha_is_the_exponential_itself()
    {
        // T(0.1) = 9.95 * 0.01 + 0.1 * 0.1 = 0.1095.
        PathPoint p = new VariancePreservingPath(zeroTerminalSnr: false).At(0.9);
        Assert.Equal(Math.Exp(-0.05475), p.Alpha, 1e-15);
        Assert.Equal(Math.Sqrt(1 - Math.Exp(-0.1095)), p.Sigma, 1e-15);

        // alpha' = alpha beta / 2 with beta(0.1) = 2.09.
        Assert.Equal(Math.Exp(-0.05475) * 1.045, p.AlphaRate, 1e-14);
    }

    [Fact]
    public void Without_rescaling_a_trace_of_data_is_left_in_the_noise()
    {
        PathPoint p = new VariancePreservingPath(zeroTerminalSnr: false).At(0);
        Assert.Equal(0.00657, p.Alpha, 1e-5);
        Assert.Equal(Math.Exp(-5.025), p.Alpha, 1e-16);
    }

    [Fact]
    public void Without_rescaling_the_velocity_of_the_reference_mixture_is_the_known_one()
    {
        PathPoint p = new VariancePreservingPath(zeroTerminalSnr: false).At(0.9);

        // Mixture, probe and result of a direct evaluation of the same path by other means.
        (double Weight, double MX, double MY, double XX, double XY, double YY)[] mixture =
        [
            (0.5, 2, 0, 0.1, 0, 0.3), (0.3, -1, 1.5, 0.2, 0.1, 0.25), (0.2, -1, -2, 0.15, 0, 0.15),
        ];
        (double total, double ux, double uy) = (0, 0, 0);
        foreach ((double weight, double mx, double my, double xx, double xy, double yy) in mixture)
        {
            double cxx = (p.Alpha * p.Alpha * xx) + (p.Sigma * p.Sigma);
            double cxy = p.Alpha * p.Alpha * xy;
            double cyy = (p.Alpha * p.Alpha * yy) + (p.Sigma * p.Sigma);
            double det = (cxx * cyy) - (cxy * cxy);
            (double dx, double dy) = (0.4 - (p.Alpha * mx), -0.7 - (p.Alpha * my));
            (double wx, double wy) = (((cyy * dx) - (cxy * dy)) / det, ((cxx * dy) - (cxy * dx)) / det);
            double density = weight / Math.Sqrt(det) * Math.Exp(-((dx * wx) + (dy * wy)) / 2);
            double rate = p.Alpha * p.AlphaRate;
            total += density;
            ux += density * ((p.AlphaRate * mx) + (rate * ((xx * wx) + (xy * wy))) + (p.SigmaSquareRate * wx));
            uy += density * ((p.AlphaRate * my) + (rate * ((xy * wx) + (yy * wy))) + (p.SigmaSquareRate * wy));
        }

        Assert.Equal(5.173811434329, ux / total, 1e-11);
        Assert.Equal(-0.472765901927, uy / total, 1e-11);
        Assert.Equal(-7.370437348710, Math.Log(total / (2 * Math.PI)), 1e-11);
    }
}
