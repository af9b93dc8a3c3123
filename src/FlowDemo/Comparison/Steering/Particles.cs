using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Comparison.Steering;

/// <summary>
/// Sequential Monte Carlo: all samples are one population of stochastic walks, which after every step are drawn again with the weights
/// <c>exp((r_j - r_(j-1)) / L)</c>, r of the expected data, at the last of the end itself. One step for each evaluation.
/// </summary>
/// <remarks>
/// Singhal et al., A General Framework for Inference-time Scaling and Steering of Diffusion Models, 2025, arXiv 2501.06848; systematic
/// resampling: Kitagawa, 1996. The one search that samples the tilted law as steps and population grow.
/// </remarks>
internal sealed class Particles : ISteering
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISteering> Entry { get; } = new(
        "smc", "Sequential Monte Carlo: a population that is drawn again by its weights after every step.", static _ => new Particles())
    {
        Formula = "weights exp((r(D_j) - r(D_(j-1))) / L), systematic resampling",
        Cost = "N",
        Source = "Singhal et al., A General Framework for Inference-time Scaling and Steering of Diffusion Models, 2025, arXiv 2501.06848",
        Notes = "The one search here that samples the law as steps and population grow.",
    };

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget)
    {
        int count = problem.Count;
        TimeGrid grid = SteeringProblem.GridOf(budget);
        RandomSource random = RandomStream.Open(problem.Seed, NoiseStream.Data);
        SteeredSample[] walkers = [.. Enumerable.Range(0, count).Select(i => new SteeredSample(problem, i))];
        SteeredState[] states = new SteeredState[count];
        problem.Execution.ForEach(count, i => states[i] = walkers[i].Start());
        double[] logs = [.. states.Select(s => s.Reward / problem.Temperature)];
        for (int k = 1; k < grid.Steps; k++)
        {
            SteeredState[] parents = [.. Resample(logs, random).Select(i => states[i])];
            problem.Execution.ForEach(count, i => states[i] = walkers[i].Child(parents[i], grid[k]));
            logs = [.. states.Zip(parents, (s, p) => (s.Reward - p.Reward) / problem.Temperature)];
        }

        // The last step ends on the expected data, whose reward the last weights have counted already.
        SampleBatch points = new(2, count);
        int[] kept = Resample(logs, random);
        for (int i = 0; i < count; i++)
        {
            (points[i, 0], points[i, 1]) = states[kept[i]].End;
        }

        return new SteeredBatch(points, walkers.Sum(static w => (long)w.Evaluations));
    }

    /// <summary>Systematic resampling: the i-th draw is where the cumulated weights pass (i + U) / n.</summary>
    /// <param name="logs">Logarithms of weights.</param>
    /// <param name="random">Where U comes from.</param>
    internal static int[] Resample(double[] logs, RandomSource random)
    {
        double largest = logs.Max();
        double[] weights = [.. logs.Select(l => Math.Exp(l - largest))];
        double step = weights.Sum() / logs.Length;
        double at = step * ContinuousUniform.Sample(random, 0, 1);
        (int index, double passed) = (0, weights[0]);
        int[] drawn = new int[logs.Length];
        for (int i = 0; i < drawn.Length; i++, at += step)
        {
            while (passed < at && index < logs.Length - 1)
            {
                passed += weights[++index];
            }

            drawn[i] = index;
        }

        return drawn;
    }
}
