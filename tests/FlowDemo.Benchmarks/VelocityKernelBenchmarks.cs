using BenchmarkDotNet.Attributes;
using FlowDemo.Fields;

namespace FlowDemo.Benchmarks;

/// <summary>
/// One evaluation of the exact velocity for a chunk of 256 samples on one core. Divide by 256 x Components for the time per
/// sample-component pair.
/// </summary>
[MemoryDiagnoser]
public class VelocityKernelBenchmarks
{
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
        field = KernelProblem.Field(Components, Isotropic);
        x = KernelProblem.Points();
        velocity = x.NewLike();
        jacobian = new SampleBatch(4, x.Count);
    }

    /// <summary>The velocity alone.</summary>
    [Benchmark(Baseline = true)]
    public void Velocity() => field.Evaluate(KernelProblem.Time, x, velocity);

    /// <summary>Velocity and Jacobian.</summary>
    [Benchmark]
    public void Jacobian() => field.Differentiate(KernelProblem.Time, x, velocity, jacobian, null);
}
