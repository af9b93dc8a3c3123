using BenchmarkDotNet.Attributes;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Benchmarks;

/// <summary>
/// One evaluation of the exact velocity for a chunk of 256 samples on one core. Divide by 256 x Components for the time per
/// sample-component pair.
/// </summary>
[MemoryDiagnoser]
public class VelocityKernelBenchmarks
{
    private const int Samples = 256;
    private MixtureVelocityField field = null!;
    private SampleBatch x = null!;
    private SampleBatch velocity = null!;
    private SampleBatch jacobian = null!;

    /// <summary>Components of the mixture.</summary>
    [Params(8, 64, 1024)]
    public int Components { get; set; }

    /// <summary>Whether the covariances are multiples of the identity.</summary>
    [Params(true, false)]
    public bool Isotropic { get; set; }

    /// <summary>Builds a mixture on a spiral and points around it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        GaussianComponent[] components = new GaussianComponent[Components];
        for (int k = 0; k < Components; k++)
        {
            (double sin, double cos) = Math.SinCos(12.0 * k / Components);
            double radius = 1 + (3.0 * k / Components);
            components[k] = Isotropic
                ? GaussianComponent.Isotropic(1, radius * cos, radius * sin, 0.2)
                : new GaussianComponent(1, radius * cos, radius * sin, 0.05, 0.02, 0.04);
        }

        field = new MixtureVelocityField(new GaussianMixture(components), new LinearPath());
        x = new SampleBatch(2, Samples);
        for (int i = 0; i < Samples; i++)
        {
            (x[i, 0], x[i, 1]) = (3 * Math.Sin(i), 3 * Math.Cos(2.3 * i));
        }

        velocity = x.NewLike();
        jacobian = new SampleBatch(4, Samples);
    }

    /// <summary>The velocity alone.</summary>
    [Benchmark(Baseline = true)]
    public void Velocity() => field.Evaluate(0.6, x, velocity);

    /// <summary>Velocity and Jacobian.</summary>
    [Benchmark]
    public void Jacobian() => field.Differentiate(0.6, x, velocity, jacobian, null);
}
