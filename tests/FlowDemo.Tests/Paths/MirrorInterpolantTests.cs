using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Paths;

public sealed class MirrorInterpolantTests
{
    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();

    public static TheoryData<string> Forms => ["brownian", "bsquared", "sin2", "sigmoid"];

    /// <summary><c>u = -gamma gamma' s</c>, gamma^2 from the form itself, and s that of the target under noise of this variance.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Its_velocity_follows_from_its_score(string form)
    {
        Flow flow = FlowOf(form);
        foreach ((double t, double x, double y) in ((double, double, double)[])[(0, 0.4, -0.7), (0.2, 0.4, -0.7), (0.7, -0.3, 0.2)])
        {
            double rate = t == 0 ? RateAtStart(form) : Slope(s => Square(form, s), t) / 2;
            MixtureDensity density = new(Three.Blurred(Square(form, t)));
            (double ux, double uy) = At(flow.Field, t, x, y);
            (double sx, double sy) = At(flow.Score!, t, x, y);
            Assert.Equal(-rate * sx, ux, 1e-9);
            Assert.Equal(-rate * sy, uy, 1e-9);
            Assert.Equal(Slope(a => density.LogDensity(a, y), x), sx, 1e-8);
            Assert.Equal(Slope(a => density.LogDensity(x, a), y), sy, 1e-8);
        }
    }

    /// <summary>With the log density l, <c>dl/dt + s u + div u = 0</c>.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Its_density_is_carried_by_its_velocity(string form)
    {
        Flow flow = FlowOf(form);
        foreach ((double t, double x, double y) in ((double, double, double)[])[(0.2, 0.4, -0.7), (0.45, -0.3, 0.2), (0.8, 1, 0.5)])
        {
            (double ux, double uy) = At(flow.Field, t, x, y);
            (double sx, double sy) = At(flow.Score!, t, x, y);
            SampleBatch j = new(4, 1);
            ((IDifferentiableField)flow.Field).Differentiate(t, SampleBatch.FromPoints((x, y)), new SampleBatch(2, 1), j, null);
            double change = Slope(s => new MixtureDensity(Three.Blurred(Square(form, s))).LogDensity(x, y), t);
            Assert.Equal(0, change + (sx * ux) + (sy * uy) + j[0, 0] + j[0, 3], 5e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Its_flow_returns_each_point_to_itself(string form)
    {
        Flow flow = FlowOf(form);
        SampleBatch start = flow.Begin(NormalNoise.Quasi(512, 0, NoiseStream.Test)).Points;
        SampleBatch[] states = Sampler.Trajectory(flow, Tableaus.Rk4, TimeGrid.Uniform(200), start, new Execution(1));
        Assert.True(Flat.RootMeanSquareDistance(start, states[^1]) < 1e-4);
        Assert.True(Flat.RootMeanSquareDistance(start, states[100]) > 0.01);
    }

    [Theory]
    [InlineData("em:constant,1,mean", 400)]
    [InlineData("sde-heun:constant,1,mean", 200)]
    public void Steps_with_noise_mix_the_points_and_keep_their_law(string solver, int steps)
    {
        Flow flow = FlowOf("brownian");
        SampleBatch start = flow.Begin(NormalNoise.Random(8192, 0, NoiseStream.Test)).Points;
        SampleBatch end = Sampler.Run(flow, SolverCatalog.All.Create(solver), TimeGrid.Uniform(steps), start, new Execution(1));
        double[] shares = new MixtureDensity(Three).MeanResponsibilities(end);

        // Four standard errors and what the steps miss.
        Assert.All(shares.Zip(Three.Components), p => Assert.Equal(
            p.Second.Weight, p.First, 0.01 + (4 * Math.Sqrt(p.Second.Weight * (1 - p.Second.Weight) / end.Count))));
        Assert.True(Flat.RootMeanSquareDistance(start, end) > 0.7);
    }

    private static Flow FlowOf(string form) =>
        ExactFlow.Of(new Target("three", Three, "three", "here"), PathCatalog.All.Create($"mirror:{form}"));

    private static double Square(string form, double t)
    {
        double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));
        double Bump(double s) => Sigmoid((10 * (s - 0.5)) + 1) - Sigmoid((10 * (s - 0.5)) - 1);
        return form switch
        {
            "brownian" => t * (1 - t),
            "bsquared" => Math.Pow(t * (1 - t), 2),
            "sin2" => Math.Pow(Math.Sin(Math.PI * t), 4),
            _ => Math.Pow(Bump(t) - Bump(0), 2),
        };
    }

    // gamma gamma' is 1/2 at the start of the Brownian form, and 0 where gamma is and its slope is finite.
    private static double RateAtStart(string form) => form == "brownian" ? 0.5 : 0;

    // Richardson's extrapolation of two central differences: error h^4.
    private static double Slope(Func<double, double> value, double at)
    {
        const double H = 2e-4;
        double coarse = (value(at + (2 * H)) - value(at - (2 * H))) / (4 * H);
        double fine = (value(at + H) - value(at - H)) / (2 * H);
        return ((4 * fine) - coarse) / 3;
    }

    private static (double X, double Y) At(IVelocityField field, double t, double x, double y)
    {
        SampleBatch velocity = new(2, 1);
        field.Evaluate(t, SampleBatch.FromPoints((x, y)), velocity);
        return (velocity[0, 0], velocity[0, 1]);
    }
}
