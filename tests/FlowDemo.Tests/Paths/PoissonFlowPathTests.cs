using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using MathNet.Numerics.Random;

namespace FlowDemo.Tests.Paths;

public sealed class PoissonFlowPathTests
{
    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();

    [Theory]
    [InlineData("1", 0.2, 0.927356275615, -0.369064322207)]
    [InlineData("1", 1, 0.868177547007, -0.299352897463)]
    [InlineData("2", 0.2, 0.996114190859, -0.454092543566)]
    [InlineData("2", 1, 0.898274543844, -0.325910078231)]
    [InlineData("16", 0.2, 0.723105315393, -0.724318031684)]
    [InlineData("16", 1, 0.990931385416, -0.407068165346)]
    [InlineData("128", 0.2, 0.589202876385, -0.748737231961)]
    [InlineData("128", 1, 1.019192289744, -0.431234081579)]
    [InlineData("inf", 0.2, 0.576763514464, -0.750400610967)]
    [InlineData("inf", 1, 1.023910845281, -0.435224323721)]
    public void Has_the_golden_denoisers(string freedom, double sigma, double x, double y)
    {
        (double dx, double dy) = Denoise(Three, Path(freedom), sigma, 0.4, -0.7);
        Assert.Equal(x, dx, 6e-13);
        Assert.Equal(y, dy, 6e-13);
    }

    [Theory]
    [InlineData(1, 0.2, -5.286326905625)]
    [InlineData(1, 1, -4.146254282138)]
    [InlineData(2, 0.2, -6.010573353541)]
    [InlineData(2, 1, -3.924968723654)]
    [InlineData(16, 0.2, -9.721965575858)]
    [InlineData(16, 1, -3.714312784438)]
    [InlineData(128, 0.2, -10.337664990532)]
    [InlineData(128, 1, -3.696223751691)]
    public void Its_parts_give_the_golden_densities(double freedom, double sigma, double logDensity)
    {
        double density = new StudentNoise(freedom).Parts.ToArray().Sum(
            part => part.Weight * Math.Exp(LogDensity(Three, sigma * sigma * part.Variance, 0.4, -0.7)));
        Assert.Equal(logDensity, Math.Log(density), 6e-13);
    }

    [Fact]
    public void A_large_dimension_is_near_that_of_edm()
    {
        (double x, double y) = Denoise(Three, Path("1E6"), 0.2, 0.4, -0.7);
        Assert.Equal(0.57676501978, x, 6e-12);
        Assert.Equal(-0.750400417785, y, 6e-13);
    }

