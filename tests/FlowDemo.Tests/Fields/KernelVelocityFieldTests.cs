using CsCheck;
using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fields;

public sealed class KernelVelocityFieldTests
{
    private static readonly double[] times = [0, 1e-9, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1];

    public static TheoryData<double, bool> Clouds => new()
    {
        { 0.2, false },
        { 0.02, false },
        { 0.0005, false },
        { 3, false },
        { 0.2, true },
    };

    [Theory]
    [MemberData(nameof(Clouds))]
    public void Agrees_with_the_plain_sum_at_all_times_and_far_out(double bandwidth, bool heavyTails)
    {
        GaussianMixture mixture = Cloud(2000, bandwidth, heavyTails);
        foreach (IPath path in new IPath[] { new LinearPath(), new VariancePreservingPath() })
        {
            IDifferentiableField fast = FieldOf(mixture, path);
            MixtureVelocityField plain = new(mixture, path);
            foreach (double t in times)
            {
                SampleBatch x = Points(mixture, path.At(t));
                (SampleBatch u, SampleBatch j, SampleBatch a) = (x.NewLike(), new SampleBatch(4, x.Count), x.NewLike());
                (
                    SampleBatch expectedU,
                    SampleBatch expectedJ,
                    SampleBatch expectedA) = (x.NewLike(), new SampleBatch(4, x.Count), x.NewLike());
                fast.Differentiate(t, x, u, j, a);
                plain.Differentiate(t, x, expectedU, expectedJ, expectedA);
                for (int i = 0; i < x.Count; i++)
                {
                    double scale = Math.Max(1, double.Hypot(x[i, 0], x[i, 1]));
                    double slope = Math.Max(1, Math.Abs(expectedJ[i, 0]) + Math.Abs(expectedJ[i, 3]));
                    for (int d = 0; d < 2; d++)
                    {
                        AssertNear(expectedU[i, d], u[i, d], 1e-12 * scale * slope, t, x, i);
                        AssertNear(expectedA[i, d], a[i, d], 1e-9 * scale * slope * slope, t, x, i);
                    }

                    for (int d = 0; d < 4; d++)
                    {
                        AssertNear(expectedJ[i, d], j[i, d], 1e-10 * slope, t, x, i);
                    }
                }

                fast.Evaluate(t, x, expectedU);
                Assert.True(u.Values.SequenceEqual(expectedU.Values) || MaxDifference(u, expectedU) < 1e-12);
            }
        }
    }

