using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly Execution OneThread = new(1);

    [Fact]
    public void Reference_reaches_the_golden_end_points()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.FourModes(), new LinearPath());
        ReferenceSolution reference = ReferenceSolution.FineSteps(flow, SampleBatch.FromPoints((0.7, -0.4), (-1.2, 0.9)), 1000, OneThread);
        Assert.Equal(0.655498710692, reference.End[0, 0], 1e-10);
        Assert.Equal(-1.296490435327, reference.End[0, 1], 1e-10);
        Assert.Equal(-1.415212924690, reference.End[1, 0], 1e-10);
        Assert.Equal(0.453817034789, reference.End[1, 1], 1e-10);
        Assert.InRange(reference.Error, 1e-15, 1e-10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_single_gaussian_is_carried_by_the_square_root_of_its_covariance_on_every_path(int path)
    {
        IPath[] paths = [new LinearPath(), new TrigonometricPath(), new VariancePreservingPath()];

        // The symmetric root of [[1.25, 0.6], [0.6, 0.5]]: ((S + sqrt(det) I) / sqrt(trace + 2 sqrt(det))).
        (double xx, double xy, double yy) = (1.25, 0.6, 0.5);
        double root = Math.Sqrt((xx * yy) - (xy * xy));
        double scale = Math.Sqrt(xx + yy + (2 * root));
        Flow flow = MixtureVelocityField.FlowOf(new GaussianMixture(new GaussianComponent(1, 0.4, -1.3, xx, xy, yy)), paths[path]);
        ReferenceSolution reference = ReferenceSolution.FineSteps(flow, SampleBatch.FromPoints((0.9, -0.2), (-1.7, 2.5)), 2000, OneThread);
        foreach ((int i, double x, double y) in new[] { (0, 0.9, -0.2), (1, -1.7, 2.5) })
        {
            Assert.Equal(0.4 + ((((xx + root) * x) + (xy * y)) / scale), reference.End[i, 0], 1e-9);
            Assert.Equal(-1.3 + (((xy * x) + ((yy + root) * y)) / scale), reference.End[i, 1], 1e-9);
        }
    }

    [Theory]
    [InlineData("gaussian")]
    [InlineData("ring")]
    [InlineData("skewed")]
    [InlineData("spiral")]
    public void The_adaptive_reference_agrees_with_fine_steps_within_what_both_certify(string id)
    {
        Flow flow = MixtureVelocityField.FlowOf(TargetLoader.Load(id, new PointsOptions()).Mixture, new LinearPath());
        SampleBatch x0 = NormalNoise.Quasi(64, 5, NoiseStream.Test).Points;
        ReferenceSolution adaptive = ReferenceSolution.Adaptive(flow, x0, OneThread);
        ReferenceSolution fine = ReferenceSolution.FineSteps(flow, x0, 2000, OneThread);
        Assert.InRange(adaptive.Error, 0, ReferenceSolution.Goal);
        Assert.InRange(Flat.RootMeanSquareDistance(adaptive.End, fine.End), 0, (3 * (adaptive.Error + fine.Error)) + 1e-12);
    }

    // What 1,000 steps of RK4 certify with 6,000 evaluations, from the benchmarks' "references"; the kernel mixtures, with their
    // hundreds of components, are left to it.
    [Theory]
    [InlineData("gaussian", 8.4e-15)]
    [InlineData("ring", 7.2e-11)]
    [InlineData("moons", 7.0e-11)]
    [InlineData("spiral", 5.4e-11)]
    [InlineData("checkerboard", 1.35e-11)]
    [InlineData("pinwheel", 9.0e-11)]
    [InlineData("skewed", 1.4e-10)]
    [InlineData("grid25", 1.1e-10)]
    public void The_adaptive_reference_certifies_what_fine_steps_do_at_a_fifth_of_the_evaluations(string id, double errorOfFineSteps)
    {
        Flow flow = MixtureVelocityField.FlowOf(TargetLoader.Load(id, PointsOptions.Default).Mixture, new LinearPath());
        ReferenceSolution adaptive = ReferenceSolution.Adaptive(
            flow, NormalNoise.Quasi(4096, 0, NoiseStream.Test).Points, Execution.Default);
        Assert.InRange(adaptive.Error, 0, errorOfFineSteps);
        Assert.InRange(adaptive.Evaluations, 1, 6000 / 5);
    }

    [Fact]
    public void The_adaptive_reference_of_a_sample_does_not_depend_on_the_others()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.Ring(), new LinearPath());
        SampleBatch x0 = NormalNoise.Quasi(300, 5, NoiseStream.Test).Points;
        SampleBatch all = ReferenceSolution.Adaptive(flow, x0, new Execution(2)).End;
        SampleBatch part = ReferenceSolution.Adaptive(flow, x0.Slice(250, 40), OneThread).End;
        Assert.True(all.Slice(250, 40).Values.SequenceEqual(part.Values));
    }

    [Fact]
    public void Every_path_has_the_same_end_points()
    {
        SampleBatch x0 = SampleBatch.FromPoints((0.7, -0.4), (-1.2, 0.9), (0.1, 0.2));
        IPath[] paths = [new LinearPath(), new TrigonometricPath(), new VariancePreservingPath()];
        SampleBatch[] ends = [.. paths.Select(p =>
            ReferenceSolution.FineSteps(MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), p), x0, 2000, OneThread).End)];
        for (int i = 0; i < x0.Count; i++)
        {
            for (int d = 0; d < 2; d++)
            {
                Assert.Equal(ends[0][i, d], ends[1][i, d], 1e-8);
                Assert.Equal(ends[0][i, d], ends[2][i, d], 1e-8);
            }
        }
    }

    [Fact]
    public void One_euler_step_collapses_every_sample_to_the_mean_of_the_data()
    {
        GaussianMixture mixture = TestMixtures.ThreeModes();
        SampleBatch end = Sampler.Run(
            MixtureVelocityField.FlowOf(mixture, new LinearPath()), Tableaus.Euler, TimeGrid.Uniform(1), SampleBatch
                .FromPoints((3, 1), (-2, 0.4)), OneThread);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(mixture.MeanX, end[i, 0], 1e-14);
            Assert.Equal(mixture.MeanY, end[i, 1], 1e-14);
        }
    }

    [Fact]
    public void Threads_and_chunks_do_not_change_a_bit()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.Ring(), new LinearPath());
        SampleBatch x0 = new(2, 1000);
        for (int i = 0; i < x0.Count; i++)
        {
            (x0[i, 0], x0[i, 1]) = (Math.Sin(7 * i), Math.Cos(5 * i));
        }

        SampleBatch one = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(5), x0, OneThread);
        SampleBatch four = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(5), x0, new Execution(4));
        SampleBatch part = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(5), x0.Slice(333, 300), OneThread);
        Assert.True(one.Values.SequenceEqual(four.Values));
        Assert.True(one.Slice(333, 300).Values.SequenceEqual(part.Values));
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.Ring(), new LinearPath());
        foreach (int threads in new[] { 1, 2 })
        {
            Execution cancelled = new(threads, new CancellationToken(canceled: true));
            Assert.ThrowsAny<OperationCanceledException>(
                () => Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(5), new SampleBatch(2, 1000), cancelled));
        }
    }
}