    [Fact]
    public void Infinite_dimension_is_the_linear_path()
    {
        Assert.IsType<LinearPath>(Path("inf"));
        Assert.Null(Path("inf").Start);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(1e6)]
    public void Noise_keeps_direction_and_rank(double freedom)
    {
        StudentNoise law = new(freedom);
        SampleBatch noise = SampleBatch.FromPoints((0.4, -0.7), (0, 0), (-3, 1), (1e-9, 0));
        SampleBatch start = law.Carry(noise);
        for (int i = 0; i < noise.Count; i++)
        {
            double square = (noise[i, 0] * noise[i, 0]) + (noise[i, 1] * noise[i, 1]);
            double radius = double.Hypot(start[i, 0], start[i, 1]);

            // The shares of both laws beyond the point are equal: (1 + R^2/D)^(-D/2) = exp(-|z|^2/2).
            Assert.Equal(square / 2, freedom / 2 * NearZero.LogP1(radius * radius / freedom), 1e-12 * (1 + square));
            Assert.Equal(0, (noise[i, 0] * start[i, 1]) - (noise[i, 1] * start[i, 0]), 1e-12 * (1 + radius));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(1000)]
    public void Its_density_is_the_mixture_of_its_parts(double freedom)
    {
        StudentNoise law = new(freedom);
        foreach ((double x, double y) in ((double, double)[])[(0, 0), (0.4, -0.7), (5, 1)])
        {
            double density = law.Parts.ToArray().Sum(
                p => p.Weight / (2 * Math.PI * p.Variance) * Math.Exp(-((x * x) + (y * y)) / (2 * p.Variance)));
            Assert.Equal(Math.Log(density), law.LogDensity(x, y), 1e-11);
        }
    }

    /// <summary>With E_r = p_r(x) r^(1 - D) and E_x = E_r (x - Dn) / r: dE_r/dr + (D - 1) E_r / r + div E_x = 0.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public void Its_field_has_no_sources_away_from_the_charges(double freedom)
    {
        IPath path = new PoissonFlowPath(freedom);
        StudentNoise law = new(freedom);
        const double Step = 1e-4;
        double Along(double x, double y, double sigma) => law.Parts.ToArray().Sum(
            p => p.Weight * Math.Exp(LogDensity(Three, sigma * sigma * p.Variance, x, y))) * Math.Pow(sigma, 1 - freedom);
        (double X, double Y) Across(double x, double y, double sigma)
        {
            (double dx, double dy) = Denoise(Three, path, sigma, x, y);
            double factor = Along(x, y, sigma) / (sigma * Math.Sqrt(freedom));
            return (factor * (x - dx), factor * (y - dy));
        }

        const double Sigma = 0.7;
        double r = Sigma * Math.Sqrt(freedom);
        double rate = (Along(0.4, -0.7, Sigma + Step) - Along(0.4, -0.7, Sigma - Step)) / (2 * Step * Math.Sqrt(freedom));
        double divergence = (Across(0.4 + Step, -0.7, Sigma).X - Across(0.4 - Step, -0.7, Sigma).X
            + Across(0.4, -0.7 + Step, Sigma).Y - Across(0.4, -0.7 - Step, Sigma).Y) / (2 * Step);
        double scale = Along(0.4, -0.7, Sigma) / r;
        Assert.Equal(0, (rate + ((freedom - 1) * Along(0.4, -0.7, Sigma) / r) + divergence) / scale, 2e-5);
    }

    [Fact]
    public void One_point_of_data_draws_straight_lines()
    {
        Flow flow = MixtureVelocityField.FlowOf(
            new GaussianMixture(GaussianComponent.Isotropic(1, 1, -2, 1e-7)), new PoissonFlowPath(2));
        SampleBatch start = flow.Begin(NormalNoise.Quasi(64, 0, NoiseStream.Test)).Points;
        SampleBatch one = Sampler.Run(flow, Tableaus.Euler, TimeGrid.Uniform(1), start, new Execution(1));
        SampleBatch ten = Sampler.Run(flow, Tableaus.Euler, TimeGrid.Uniform(10), start, new Execution(1));
        for (int i = 0; i < one.Count; i++)
        {
            Assert.Equal(1, one[i, 0], 1e-11);
            Assert.Equal(-2, one[i, 1], 1e-11);
            Assert.Equal(1, ten[i, 0], 1e-5);
            Assert.Equal(-2, ten[i, 1], 1e-5);
        }
    }

    /// <summary>For data that are points the denoiser is a soft choice among them; many exact draws must come to the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Many_points_of_data_come_to_the_same_denoiser(double freedom)
    {
        const double Sigma = 1;
        double r = Sigma * Math.Sqrt(freedom);
        SampleBatch data = MixtureSampler.Stratified(Three, 400_000, new MersenneTwister(1));
        (double x, double y, double total) = (0, 0, 0);
        for (int i = 0; i < data.Count; i++)
        {
            double distance = Math.Pow(0.4 - data[i, 0], 2) + Math.Pow(-0.7 - data[i, 1], 2) + (r * r);
            double weight = Math.Pow(distance / (r * r), -(2 + freedom) / 2);
            (x, y, total) = (x + (weight * data[i, 0]), y + (weight * data[i, 1]), total + weight);
        }

        (double dx, double dy) = Denoise(Three, new PoissonFlowPath(freedom), Sigma, 0.4, -0.7);
        Assert.Equal(x / total, dx, 0.01);
        Assert.Equal(y / total, dy, 0.01);
    }

    [Fact]
    public void Derivatives_of_the_field_agree_with_differences()
    {
        MixtureVelocityField field = new(Three, new PoissonFlowPath(3));
        SampleBatch x = SampleBatch.FromPoints((0.4, -0.7));
        (SampleBatch u, SampleBatch j, SampleBatch a) = (x.NewLike(), new SampleBatch(4, 1), x.NewLike());
        field.Differentiate(0.4, x, u, j, a);
        const double Step = 1e-5;
        (double X, double Y) At(double t, double px, double py)
        {
            SampleBatch v = x.NewLike();
            field.Evaluate(t, SampleBatch.FromPoints((px, py)), v);
            return (v[0, 0], v[0, 1]);
        }

        (double ax, double bx) = (At(0.4, 0.4 + Step, -0.7).X, At(0.4, 0.4 - Step, -0.7).X);
        (double ay, double by) = (At(0.4, 0.4, -0.7 + Step).X, At(0.4, 0.4, -0.7 - Step).X);
        Assert.Equal((ax - bx) / (2 * Step), j[0, 0], 1e-7);
        Assert.Equal((ay - by) / (2 * Step), j[0, 1], 1e-7);
        (double cx, double dx) = (
            At(0.4 + Step, 0.4 + (Step * u[0, 0]), -0.7 + (Step * u[0, 1])).X,
            At(0.4 - Step, 0.4 - (Step * u[0, 0]), -0.7 - (Step * u[0, 1])).X);
        Assert.Equal((cx - dx) / (2 * Step), a[0, 0], 1e-6);
    }

    [Fact]
    public void Refuses_so_many_components_that_the_sum_would_not_end()
    {
        GaussianMixture many = TestMixtures.Ring(GaussianMixture.ManyComponents);
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(() => MixtureVelocityField.FlowOf(many, new PoissonFlowPath(2)));
        Assert.Contains("takes fewer than 2000 components", refusal.Message, StringComparison.Ordinal);
    }

    private static IPath Path(string freedom) => PathCatalog.All.Create($"pfgmpp:{freedom}");

    private static double LogDensity(GaussianMixture mixture, double added, double x, double y) => new MixtureDensity(new GaussianMixture(
        [.. mixture.Components.Select(c => c with { CovarianceXX = c.CovarianceXX + added, CovarianceYY = c.CovarianceYY + added })]))
        .LogDensity(SampleBatch.FromPoints((x, y)), new Execution(1))[0];

    // E[x1 | x] in the scaling of EDM: x = x1 + sigma n.
    private static (double X, double Y) Denoise(GaussianMixture mixture, IPath path, double sigma, double x, double y)
    {
        double t = 1 / (1 + sigma);
        SampleBatch states = SampleBatch.FromPoints((t * x, t * y));
        SampleBatch u = states.NewLike();
        new MixtureVelocityField(mixture, path).Evaluate(t, states, u);
        return ((t * x) + ((1 - t) * u[0, 0]), (t * y) + ((1 - t) * u[0, 1]));
    }
}
