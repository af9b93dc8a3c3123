using CsCheck;
using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fields;

public sealed class MixtureVelocityFieldTests
{
    public static TheoryData<string> PathNames => ["linear", "trigonometric", "vp"];

    [Fact]
    public void Has_the_golden_velocities_of_the_four_modes()
    {
        MixtureVelocityField field = new(TestMixtures.FourModes(), new LinearPath());
        SampleBatch x = SampleBatch.FromPoints((0.7, -0.4), (-1.2, 0.9));
        SampleBatch u = x.NewLike();
        SampleBatch a = x.NewLike();
        field.Differentiate(0.3, x, u, null, a);
        AssertNear(u, (-0.6071566570, -0.4311133088), (0.4867057415, -0.8461457460));
        AssertNear(a, (2.8963921592, -2.6477153133), (-2.8792596458, 3.3346767435));
        field.Evaluate(0, x, u);
        AssertNear(u, (-0.8979448847, 0.0247429913), (1.0020551153, -1.2752570087));
        field.Evaluate(1, x, u);
        AssertNear(u, (0.7, -0.4), (-1.2, 0.9));
    }

    [Theory]
    [MemberData(nameof(PathNames))]
    public void Agrees_with_the_plain_posterior_forty_deviations_out_and_at_both_ends(string path)
    {
        foreach (GaussianMixture mixture in new[] { TestMixtures.ThreeModes(), TestMixtures.FourModes(), TestMixtures.Ring() })
        {
            MixtureVelocityField field = new(mixture, PathOf(path));
            MixturePosterior posterior = new(mixture, PathOf(path));
            Gen.Select(Gen.Double[0, 1], Gen.Double[-16, 16], Gen.Double[-16, 16]).Sample(
                (t, x, y) =>
                {
                    foreach (double time in new[] { 0, t, 1 })
                    {
                        SampleBatch batch = SampleBatch.FromPoints((x, y));
                        SampleBatch u = batch.NewLike();
                        field.Evaluate(time, batch, u);
                        (double ux, double uy) = posterior.At(time, x, y).Velocity;
                        double scale = 1e-13 * Math.Max(1, double.Hypot(ux, uy));
                        Assert.Equal(ux, u[0, 0], scale);
                        Assert.Equal(uy, u[0, 1], scale);
                    }
                },
                iter: 1000);
        }
    }

    [Theory]
    [MemberData(nameof(PathNames))]
    public void Derivatives_agree_with_central_differences(string path)
    {
        MixtureVelocityField field = new(TestMixtures.ThreeModes(), PathOf(path));
        Gen.Select(Gen.Double[0.05, 0.95], Gen.Double[-3, 3], Gen.Double[-3, 3]).Sample(
            (t, x, y) =>
            {
                SampleBatch point = SampleBatch.FromPoints((x, y));
                SampleBatch u = point.NewLike();
                SampleBatch j = new(4, 1);
                SampleBatch a = point.NewLike();
                field.Differentiate(t, point, u, j, a);
                const double h = 1e-5;
                (double X, double Y) dx = Difference(field, t, h, 0, 0, x, y);
                (double X, double Y) dy = Difference(field, t, 0, h, 0, x, y);
                (double X, double Y) along = Difference(field, t, h * u[0, 0], h * u[0, 1], h, x, y);
                double tolerance = 1e-5 * (1 + Math.Abs(a[0, 0]) + Math.Abs(a[0, 1]) + Math.Abs(j[0, 0]) + Math.Abs(j[0, 3]));
                Assert.Equal(dx.X / h, j[0, 0], tolerance);
                Assert.Equal(dy.X / h, j[0, 1], tolerance);
                Assert.Equal(dx.Y / h, j[0, 2], tolerance);
                Assert.Equal(dy.Y / h, j[0, 3], tolerance);
                Assert.Equal(along.X / h, a[0, 0], tolerance);
                Assert.Equal(along.Y / h, a[0, 1], tolerance);
            },
            iter: 100);
    }