    [Fact]
    public void Gives_the_same_bits_at_every_width_in_every_place_and_on_every_thread()
    {
        GaussianMixture mixture = Cloud(2000, 0.05, heavyTails: true);
        KernelVelocityField field = (KernelVelocityField)FieldOf(mixture, new LinearPath());
        foreach (double t in times)
        {
            SampleBatch x = Points(mixture, new LinearPath().At(t));
            (SampleBatch narrow, SampleBatch middle, SampleBatch wide) = (x.NewLike(), x.NewLike(), x.NewLike());
            (SampleBatch jn, SampleBatch jm, SampleBatch jw) = (
                new SampleBatch(4, x.Count), new SampleBatch(4, x.Count), new SampleBatch(4, x.Count));
            field.Differentiate<Lanes128>(t, x, narrow, jn, null);
            field.Differentiate<Lanes256>(t, x, middle, jm, null);
            field.Differentiate<Lanes512>(t, x, wide, jw, null);
            Assert.True(narrow.Values.SequenceEqual(middle.Values) && jn.Values.SequenceEqual(jm.Values));
            Assert.True(narrow.Values.SequenceEqual(wide.Values) && jn.Values.SequenceEqual(jw.Values));

            field.Evaluate(t, x, wide);
            SampleBatch alone = x.Slice(17, 1);
            SampleBatch u = alone.NewLike();
            field.Evaluate(t, alone, u);
            Assert.Equal((wide[17, 0], wide[17, 1]), (u[0, 0], u[0, 1]));
        }

        Flow flow = new(field, new LinearPath());
        SampleBatch noise = NormalNoise.Quasi(600, 1, NoiseStream.Test).Points;
        SampleBatch one = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(5), noise, new Execution(1));
        SampleBatch two = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(5), noise, new Execution(2));
        Assert.True(one.Values.SequenceEqual(two.Values));
    }

    [Fact]
    public void End_points_are_those_of_the_plain_sum()
    {
        GaussianMixture mixture = Cloud(2000, 0.1, heavyTails: false);
        SampleBatch noise = NormalNoise.Quasi(16, 1, NoiseStream.Test).Points;
        Flow fast = MixtureVelocityField.FlowOf(mixture, new LinearPath());
        Flow plain = new(new MixtureVelocityField(mixture, new LinearPath()), new LinearPath());
        SampleBatch expected = Sampler.Run(plain, Tableaus.Rk4, TimeGrid.Uniform(20), noise, Execution.Default);
        SampleBatch actual = Sampler.Run(fast, Tableaus.Rk4, TimeGrid.Uniform(20), noise, Execution.Default);
        Assert.IsType<KernelVelocityField>(fast.Field);
        Assert.InRange(MaxDifference(expected, actual), 0, 1e-11);
    }

    [Fact]
    public void Log_density_is_that_of_the_plain_posterior()
    {
        GaussianMixture mixture = Cloud(2000, 0.1, heavyTails: true);
        MixtureDensity density = new(mixture);
        MixturePosterior posterior = new(mixture, new LinearPath());
        Gen.Select(Gen.Double[-9, 9], Gen.Double[-9, 9]).Sample(
            (x, y) =>
            {
                double expected = posterior.At(1, x, y).LogDensity;
                Assert.Equal(expected, density.LogDensity(x, y), 1e-12 * Math.Max(1, Math.Abs(expected)));
            },
            iter: 200);
        Assert.Equal(double.NegativeInfinity, density.LogDensity(double.NaN, 0));
        Assert.Equal(double.NegativeInfinity, density.LogDensity(1e200, 0));
        Assert.Equal(density.LogDensity(0.3, 0.4), density.LogDensity(SampleBatch.FromPoints((0.3, 0.4)), Execution.Default)[0]);
    }

    [Fact]
    public void What_is_not_a_number_stays_so()
    {
        IDifferentiableField field = FieldOf(Cloud(2000, 0.1, heavyTails: false), new LinearPath());
        SampleBatch x = SampleBatch.FromPoints((double.NaN, 0), (0, double.PositiveInfinity), (0.5, 0.5));
        SampleBatch u = x.NewLike();
        foreach (double t in times)
        {
            field.Evaluate(t, x, u);
            Assert.False(double.IsFinite(u[0, 0]));
            Assert.False(double.IsFinite(u[1, 1]));
            Assert.True(double.IsFinite(u[2, 0]));
        }
    }

    [Fact]
    public void Allocates_nothing_once_it_has_been_called()
    {
        IDifferentiableField field = FieldOf(Cloud(2000, 0.1, heavyTails: true), new LinearPath());
        SampleBatch x = NormalNoise.Quasi(64, 1, NoiseStream.Test).Points;
        SampleBatch u = x.NewLike();
        SampleBatch j = new(4, x.Count);
        for (int i = 0; i < 3; i++)
        {
            field.Differentiate(0.9, x, u, j, null);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        field.Differentiate(0.9, x, u, j, null);
        field.Evaluate(0.2, x, u);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertNear(double expected, double actual, double tolerance, double t, SampleBatch x, int i) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance,
            $"t {t}, sample {i}, x ({x[i, 0]}, {x[i, 1]}): {actual} is {actual - expected} off {expected}, more than {tolerance}");

    private static double MaxDifference(SampleBatch a, SampleBatch b)
    {
        double largest = 0;
        for (int i = 0; i < a.Values.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(a.Values[i] - b.Values[i]));
        }

        return largest;
    }

    private static IDifferentiableField FieldOf(GaussianMixture mixture, IPath path) =>
        (IDifferentiableField)MixtureVelocityField.FlowOf(mixture, path).Field;

    /// <summary>Three clumps and a curve; with heavy tails some points are far away.</summary>
    private static GaussianMixture Cloud(int count, double bandwidth, bool heavyTails)
    {
        Random random = new(7);
        GaussianComponent[] components = new GaussianComponent[count];
        for (int k = 0; k < count; k++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * (heavyTails && k % 50 == 0 ? 12 : 0.4);
            (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            double centre = (k % 4) - 1.5;
            components[k] = GaussianComponent.Isotropic(
                1 + random.NextDouble(), centre + (radius * cos), (centre * centre) - 1 + (radius * sin), bandwidth);
        }

        return new GaussianMixture(components, isKernelMixture: true);
    }

    /// <summary>Points that the path passes at this time, and others that it hardly ever does.</summary>
    private static SampleBatch Points(GaussianMixture mixture, PathPoint p)
    {
        Random random = new(11);
        SampleBatch x = new(2, 48);
        double spread = Math.Sqrt((p.Alpha * p.Alpha * mixture.Components[0].CovarianceXX) + (p.Sigma * p.Sigma));
        for (int i = 0; i < x.Count; i++)
        {
            GaussianComponent near = mixture.Components[random.Next(mixture.Components.Length)];
            double away = spread * (i % 4 == 3 ? 40 : 3) * random.NextDouble();
            (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            (x[i, 0], x[i, 1]) = ((p.Alpha * near.MeanX) + (away * cos), (p.Alpha * near.MeanY) + (away * sin));
        }

        return x;
    }
}
