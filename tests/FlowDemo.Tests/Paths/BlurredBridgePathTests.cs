using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Paths;

public sealed class BlurredBridgePathTests
{
    private const double Strength = 0.4;

    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();

    private static readonly Flow Bridge = FlowTo(Three, "bridge:0.4,blurred");

    /// <summary>2 eps grad log h_t by differences, <c>h_t(x) = sum a_k N(r_k; x, V_k + 2 eps (1 - t) I)</c>.</summary>
    [Theory]
    [InlineData(0, 0.4, -0.7)]
    [InlineData(0.5, -0.3, 0.2)]
    [InlineData(1, 1, 0.5)]
    public void Its_drift_is_that_of_the_potential(double t, double x, double y)
    {
        MixtureDensity potential = new(Three.Blurred(2 * Strength * (1 - t)));
        const double Step = 1e-5;
        (double dx, double dy) = Drift(Bridge, Strength, t, x, y);
        Assert.Equal(Strength * (potential.LogDensity(x + Step, y) - potential.LogDensity(x - Step, y)) / Step, dx, 1e-8);
        Assert.Equal(Strength * (potential.LogDensity(x, y + Step) - potential.LogDensity(x, y - Step)) / Step, dy, 1e-8);
    }

    /// <summary>Where noise of variance 2 eps on the normal law gives N(0, I), the bridge from N(0, I) to that law is the same.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    public void To_one_component_it_is_the_bridge_from_normal_noise_where_both_start_alike(double strength)
    {
        GaussianMixture one = new(GaussianComponent.Isotropic(1, 0, 0, Math.Sqrt(1 - (2 * strength))));
        string name = FormattableString.Invariant($"bridge:{strength}");
        (Flow blurred, Flow normal) = (FlowTo(one, name + ",blurred"), FlowTo(one, name));
        foreach (double t in (double[])[0, 0.3, 0.8])
        {
            (double x, double y) = Drift(normal, strength, t, 0.4, -0.7);
            (double bx, double by) = Drift(blurred, strength, t, 0.4, -0.7);
            Assert.Equal(x, bx, 1e-12);
            Assert.Equal(y, by, 1e-12);
        }
    }

