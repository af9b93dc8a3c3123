using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fields;

public sealed class TwoSidedVelocityFieldTests
{
    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();

    private static readonly GaussianMixture Two = new(
        new GaussianComponent(0.6, -2, -1, 0.3, 0.05, 0.2), new GaussianComponent(0.4, 1.5, 0.5, 0.15, -0.08, 0.3));

    public static TheoryData<string> Paths =>
    [
        "linear", "linear:brownian", "linear:bsquared", "linear:sin2", "linear:sigmoid", "trigonometric", "trigonometric:brownian",
        "trigonometric:sigmoid", "encdec", "bridge:0.5,blurred",
        "mirror", "mirror:sigmoid",
    ];

    [Theory]
    [InlineData("linear", 0.3, -1.57896589, -1.65553649)]
    [InlineData("linear:brownian", 0.3, 0.19725758, -0.95177628)]
    [InlineData("trigonometric:brownian", 0.7, 3.53089901, 0.82356393)]
    [InlineData("encdec", 0.3, 1.63464696, -1.88245662)]
    [InlineData("encdec", 0.7, 2.67269662, 0.73531658)]
    public void Has_the_golden_velocities(string path, double t, double x, double y) =>
        AssertNear((x, y), At(FlowOf(path).Field, t, 0.4, -0.7), 6e-9);

    [Theory]
    [InlineData("linear", 0.3, 3.71426388, 3.82850195)]
    [InlineData("linear:brownian", 0.3, -0.57446795, 1.04116488)]
    [InlineData("trigonometric:brownian", 0.7, 0.84114029, 0.39343248)]
    public void Has_the_golden_scores(string path, double t, double x, double y) =>
        AssertNear((x, y), At(FlowOf(path).Score!, t, 0.4, -0.7), 6e-9);

    /// <summary>dp/dt + div(p u) = 0, divided by p: with the log density l and the score s, dl/dt + s u + div u = 0.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void Its_density_is_carried_by_its_velocity(string name)
    {
        IPath path = PathCatalog.All.Create(name);
        Flow flow = FlowOf(name);
        const double Step = 1e-5;
        foreach ((double t, double x, double y) in ((double, double, double)[])[(0.2, 0.4, -0.7), (0.45, -0.3, 0.2), (0.8, 1, 0.5)])
        {
            double change = (LogDensity(path, t + Step, x, y) - LogDensity(path, t - Step, x, y)) / (2 * Step);
            (double ux, double uy) = At(flow.Field, t, x, y);
            (double sx, double sy) = At(flow.Score!, t, x, y);
            SampleBatch j = new(4, 1);
            ((IDifferentiableField)flow.Field).Differentiate(t, SampleBatch.FromPoints((x, y)), new SampleBatch(2, 1), j, null);
            double scale = 1 + Math.Abs(change);
            Assert.Equal(0, (change + (sx * ux) + (sy * uy) + j[0, 0] + j[0, 3]) / scale, 2e-7);
            Assert.Equal((LogDensity(path, t, x + Step, y) - LogDensity(path, t, x - Step, y)) / (2 * Step), sx, 1e-6 * (1 + Math.Abs(sx)));
            Assert.Equal((LogDensity(path, t, x, y + Step) - LogDensity(path, t, x, y - Step)) / (2 * Step), sy, 1e-6 * (1 + Math.Abs(sy)));
        }
    }

    /// <summary>
    /// x and u are two combinations of E[x0 | x], E[x1 | x] and E[z | x] = -gamma s, which tell E[x1 | x] from E[x0 | x].
    /// </summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public void Its_expected_data_follow_from_its_velocity_and_its_score(string name)
    {
        IPath path = PathCatalog.All.Create(name);
        Flow flow = FlowOf(name);
        const double T = 0.7;
        PathPoint p = path.At(T);
        (double ux, double uy) = At(flow.Field, T, 0.4, -0.7);
        (double sx, double sy) = At(flow.Score!, T, 0.4, -0.7);
        AssertNear((Data(0.4, ux, sx), Data(-0.7, uy, sy)), At(flow.Data!, T, 0.4, -0.7), 1e-11);

        double Data(double x, double u, double s) => p.Sigma == 0
            ? (x + (p.LatentSquare * s)) / p.Alpha
            : ((p.Sigma * u) - (p.SigmaRate * x) + (((p.Sigma * p.LatentSquareRate) - (p.SigmaRate * p.LatentSquare)) * s)) / p.Wronskian;
    }