    [Theory]
    [MemberData(nameof(PathNames))]
    public void Posterior_identities_hold(string path)
    {
        MixturePosterior posterior = new(TestMixtures.ThreeModes(), PathOf(path));
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[-3, 3], Gen.Double[-3, 3]).Sample(
            (t, x, y) =>
            {
                PathPoint p = PathOf(path).At(t);
                PosteriorPoint q = posterior.At(t, x, y);
                Assert.Equal(x, (p.Alpha * q.DataPrediction.X) + (p.Sigma * q.NoisePrediction.X), 1e-10);
                Assert.Equal(
                    q.Velocity.Y,
                    (p.AlphaRate * q.DataPrediction.Y) + (p.SigmaRate * q.NoisePrediction.Y),
                    1e-9 * (1 + Math.Abs(q.Velocity.Y)));
            },
            iter: 200);
    }

    [Fact]
    public void At_the_noise_end_the_jacobian_is_exactly_minus_the_identity()
    {
        MixtureVelocityField field = new(TestMixtures.ThreeModes(), new LinearPath());
        SampleBatch x = SampleBatch.FromPoints((0.3, 0.1), (-7.7, 2.9));
        SampleBatch j = new(4, 2);
        field.Differentiate(0, x, x.NewLike(), j, null);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal((-1.0, 0.0, 0.0, -1.0), (j[i, 0], j[i, 1], j[i, 2], j[i, 3]));
        }
    }

    [Fact]
    public void Gives_the_same_bits_at_every_width_and_in_every_place()
    {
        foreach (GaussianMixture mixture in new[] { TestMixtures.FourModes(), TestMixtures.Ring(200) })
        {
            MixtureVelocityField field = new(mixture, new LinearPath());
            SampleBatch x = new(2, 37);
            for (int i = 0; i < x.Count; i++)
            {
                (x[i, 0], x[i, 1]) = (Math.Sin(i) * 5, Math.Cos(3 * i) * 5);
            }

            SampleBatch narrow = x.NewLike();
            SampleBatch middle = x.NewLike();
            SampleBatch wide = x.NewLike();
            field.Evaluate<Lanes128>(0.71, x, narrow);
            field.Evaluate<Lanes256>(0.71, x, middle);
            field.Evaluate<Lanes512>(0.71, x, wide);
            Assert.True(narrow.Values.SequenceEqual(middle.Values));
            Assert.True(narrow.Values.SequenceEqual(wide.Values));

            SampleBatch alone = x.Slice(36, 1);
            SampleBatch u = alone.NewLike();
            field.Evaluate(0.71, alone, u);
            Assert.Equal((narrow[36, 0], narrow[36, 1]), (u[0, 0], u[0, 1]));

            SampleBatch a = x.NewLike();
            SampleBatch b = x.NewLike();
            SampleBatch ja = new(4, x.Count);
            SampleBatch jb = new(4, x.Count);
            field.Differentiate<Lanes128>(0.71, x, narrow, ja, a);
            field.Differentiate<Lanes512>(0.71, x, wide, jb, b);
            Assert.True(ja.Values.SequenceEqual(jb.Values));
            Assert.True(a.Values.SequenceEqual(b.Values));
        }
    }

    [Fact]
    public void Ten_thousand_components_give_the_plain_sum()
    {
        GaussianMixture mixture = TestMixtures.Ring(10_000, 3, 0.02);
        MixtureVelocityField field = new(mixture, new LinearPath());
        SampleBatch x = SampleBatch.FromPoints((2.9, 0.1), (0.2, -0.1), (-5, 5));
        SampleBatch u = x.NewLike();
        field.Evaluate(0.95, x, u);
        MixturePosterior posterior = new(mixture, new LinearPath());
        for (int i = 0; i < 3; i++)
        {
            (double ux, double uy) = posterior.At(0.95, x[i, 0], x[i, 1]).Velocity;
            Assert.Equal(ux, u[i, 0], 1e-12 * Math.Max(1, Math.Abs(ux)));
            Assert.Equal(uy, u[i, 1], 1e-12 * Math.Max(1, Math.Abs(uy)));
        }
    }

    private static IPath PathOf(string name) => name switch
    {
        "linear" => new LinearPath(),
        "trigonometric" => new TrigonometricPath(),
        _ => new VariancePreservingPath(),
    };

    private static (double X, double Y) Difference(
        MixtureVelocityField field, double t, double dx, double dy, double dt, double x, double y)
    {
        SampleBatch ahead = SampleBatch.FromPoints((x + dx, y + dy));
        SampleBatch behind = SampleBatch.FromPoints((x - dx, y - dy));
        SampleBatch a = ahead.NewLike();
        SampleBatch b = ahead.NewLike();
        field.Evaluate(t + dt, ahead, a);
        field.Evaluate(t - dt, behind, b);
        return ((a[0, 0] - b[0, 0]) / 2, (a[0, 1] - b[0, 1]) / 2);
    }

    private static void AssertNear(SampleBatch actual, params ReadOnlySpan<(double X, double Y)> expected)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].X, actual[i, 0], 1e-9);
            Assert.Equal(expected[i].Y, actual[i, 1], 1e-9);
        }
    }
}
