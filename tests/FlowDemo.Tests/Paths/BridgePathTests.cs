using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using MathNet.Numerics;

namespace FlowDemo.Tests.Paths;

public sealed class BridgePathTests
{
    private static readonly GaussianComponent One = new(1, 1, -0.5, 0.5, 0.2, 0.3);

    private static readonly Target Normal = new("one", new GaussianMixture(One), "one", "here");

    [Theory]
    [InlineData(0.1, 0.59531484, 0.16290266, 0.43241217)]
    [InlineData(1, 0.22180645, 0.08478798, 0.13701847)]
    public void Has_the_golden_couplings(double strength, double xx, double xy, double yy)
    {
        Jacobian k = TwoSidedVelocityField.BridgeCoupling(One, strength);
        Assert.Equal(xx, k.XX, 6e-9);
        Assert.Equal(xy, k.XY, 6e-9);
        Assert.Equal(xy, k.YX, 6e-9);
        Assert.Equal(yy, k.YY, 6e-9);
    }

    /// <summary>What makes it the bridge: the ends depend on each other as those of the noise do, exp(-|x1 - x0|^2 / (4 eps)).</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    public void The_precision_of_its_ends_has_the_block_of_the_noise(double strength)
    {
        Jacobian k = TwoSidedVelocityField.BridgeCoupling(One, strength);

        // The block is -K (S - K K)^-1 for a source N(0, I).
        Jacobian rest = new(
            One.CovarianceXX - (k.XX * k.XX) - (k.XY * k.XY),
            One.CovarianceXY - (k.XX * k.XY) - (k.XY * k.YY),
            One.CovarianceXY - (k.XX * k.XY) - (k.XY * k.YY),
            One.CovarianceYY - (k.XY * k.XY) - (k.YY * k.YY));
        double d = rest.Determinant;
        Assert.Equal(-1 / (2 * strength), -((k.XX * rest.YY) - (k.XY * rest.YX)) / d, 1e-10);
        Assert.Equal(0, ((k.XY * rest.XX) - (k.XX * rest.XY)) / d, 1e-10);
        Assert.Equal(-1 / (2 * strength), -((k.YY * rest.XX) - (k.XY * rest.XY)) / d, 1e-10);
    }

    /// <summary>The mean of the squared drift over 4 eps, from 0 to 1, is the relative entropy of its ends to those of the noise.</summary>
    [Theory]
    [InlineData("bridge:0.1", 0.1, 4.719284653108)]
    [InlineData("bridge:1", 1, 1.714833474595)]
    public void Its_drift_has_the_golden_energy(string path, double strength, double energy)
    {
        Flow flow = ExactFlow.Of(Normal, PathCatalog.All.Create(path));
        Jacobian k = TwoSidedVelocityField.BridgeCoupling(One, strength);
        Assert.Equal(energy, Integrate.GaussLegendre(Power, 0, 1, 128) / (4 * strength), 6e-13);

        // The drift is affine and the state normal: |drift(m)|^2 + tr(A C A^T).
        double Power(double t)
        {
            SampleBatch x = SampleBatch.FromPoints((t, -0.5 * t), (t + 1, -0.5 * t), (t, 1 - (0.5 * t)));
            (SampleBatch u, SampleBatch s) = (x.NewLike(), x.NewLike());
            flow.Field.Evaluate(t, x, u);
            flow.Score!.Evaluate(t, x, s);
            double Drift(int i, int d) => u[i, d] + (strength * s[i, d]);
            (double late, double both, double early) = (t * t, 2 * t * (1 - t), (1 - t) * (1 - t));
            double xx = early + (late * One.CovarianceXX) + (both * (k.XX + strength));
            double xy = (late * One.CovarianceXY) + (both * k.XY);
            double yy = early + (late * One.CovarianceYY) + (both * (k.YY + strength));
            return Enumerable.Range(0, 2).Sum(d =>
            {
                (double at, double a, double b) = (Drift(0, d), Drift(1, d) - Drift(0, d), Drift(2, d) - Drift(0, d));
                return (at * at) + (a * a * xx) + (2 * a * b * xy) + (b * b * yy);
            });
        }
    }

    /// <summary>Noise that ends in x1 is drawn to it by (x1 - x) / (1 - t), and the drift is the mean of that.</summary>
    [Theory]
    [InlineData("bridge:0.5")]
    [InlineData("bridge:0.5,blurred")]
    public void Its_drift_points_to_the_expected_data(string path)
    {
        Flow flow = ExactFlow.Of(Normal, PathCatalog.All.Create(path));
        SampleBatch x = SampleBatch.FromPoints((0.4, -0.7), (2, 1));
        (SampleBatch u, SampleBatch s, SampleBatch data) = (x.NewLike(), x.NewLike(), x.NewLike());
        flow.Field.Evaluate(0.3, x, u);
        flow.Score!.Evaluate(0.3, x, s);
        flow.Data!.Evaluate(0.3, x, data);
        for (int i = 0; i < x.Count; i++)
        {
            Assert.Equal((data[i, 0] - x[i, 0]) / 0.7, u[i, 0] + (0.5 * s[i, 0]), 1e-12);
            Assert.Equal((data[i, 1] - x[i, 1]) / 0.7, u[i, 1] + (0.5 * s[i, 1]), 1e-12);
        }
    }

    [Fact]
    public void Its_equation_ends_in_the_target()
    {
        Flow flow = ExactFlow.Of(Normal, PathCatalog.All.Create("bridge:0.5"));
        SampleBatch start = NormalNoise.Random(8192, 0, NoiseStream.Test).Points;
        SampleBatch end = Sampler.Run(
            flow, SolverCatalog.All.Create("em:constant,0.5,none"), TimeGrid.Uniform(400), start, new Execution(1));
        (double x, double y, double xx, double xy) = (0, 0, 0, 0);
        for (int i = 0; i < end.Count; i++)
        {
            (x, y) = (x + (end[i, 0] / end.Count), y + (end[i, 1] / end.Count));
            xx += Math.Pow(end[i, 0] - 1, 2) / end.Count;
            xy += (end[i, 0] - 1) * (end[i, 1] + 0.5) / end.Count;
        }

        // Four standard errors.
        Assert.Equal(1, x, 4 * Math.Sqrt(0.5 / end.Count));
        Assert.Equal(-0.5, y, 4 * Math.Sqrt(0.3 / end.Count));
        Assert.Equal(0.5, xx, 4 * 0.5 * Math.Sqrt(2.0 / end.Count));
        Assert.Equal(0.2, xy, 4 * Math.Sqrt(((0.5 * 0.3) + (0.2 * 0.2)) / end.Count));
    }

    [Fact]
    public void Refuses_a_mixture_to_which_there_is_no_closed_form()
    {
        Target three = new("three", TestMixtures.ThreeModes(), "three", "here");
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(() => ExactFlow.Of(three, PathCatalog.All.Create("bridge")));
        Assert.Contains("'three' has 3 components", refusal.Message, StringComparison.Ordinal);
    }
}