    /// <summary>
    /// From N(0, I) the same drift is the bridge to a law that is drawn in one shot: x1 given x0 is a mixture of weights
    /// <c>a_k N(r_k; x0, V_k + 2 eps I)</c>, covariances <c>C_k = (V_k^-1 + I / (2 eps))^-1</c> and means
    /// <c>C_k (V_k^-1 r_k + x0 / (2 eps))</c>.
    /// </summary>
    [Fact]
    public void From_normal_noise_its_equation_has_the_moments_of_one_shot()
    {
        SampleBatch start = NormalNoise.Random(8192, 0, NoiseStream.Test).Points;
        SampleBatch end = Sampler.Run(
            Bridge, SolverCatalog.All.Create("em:constant,0.4,mean"), TimeGrid.Uniform(300), start, new Execution(1));
        SampleBatch shot = OneShot(start);
        foreach (Func<double, double, double> moment in (Func<double, double, double>[])
            [static (x, _) => x, static (_, y) => y, static (x, _) => x * x, static (x, y) => x * y, static (_, y) => y * y])
        {
            double[] differences =
                [.. Enumerable.Range(0, start.Count).Select(i => moment(end[i, 0], end[i, 1]) - moment(shot[i, 0], shot[i, 1]))];
            double mean = differences.Average();
            double error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean))) / start.Count;
            Assert.True(Math.Abs(mean) < 0.01 + (4 * error), $"{mean} with a standard error of {error}");
            Assert.True(error < 0.04, $"a standard error of {error} shows nothing");
        }
    }

    [Theory]
    [InlineData("em:constant,0.4,mean", 300)]
    [InlineData("sde-heun:constant,0.4,mean", 100)]
    [InlineData("rk4", 100)]
    public void From_the_blurred_target_its_equation_and_its_flow_end_in_the_target(string solver, int steps)
    {
        SampleBatch start = Bridge.Begin(NormalNoise.Quasi(4096, 0, NoiseStream.Test)).Points;
        SampleBatch end = Sampler.Run(Bridge, SolverCatalog.All.Create(solver), TimeGrid.Uniform(steps), start, new Execution(1));
        double[] shares = new MixtureDensity(Three).MeanResponsibilities(end);
        Assert.All(shares.Zip(Three.Components), static pair => Assert.Equal(pair.Second.Weight, pair.First, 0.03));
    }

    [Fact]
    public void Refuses_what_it_cannot_start_from()
    {
        IPath path = PathCatalog.All.Create("bridge:1,blurred");
        Target three = new("three", Three, "three", "here");
        Target moons = TargetLoader.Load("moons", PointsOptions.Default);
        Assert.Contains("'moons' is points or a curve", Refusal(moons), StringComparison.Ordinal);
        Assert.Contains("takes no '--source'", Refusal(three.From(three)), StringComparison.Ordinal);
        Assert.Contains(
            "every class starts from its own", Refusal(three.Given(new ClassCondition(1, 3, 2))), StringComparison.Ordinal);

        string Refusal(Target target) => Assert.Throws<FlowDemoException>(() => ExactFlow.Of(target, path)).Message;
    }

    private static Flow FlowTo(GaussianMixture target, string path) =>
        ExactFlow.Of(new Target("target", target, "target", "here"), PathCatalog.All.Create(path));

    private static (double X, double Y) Drift(Flow flow, double strength, double t, double x, double y)
    {
        (SampleBatch u, SampleBatch s) = (new(2, 1), new(2, 1));
        flow.Field.Evaluate(t, SampleBatch.FromPoints((x, y)), u);
        flow.Score!.Evaluate(t, SampleBatch.FromPoints((x, y)), s);
        return (u[0, 0] + (strength * s[0, 0]), u[0, 1] + (strength * s[0, 1]));
    }

    private static SampleBatch OneShot(SampleBatch start)
    {
        SampleBatch end = start.NewLike();
        SampleBatch normal = NormalNoise.Random(start.Count, 0, NoiseStream.Calibration).Points;
        SampleBatch pick = NormalNoise.Random(start.Count, 1, NoiseStream.Calibration).Points;
        const double Add = 2 * Strength;
        for (int i = 0; i < start.Count; i++)
        {
            (double x, double y) = (start[i, 0], start[i, 1]);
            double[] weights = [.. Three.Components.Select(c =>
                c.Weight * Math.Exp(new MixtureDensity(new GaussianMixture(c).Blurred(Add)).LogDensity(x, y)))];
            int k = 0;

            // Phi(z) of a normal number is uniform.
            double left = MathNet.Numerics.Distributions.Normal.CDF(0, 1, pick[i, 0]) * weights.Sum();
            while (k < weights.Length - 1 && left > weights[k])
            {
                left -= weights[k++];
            }

            // C = V (V + 2 eps I)^-1 2 eps, and the mean is r + C (x0 - r) / (2 eps).
            GaussianComponent v = Three.Components[k];
            double d = new GaussianMixture(v).Blurred(Add).Components[0].Determinant;
            double xx = Add * ((v.CovarianceXX * (v.CovarianceYY + Add)) - (v.CovarianceXY * v.CovarianceXY)) / d;
            double xy = Add * Add * v.CovarianceXY / d;
            double yy = Add * ((v.CovarianceYY * (v.CovarianceXX + Add)) - (v.CovarianceXY * v.CovarianceXY)) / d;
            (double dx, double dy) = ((x - v.MeanX) / Add, (y - v.MeanY) / Add);
            double root = Math.Sqrt(xx);
            end[i, 0] = v.MeanX + (xx * dx) + (xy * dy) + (root * normal[i, 0]);
            end[i, 1] = v.MeanY + (xy * dx) + (yy * dy) + (xy / root * normal[i, 0])
                + (Math.Sqrt(yy - (xy * xy / xx)) * normal[i, 1]);
        }

        return end;
    }
}
