using CsCheck;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fields;

public sealed class GuidedVelocityFieldTests
{
    private static readonly GaussianMixture Three = TestMixtures.ThreeModes();
    private static readonly Target Skewed = new("skewed", Three, "test", "test");

    /// <summary>Paths from noise to data; those between two laws have fields of their own, with a kink on encdec.</summary>
    public static TheoryData<string> PathNames =>
        [.. PathCatalog.All.Entries.Where(static e => !e.CreateDefault().HasLatent).Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(PathNames))]
    public void Without_guidance_it_is_the_flow_of_the_class_and_at_zero_the_unconditional_one(string name)
    {
        IPath path = PathCatalog.All.Create(name);
        MixtureVelocityField part = new(new ClassCondition(2, 2).MixtureOf(Three), path);
        MixtureVelocityField whole = new(Three, path);
        SampleBatch x = NormalNoise.Random(37, 4, NoiseStream.Test).Points;
        foreach ((double a, MixtureVelocityField same) in ((double, MixtureVelocityField)[])[(1, part), (0, whole)])
        {
            AssertSame(new GuidedVelocityField(part, whole, a), same, x);
            AssertSame(ExactFlow.Of(Skewed.Given(new ClassCondition(2, 2, a)), path).Field, same, x);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(7)]
    public void Classes_of_the_same_distribution_leave_the_unconditional_flow(double guidance)
    {
        GaussianMixture twice = new([.. Three.Components, .. Three.Components]);
        IDifferentiableField guided = FieldOf(
            new Target("twice", twice, "test", "test"), new ClassCondition(1, 2, guidance), new LinearPath());
        MixtureVelocityField field = new(twice, new LinearPath());
        Gen.Select(Gen.Double[0, 1], Gen.Double[-4, 4], Gen.Double[-4, 4]).Sample(
            (t, x, y) =>
            {
                Values expected = Differentiate(field, t, x, y);
                Values actual = Differentiate(guided, t, x, y);
                Assert.All(expected.All.Zip(actual.All), static p => Assert.Equal(p.First, p.Second, 1e-10 * (1 + Math.Abs(p.First))));
            },
            iter: 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(6)]
    public void One_euler_step_overshoots_the_mean_of_the_class_by_the_guidance(double guidance)
    {
        Target target = Skewed.Given(new ClassCondition(2, 2, guidance));
        SampleBatch x0 = SampleBatch.FromPoints((3, 1), (-2, 0.4), (0, 0));
        SampleBatch end = Sampler.Run(ExactFlow.Of(target, new LinearPath()), Tableaus.Euler, TimeGrid.Uniform(1), x0, new Execution(1));
        for (int i = 0; i < x0.Count; i++)
        {
            Assert.Equal((guidance * (target.Mixture.MeanX - Three.MeanX)) + Three.MeanX, end[i, 0], 1e-12);
            Assert.Equal((guidance * (target.Mixture.MeanY - Three.MeanY)) + Three.MeanY, end[i, 1], 1e-12);
        }
    }

    [Fact]
    public void The_flow_of_a_class_of_one_gaussian_is_affine()
    {
        GaussianMixture ring = TestMixtures.Ring();
        Target target = new Target("ring", ring, "test", "test").Given(new ClassCondition(3, 8));
        SampleBatch x0 = NormalNoise.Random(16, 0, NoiseStream.Test).Points;
        SampleBatch end = Sampler.Run(ExactFlow.Of(target, new LinearPath()), Tableaus.Dop853, TimeGrid.Uniform(40), x0, new Execution(1));
        for (int i = 0; i < x0.Count; i++)
        {
            Assert.Equal(ring.Components[2].MeanX + (0.3 * x0[i, 0]), end[i, 0], 1e-9);
            Assert.Equal(ring.Components[2].MeanY + (0.3 * x0[i, 1]), end[i, 1], 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(PathNames))]
    public void Derivatives_agree_with_central_differences(string name)
    {
        IPath path = PathCatalog.All.Create(name);
        foreach (double guidance in (double[])[0, 0.5, 2.5])
        {
            IDifferentiableField field = FieldOf(Skewed, new ClassCondition(2, 2, guidance), path);
            Gen.Select(Gen.Double[0.05, 0.9], Gen.Double[-3, 3], Gen.Double[-3, 3]).Sample(
                (t, x, y) =>
                {
                    const double h = 1e-5;
                    Values at = Differentiate(field, t, x, y);
                    double tolerance = 1e-5 * (1 + at.All.Max(Math.Abs));
                    (double X, double Y) dx = Slope(field, (t, x, y), (0, h, 0));
                    (double X, double Y) dy = Slope(field, (t, x, y), (0, 0, h));
                    (double X, double Y) along = Slope(field, (t, x, y), (h, h * at.Velocity.X, h * at.Velocity.Y));
                    Assert.Equal(dx.X / h, at.Jacobian.XX, tolerance);
                    Assert.Equal(dy.X / h, at.Jacobian.XY, tolerance);
                    Assert.Equal(dx.Y / h, at.Jacobian.YX, tolerance);
                    Assert.Equal(dy.Y / h, at.Jacobian.YY, tolerance);
                    Assert.Equal(along.X / h, at.Acceleration.X, tolerance);
                    Assert.Equal(along.Y / h, at.Acceleration.Y, tolerance);
                },
                iter: 50);
        }
    }

    [Fact]
    public void A_sample_does_not_depend_on_its_batch_or_on_the_threads()
    {
        Flow flow = ExactFlow.Of(Skewed.Given(new ClassCondition(1, 2, 3)), new LinearPath());
        SampleBatch x0 = NormalNoise.Random(600, 1, NoiseStream.Test).Points;
        SampleBatch one = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(3), x0, new Execution(1));
        Assert.True(one.Values.SequenceEqual(Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(3), x0, new Execution(4)).Values));
        SampleBatch last = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(3), x0.Slice(599, 1), new Execution(1));
        Assert.Equal((one[599, 0], one[599, 1]), (last[0, 0], last[0, 1]));
    }

    [Fact]
    public void Allocates_nothing_once_it_has_been_called()
    {
        IDifferentiableField field = FieldOf(Skewed, new ClassCondition(1, 2, 3), new LinearPath());
        SampleBatch x = NormalNoise.Random(64, 0, NoiseStream.Test).Points;
        (SampleBatch u, SampleBatch j, SampleBatch a) = (x.NewLike(), new SampleBatch(4, 64), x.NewLike());
        void Call()
        {
            field.Evaluate(0.4, x, u);
            field.Differentiate(0.4, x, u, j, a);
        }

        Call();
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IDifferentiableField FieldOf(Target target, ClassCondition condition, IPath path) =>
        (IDifferentiableField)ExactFlow.Of(target.Given(condition), path).Field;

    private static void AssertSame(IVelocityField a, IVelocityField b, SampleBatch x)
    {
        foreach (double t in (double[])[0, 0.3, 0.8, 1])
        {
            SampleBatch first = x.NewLike();
            SampleBatch second = x.NewLike();
            a.Evaluate(t, x, first);
            b.Evaluate(t, x, second);
            Assert.True(first.Values.SequenceEqual(second.Values));
        }
    }

    private static Values Differentiate(IDifferentiableField field, double t, double x, double y)
    {
        SampleBatch point = SampleBatch.FromPoints((x, y));
        SampleBatch u = point.NewLike();
        SampleBatch j = new(4, 1);
        SampleBatch a = point.NewLike();
        field.Differentiate(t, point, u, j, a);
        return new Values((u[0, 0], u[0, 1]), (j[0, 0], j[0, 1], j[0, 2], j[0, 3]), (a[0, 0], a[0, 1]));
    }

    /// <summary>Half the difference between a step ahead and a step back.</summary>
    private static (double X, double Y) Slope(IVelocityField field, (double T, double X, double Y) at, (double T, double X, double Y) step)
    {
        SampleBatch ahead = SampleBatch.FromPoints((at.X + step.X, at.Y + step.Y));
        SampleBatch behind = SampleBatch.FromPoints((at.X - step.X, at.Y - step.Y));
        SampleBatch a = ahead.NewLike();
        SampleBatch b = ahead.NewLike();
        field.Evaluate(at.T + step.T, ahead, a);
        field.Evaluate(at.T - step.T, behind, b);
        return ((a[0, 0] - b[0, 0]) / 2, (a[0, 1] - b[0, 1]) / 2);
    }

    private sealed record Values(
        (double X, double Y) Velocity, (double XX, double XY, double YX, double YY) Jacobian, (double X, double Y) Acceleration)
    {
        public double[] All => [Velocity.X, Velocity.Y, Jacobian.XX, Jacobian.XY, Jacobian.YX, Jacobian.YY, Acceleration.X, Acceleration.Y];
    }
}