    [Theory]
    [InlineData("em:constant,0.3", 8)]
    [InlineData("sde-heun:constant,0.3", 15)]
    public void The_last_step_of_noise_jumps_to_the_expected_data(string solver, int evaluations)
    {
        EvaluationCounter counter = new();
        Flow flow = FlowOf("linear:brownian");
        SampleBatch start = flow.Begin(NormalNoise.Random(16, 0, NoiseStream.Test)).Points;
        SampleBatch[] states = Sampler.Trajectory(
            flow with { Field = new CountingVelocityField(flow.Field, counter) },
            SolverCatalog.All.Create(solver),
            TimeGrid.Uniform(8),
            start,
            new Execution(1));
        SampleBatch data = start.NewLike();
        flow.Data!.Evaluate(0.875, states[^2], data);
        Assert.Equal(data.Values.ToArray(), states[^1].Values.ToArray());
        Assert.Equal(evaluations * start.Count, counter.Velocities);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Derivatives_agree_with_differences(string path)
    {
        IDifferentiableField field = (IDifferentiableField)FlowOf(path).Field;
        (SampleBatch u, SampleBatch j, SampleBatch a) = (new(2, 1), new(4, 1), new(2, 1));
        foreach (double t in (double[])[0.2, 0.45, 0.8])
        {
            field.Differentiate(t, SampleBatch.FromPoints((0.4, -0.7)), u, j, a);
            const double Step = 1e-5;
            (double vx, double vy) = (u[0, 0], u[0, 1]);
            AssertNear((vx, vy), At(field, t, 0.4, -0.7), 1e-11 * (1 + Math.Abs(vx)));
            AssertNear((j[0, 0], j[0, 2]), Slope(At(field, t, 0.4 + Step, -0.7), At(field, t, 0.4 - Step, -0.7)), 1e-5);
            AssertNear((j[0, 1], j[0, 3]), Slope(At(field, t, 0.4, -0.7 + Step), At(field, t, 0.4, -0.7 - Step)), 1e-5);
            AssertNear(
                (a[0, 0], a[0, 1]),
                Slope(
                    At(field, t + Step, 0.4 + (Step * vx), -0.7 + (Step * vy)), At(field, t - Step, 0.4 - (Step * vx), -0.7 - (Step * vy))),
                1e-4);

            (double X, double Y) Slope((double X, double Y) after, (double X, double Y) before) =>
                ((after.X - before.X) / (2 * Step), (after.Y - before.Y) / (2 * Step));
        }
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("trigonometric")]
    public void From_normal_noise_without_gamma_it_is_the_field_of_the_target(string name)
    {
        IPath path = PathCatalog.All.Create(name);
        GaussianMixture normal = new(GaussianComponent.Isotropic(1, 0, 0, 1));
        AssertNear(
            At(new MixtureVelocityField(Three, path), 0.4, 0.4, -0.7),
            At(TwoSidedVelocityField.FlowOf(normal, Three, path).Field, 0.4, 0.4, -0.7),
            1e-13);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Its_flow_ends_in_the_target(string path)
    {
        Flow flow = FlowOf(path);
        SampleBatch start = flow.Begin(NormalNoise.Quasi(2048, 0, NoiseStream.Test)).Points;
        AssertFollows(PathCatalog.All.Create(path).StartBlur is double blur ? Three.Blurred(blur) : Two, start, 0.01);
        AssertFollows(Three, Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(200), start, new Execution(1)), 0.02);
    }

    [Theory]
    [InlineData("em:constant,0.3", "linear:brownian", 400)]
    [InlineData("sde-heun:constant,0.3", "linear:brownian", 200)]
    [InlineData("em:constant,0.3", "encdec", 400)]
    public void Steps_with_noise_end_in_the_target_too(string solver, string path, int steps)
    {
        Flow flow = FlowOf(path);
        SampleBatch start = flow.Begin(NormalNoise.Random(4096, 0, NoiseStream.Test)).Points;
        SampleBatch end = Sampler.Run(flow, SolverCatalog.All.Create(solver), TimeGrid.Uniform(steps), start, new Execution(1));
        AssertFollows(Three, end, 0.035);
    }

    [Fact]
    public void Without_strength_noise_is_the_flow()
    {
        Flow flow = FlowOf("linear:brownian");
        SampleBatch start = flow.Begin(NormalNoise.Random(64, 0, NoiseStream.Test)).Points;
        SampleBatch Run(string solver) =>
            Sampler.Run(flow, SolverCatalog.All.Create(solver), TimeGrid.Uniform(8), start, new Execution(1));
        Assert.Equal(Run("euler").Values.ToArray(), Run("em:0").Values.ToArray());
    }

    [Fact]
    public void Refuses_so_many_pairs_that_the_sum_would_not_end()
    {
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(
            () => TwoSidedVelocityField.FlowOf(TestMixtures.Ring(200), TestMixtures.Ring(200), new LinearPath()));
        Assert.Contains("up to 20000 pairs; 200 times 200 are more", refusal.Message, StringComparison.Ordinal);
    }

    private static Flow FlowOf(string path) => TwoSidedVelocityField.FlowOf(Two, Three, PathCatalog.All.Create(path));

    private static void AssertFollows(GaussianMixture law, SampleBatch points, double tolerance)
    {
        double[] shares = new MixtureDensity(law).MeanResponsibilities(points);
        Assert.All(shares.Zip(law.Components), pair => Assert.Equal(pair.Second.Weight, pair.First, tolerance));
    }

    private static (double X, double Y) At(IVelocityField field, double t, double x, double y)
    {
        SampleBatch velocity = new(2, 1);
        field.Evaluate(t, SampleBatch.FromPoints((x, y)), velocity);
        return (velocity[0, 0], velocity[0, 1]);
    }

    private static double LogDensity(IPath path, double t, double x, double y)
    {
        PathPoint p = path.At(t);
        (double a, double b) = (p.Sigma, p.Alpha);
        return new MixtureDensity(new GaussianMixture([.. from one in Two.Components
                                                          from other in Three.Components
                                                          select new GaussianComponent(
                                                              one.Weight * other.Weight,
                                                              (a * one.MeanX) + (b * other.MeanX),
                                                              (a * one.MeanY) + (b * other.MeanY),
                                                              (a * a * one.CovarianceXX) + (b * b * other.CovarianceXX) + p.LatentSquare,
                                                              (a * a * one.CovarianceXY) + (b * b * other.CovarianceXY),
                                                              (a * a * one.CovarianceYY) + (b * b * other.CovarianceYY) + p.LatentSquare)]))
            .LogDensity(x, y);
    }

    private static void AssertNear((double X, double Y) expected, (double X, double Y) actual, double tolerance)
    {
        Assert.Equal(expected.X, actual.X, tolerance);
        Assert.Equal(expected.Y, actual.Y, tolerance);
    }
}
