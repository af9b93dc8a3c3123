using BenchmarkDotNet.Attributes;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Benchmarks;

/// <summary>
/// The velocity of a points target with many points at 11 times along the trajectories of 64 samples, by the lattice sums
/// and by the plain sum over all components. Divide by 704 for the time of one evaluation.
/// </summary>
[MemoryDiagnoser]
public class LargeMixtureBenchmarks
{
    private const int Samples = 64;
    private static readonly TimeGrid grid = TimeGrid.Uniform(10);
    private IDifferentiableField plain = null!;
    private IDifferentiableField fast = null!;
    private SampleBatch[] states = null!;
    private SampleBatch velocity = null!;
    private SampleBatch jacobian = null!;

    /// <summary>Points of the target.</summary>
    [Params(2_000, 10_000, 100_000)]
    public int Components { get; set; }

    /// <summary>Builds three clouds with Scott's bandwidth, and walks the samples through.</summary>
    [GlobalSetup]
    public void Setup()
    {
        SampleBatch points = NormalNoise.Random(Components, 1, NoiseStream.Test).Points;
        GaussianComponent[] components = new GaussianComponent[Components];
        for (int k = 0; k < Components; k++)
        {
            double centre = 1.2 * ((k % 3) - 1);
            components[k] = GaussianComponent.Isotropic(
                1, centre + (0.4 * points[k, 0]), (centre * centre) - 0.9 + (0.4 * points[k, 1]), Math.Pow(Components, -1.0 / 6));
        }

        GaussianMixture mixture = new(components, isKernelMixture: true);
        plain = new MixtureVelocityField(mixture, new LinearPath());
        Flow flow = MixtureVelocityField.FlowOf(mixture, new LinearPath());
        fast = (IDifferentiableField)flow.Field;
        states = Sampler.Trajectory(flow, Tableaus.Rk4, grid, NormalNoise.Quasi(Samples, 1, NoiseStream.Test).Points, new Execution(1));
        velocity = states[0].NewLike();
        jacobian = new SampleBatch(4, Samples);
    }

    /// <summary>The sum over all components.</summary>
    [Benchmark(Baseline = true)]
    public void Plain()
    {
        for (int k = 0; k <= grid.Steps; k++)
        {
            plain.Evaluate(grid[k], states[k], velocity);
        }
    }

    /// <summary>The sums over lattices.</summary>
    [Benchmark]
    public void Lattice()
    {
        for (int k = 0; k <= grid.Steps; k++)
        {
            fast.Evaluate(grid[k], states[k], velocity);
        }
    }

    /// <summary>The sums over lattices, with the Jacobian.</summary>
    [Benchmark]
    public void LatticeJacobian()
    {
        for (int k = 0; k <= grid.Steps; k++)
        {
            fast.Differentiate(grid[k], states[k], velocity, jacobian, null);
        }
    }
}
