using FlowDemo.Paths;

namespace FlowDemo.Tests.Paths;

public sealed class PathCatalogTests
{
    public static TheoryData<string> Ids => [.. PathCatalog.All.Entries.Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Ends_are_exact(string id)
    {
        IPath path = PathCatalog.All.Create(id);
        Assert.Equal(path.StartBlur is null ? (0.0, 1.0) : (1.0, 0.0), (path.At(0).Alpha, path.At(0).Sigma));
        Assert.Equal((1.0, 0.0), (path.At(1).Alpha, path.At(1).Sigma));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Ends_have_finite_rates_of_alpha_and_of_sigma_squared(string id)
    {
        foreach (double t in (double[])[0, 1])
        {
            PathPoint p = PathCatalog.All.Create(id).At(t);
            Assert.All(
                [p.AlphaRate, p.AlphaCurvature, p.SigmaSquareRate, p.SigmaSquareCurvature], static v => Assert.True(double.IsFinite(v)));
        }
    }

    /// <summary>Those whose alpha rises all the way, without the path through noise, whose second derivatives jump in the middle.</summary>
    public static TheoryData<string> Rising =>
        [.. PathCatalog.All.Entries.Select(static e => e.Id).Where(static id => !PathCatalog.All.Create(id).HasLatent)];

    [Theory]
    [MemberData(nameof(Rising))]
    public void Derivatives_agree_with_central_differences(string id)
    {
        IPath path = PathCatalog.All.Create(id);
        for (int i = 1; i < 20; i++)
        {
            double t = i / 20.0;
            PathPoint p = path.At(t);
            Assert.Equal(t, p.Time);
            AssertSlope(path, t, static q => q.Alpha, p.AlphaRate);
            AssertSlope(path, t, static q => q.AlphaRate, p.AlphaCurvature);
            AssertSlope(path, t, static q => q.Sigma, p.SigmaRate);
            AssertSlope(path, t, static q => q.SigmaRate, p.SigmaCurvature);
            AssertSlope(path, t, static q => q.Sigma * q.Sigma / 2, p.SigmaSquareRate);
            AssertSlope(path, t, static q => q.SigmaSquareRate, p.SigmaSquareCurvature);
        }
    }

    [Theory]
    [MemberData(nameof(Rising))]
    public void Alpha_rises_sigma_falls_and_the_wronskian_stays_positive(string id)
    {
        IPath path = PathCatalog.All.Create(id);
        PathPoint[] points = [.. Enumerable.Range(1, 999).Select(i => path.At(i / 1000.0))];
        Assert.All(
            points.Zip(points.Skip(1)),
            static pair => Assert.True(pair.First.Alpha < pair.Second.Alpha && pair.First.Sigma > pair.Second.Sigma));
        Assert.All(points, static p => Assert.True(p.Wronskian > 0));
        Assert.All(points, static p => Assert.Equal((p.AlphaRate * p.Sigma) - (p.Alpha * p.SigmaRate), p.Wronskian, 1e-12));
    }

    [Theory]
    [InlineData("trigonometric")]
    [InlineData("vp")]
    public void Variance_is_preserved(string id)
    {
        IPath path = PathCatalog.All.Create(id);
        for (int i = 0; i <= 1000; i++)
        {
            PathPoint p = path.At(i / 1000.0);
            Assert.Equal(1, (p.Alpha * p.Alpha) + (p.Sigma * p.Sigma), 1e-15);
        }
    }

    private static void AssertSlope(IPath path, double t, Func<PathPoint, double> value, double expected)
    {
        // Richardson's extrapolation of two central differences: error h^4.
        const double h = 2e-4;
        double coarse = (value(path.At(t + (2 * h))) - value(path.At(t - (2 * h)))) / (4 * h);
        double fine = (value(path.At(t + h)) - value(path.At(t - h))) / (2 * h);
        Assert.Equal(expected, ((4 * fine) - coarse) / 3, 1e-7 * (1 + Math.Abs(expected)));
    }
}
