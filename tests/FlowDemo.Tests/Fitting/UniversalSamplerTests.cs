using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Targets;
using FlowDemo.Tests.Schedules;
using FlowDemo.Tests.Solvers;

namespace FlowDemo.Tests.Fitting;

public sealed class UniversalSamplerTests
{
    private static readonly SampleBatch Noise = NormalNoise.Quasi(256, 0, NoiseStream.Test).Points;

    [Theory]
    [InlineData("ring")]
    [InlineData("skewed")]
    public void Its_end_points_grow_and_move_with_the_data_on_any_path(string id)
    {
        Target own = TargetLoader.Load(id, PointsOptions.Default);
        SampleBatch unit = Run(own.ScaledTo(1).Mixture, new LinearPath());
        (GaussianMixture Mixture, IPath Path)[] others =
        [
            (own.ScaledTo(30).Mixture, new LinearPath()),
            (own.ScaledTo(3).Mixture, new TrigonometricPath()),
            (own.ScaledTo(0.5).Mixture, new VariancePreservingPath()),
            (own.Mixture, new LinearPath()),
        ];
        Assert.All(others, other =>
        {
            GaussianMixture mixture = other.Mixture;
            SampleBatch end = Run(mixture, other.Path);
            for (int n = 0; n < Noise.Count; n++)
            {
                Assert.Equal(mixture.MeanX + (mixture.Width * unit[n, 0]), end[n, 0], 1e-7 * mixture.Width);
                Assert.Equal(mixture.MeanY + (mixture.Width * unit[n, 1]), end[n, 1], 1e-7 * mixture.Width);
            }
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void On_a_target_that_it_was_not_fitted_to_it_is_far_better_than_usual_samplers(int budget)
    {
        GaussianMixture target = new Target("four", TestMixtures.FourModes(), "four modes", "here").ScaledTo(10).Mixture;
        Flow flow = MixtureVelocityField.FlowOf(target, new LinearPath());
        SampleBatch exact = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(400), Noise, Execution.Default);
        double Error(SampleBatch end) => Flat.RootMeanSquareDistance(end, exact);
        double usual = new ISolver[] { Tableaus.Euler, new AdamsBashforth(2) }.Min(s => Error(Sampler.Run(
            flow, s, TimeGrid.Uniform(budget), Noise, Execution.Default)));
        Assert.True(Error(Run(target, new LinearPath(), budget)) < 0.5 * usual);
    }

    [Fact]
    public void It_has_samplers_for_three_to_eight_evaluations()
    {
        ISolver solver = SolverCatalog.All.Create("fitted:universal");
        Assert.Equal([3, 4, 5, 6, 7, 8], Enumerable.Range(1, 12).Where(b => solver.StepsFor(b) is not null));
        Assert.True(solver.IsFitted);
    }

    [Fact]
    public void Where_nobody_knows_the_data_their_place_is_that_of_the_end_points()
    {
        SampleBatch points = new(3, 4000);
        SampleBatch normal = NormalNoise.Quasi(4000, 0, NoiseStream.Test, 3).Points;
        for (int n = 0; n < points.Count; n++)
        {
            // Widest along (1, 1, 0): variance 25 there, 1 across.
            (double along, double across) = (5 * normal[n, 0], normal[n, 1]);
            (points[n, 0], points[n, 1], points[n, 2]) = (
                2 + ((along + across) / Math.Sqrt(2)), ((along - across) / Math.Sqrt(2)) - 1, normal[n, 2]);
        }

        (double[] mean, double width) = SampleMoments.Place(points);
        Assert.Equal(5, width, 0.1);
        // A mean scatters by 5 / sqrt(4000).
        Assert.All(mean.Zip(new[] { 2.0, -1, 0 }), static p => Assert.Equal(p.Second, p.First, 0.25));
    }

    private static SampleBatch Run(GaussianMixture target, IPath path, int budget = 4)
    {
        Flow flow = MixtureVelocityField.FlowOf(target, path);
        ScheduleContext context = new(
            flow, target, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(8)), new Execution(1));
        TimedSolver ready = SolverCatalog.All.Create("fitted:universal").Prepare(context, new GivenGrid(TimeGrid.Uniform(1)), budget);
        return Sampler.Run(flow, ready.Solver, ready.Grid, Noise, new Execution(2));
    }
}
