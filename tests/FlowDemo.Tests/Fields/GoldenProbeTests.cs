using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fields;

/// <summary>What the exact flow of the three modes knows of (0.4, -0.7), computed independently of this program.</summary>
public sealed class GoldenProbeTests
{
    private const double Digits = 6e-13;

    private static readonly SampleBatch Probe = SampleBatch.FromPoints((0.4, -0.7));

    [Theory]
    [InlineData("linear", 0.3, 0.735074004936, 0.346811178485, -0.256396855028, 1.148633362208)]
    [InlineData("linear", 0.9, 0.793559119116, -1.069568722453, 3.142032072041, -2.626118502075)]
    [InlineData("trigonometric", 0.3, 1.26134152184, -0.152418295039, 0.00914636412, 0.650559471673)]
    [InlineData("diffusion", 0.9, 5.173811434329, -0.472765901927, 4.551015726631, 0.247592438347)]
    public void Has_the_golden_velocity_and_score(string path, double t, double ux, double uy, double sx, double sy)
    {
        PosteriorPoint point = new MixturePosterior(TestMixtures.ThreeModes(), PathOf(path)).At(t, 0.4, -0.7);
        AssertNear((ux, uy), point.Velocity, path == "trigonometric" ? 6e-12 : Digits);
        AssertNear((sx, sy), point.Score, path == "trigonometric" ? 6e-12 : Digits);
        SampleBatch u = Probe.NewLike();
        new MixtureVelocityField(TestMixtures.ThreeModes(), PathOf(path)).Evaluate(t, Probe, u);
        AssertNear((ux, uy), (u[0, 0], u[0, 1]), path == "trigonometric" ? 6e-12 : Digits);
    }

    [Theory]
    [InlineData("linear", 0.3, 0.914551803455, -0.457232175060, 0.129930603288, -1.912956803987)]
    [InlineData("linear", 0.9, 0.479355911912, -0.806956872245, 21.708257076098, -11.720462350862)]
    [InlineData("trigonometric", 0.3, 0.897069941474, -0.404249940636, 1.812092343907, -2.335759814806)]
    [InlineData("diffusion", 0.9, 0.921095830060, -0.712268640074, 36.57736066, -7.370437348710)]
    public void Has_the_golden_data_divergence_and_density(
        string path, double t, double dx, double dy, double divergence, double logDensity)
    {
        PosteriorPoint point = new MixturePosterior(TestMixtures.ThreeModes(), PathOf(path)).At(t, 0.4, -0.7);
        AssertNear((dx, dy), point.DataPrediction, Digits);
        Assert.Equal(logDensity, point.LogDensity, Digits);
        double[] j = JacobianOf(path, t);
        Assert.Equal(divergence, j[0] + j[3], path == "diffusion" ? 6e-9 : Digits);
    }

    /// <summary>The Jacobian, and from it the covariance of the data given the point: <c>I + (1 - t) J = t / (1 - t)^2 V</c>.</summary>
    [Fact]
    public void Has_the_golden_jacobian_and_covariance()
    {
        double[] j = JacobianOf("linear", 0.3);
        Assert.Equal(0.42786610586, j[0], 6e-12);
        Assert.Equal(0.545462761101, j[1], Digits);
        Assert.Equal(0.545462761101, j[2], Digits);
        Assert.Equal(-0.297935502572, j[3], Digits);
        const double factor = 0.7 * 0.7 / 0.3;
        Assert.Equal(2.122526914366, factor * (1 + (0.7 * j[0])), Digits);
        Assert.Equal(0.623645756859, factor * 0.7 * j[1], Digits);
        Assert.Equal(1.29269374206, factor * (1 + (0.7 * j[3])), 6e-12);
    }

    /// <summary>The law of the state is a mixture too, with means t m and covariances t^2 S + (1 - t)^2 I.</summary>
    [Fact]
    public void Has_the_golden_responsibilities()
    {
        double[] r = new double[3];
        new MixtureDensity(new GaussianMixture([.. TestMixtures.ThreeModes().Components.Select(static c => new GaussianComponent(
            c.Weight,
            0.3 * c.MeanX,
            0.3 * c.MeanY,
            (0.09 * c.CovarianceXX) + 0.49,
            0.09 * c.CovarianceXY,
            (0.09 * c.CovarianceYY) + 0.49))])).Responsibilities(0.4, -0.7, r);
        Assert.Equal(0.634698863193, r[0], Digits);
        Assert.Equal(0.10468610586, r[1], 6e-12);
        Assert.Equal(0.260615030947, r[2], Digits);
        MixturePosterior posterior = new(TestMixtures.ThreeModes(), new LinearPath());
        Assert.Equal(0.634698863193, posterior.LargestResponsibility(0.3, 0.4, -0.7), Digits);
    }

    [Theory]
    [InlineData("euler", 4, 1.79106347224, -0.334117803965)]
    [InlineData("heun", 4, 1.905678448116, -0.445304786072)]
    [InlineData("rk4", 4000, 1.889705850351, -0.44728861157)]
    public void Has_the_golden_ends(string solver, int steps, double x, double y)
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());
        SampleBatch end = SolverRuns.Run(flow, solver, TimeGrid.Uniform(steps), Probe);
        AssertNear((x, y), (end[0, 0], end[0, 1]), 6e-12);
    }

    [Fact]
    public void Has_the_golden_moments()
    {
        GaussianMixture three = TestMixtures.ThreeModes();
        AssertNear((0.5, 0.05), (three.MeanX, three.MeanY), 1e-15);
        AssertNear((2.39, -0.045), (three.CovarianceXX, three.CovarianceXY), 1e-15);
        Assert.Equal(1.7275, three.CovarianceYY, 1e-15);
    }

    private static double[] JacobianOf(string path, double t)
    {
        SampleBatch j = new(4, 1);
        new MixtureVelocityField(TestMixtures.ThreeModes(), PathOf(path)).Differentiate(t, Probe, Probe.NewLike(), j, null);
        return [j[0, 0], j[0, 1], j[0, 2], j[0, 3]];
    }

    /// <summary>A path of the catalogue, or that of diffusion models with its trace of data in the noise.</summary>
    private static IPath PathOf(string name) =>
        name == "diffusion" ? new VariancePreservingPath(zeroTerminalSnr: false) : PathCatalog.All.Create(name);

    private static void AssertNear((double X, double Y) expected, (double X, double Y) actual, double tolerance)
    {
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
    }
}
