using FlowDemo.Paths;

namespace FlowDemo.Tests.Paths;

public sealed class MirroredPathTests
{
    [Fact]
    public void Coefficients_change_places_and_their_derivatives_are_theirs()
    {
        MirroredPath path = new(new VariancePreservingPath());
        const double H = 1e-5;
        foreach (double t in (double[])[0.2, 0.5, 0.9])
        {
            PathPoint p = path.At(t);
            PathPoint other = new VariancePreservingPath().At(1 - t);
            Assert.Equal((other.Sigma, other.Alpha), (p.Alpha, p.Sigma));
            (PathPoint before, PathPoint after) = (path.At(t - H), path.At(t + H));
            Assert.Equal((after.Alpha - before.Alpha) / (2 * H), p.AlphaRate, 1e-6);
            Assert.Equal((after.Sigma - before.Sigma) / (2 * H), p.SigmaRate, 1e-6);
            Assert.Equal((after.AlphaRate - before.AlphaRate) / (2 * H), p.AlphaCurvature, 1e-5);
            Assert.Equal((after.SigmaRate - before.SigmaRate) / (2 * H), p.SigmaCurvature, 1e-5);
            Assert.Equal(p.Sigma * p.SigmaRate, p.SigmaSquareRate, 1e-12);
            Assert.Equal((after.SigmaSquareRate - before.SigmaSquareRate) / (2 * H), p.SigmaSquareCurvature, 1e-5);
        }
    }
}
