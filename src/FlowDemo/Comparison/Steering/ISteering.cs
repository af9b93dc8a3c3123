namespace FlowDemo.Comparison.Steering;

/// <summary>A method that steers samples towards a reward.</summary>
public interface ISteering
{
    /// <summary>Why a budget is too small for it, as a clause; null where it can spend it, or most of it.</summary>
    /// <param name="problem">What is steered.</param>
    /// <param name="budget">Evaluations per returned sample.</param>
    string? Obstacle(SteeringProblem problem, int budget) => null;

    /// <summary>What a reader must know of its samples, as a sentence without its full stop; null when there is nothing.</summary>
    string? Remark => null;

    /// <summary>Samples at a budget, of which it takes no more.</summary>
    /// <param name="problem">What is steered.</param>
    /// <param name="budget">Evaluations per returned sample.</param>
    /// <returns>The samples, and the evaluations that all of them took.</returns>
    SteeredBatch Run(SteeringProblem problem, int budget);
}

/// <summary>Samples, and what they took.</summary>
/// <param name="Points">The samples.</param>
/// <param name="Evaluations">Evaluations of all of them.</param>
public sealed record SteeredBatch(SampleBatch Points, long Evaluations)
{
    /// <summary>Searches every sample alone.</summary>
    /// <param name="problem">What is steered.</param>
    /// <param name="search">Finds one sample.</param>
    internal static SteeredBatch Of(SteeringProblem problem, Func<SteeredSample, (double X, double Y)> search)
    {
        SampleBatch points = new(2, problem.Count);
        int[] taken = new int[problem.Count];
        problem.Execution.ForEach(problem.Count, i =>
        {
            SteeredSample sample = new(problem, i);
            (points[i, 0], points[i, 1]) = search(sample);
            taken[i] = sample.Evaluations;
        });
        return new SteeredBatch(points, taken.Sum(static n => (long)n));
    }
}
