using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Metrics.Transport;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Targets;
using MathNet.Numerics.Random;

namespace FlowDemo.Comparison.Steering;

/// <summary>Runs every method of steering at every budget, and holds its samples against the law that is meant.</summary>
public static class SteeringRunner
{
    private const int Draws = 1 << 16;

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What is steered.</param>
    /// <param name="target">The target that the flow samples unsteered.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <exception cref="FlowDemoException">A name is unknown, a reward has no law, or no method can spend a budget.</exception>
    public static SteeringReport Run(SteeringPlan plan, Target target, Execution execution, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(target);
        IReward reward = RewardCatalog.All.Create(plan.Reward)(target.Mixture);
        if (reward.Obstacle(plan.Temperature) is string obstacle)
        {
            throw new FlowDemoException(obstacle);
        }

        IPath path = PathCatalog.All.Create(plan.Path);
        ExactFlow.RequireNormalStart(target, path, "Steering");
        SteeringProblem problem = new(
            target.Mixture, path, reward, plan.Temperature, plan.Steps, plan.Samples, plan.Seed, execution);
        RandomSource random = RandomStream.Open(plan.Seed, NoiseStream.Metric);
        SampleBatch draws = MixtureSampler.Stratified(problem.Law.Mixture, plan.Samples, random);
        SampleBatch others = MixtureSampler.Stratified(problem.Law.Mixture, plan.Samples, random);
        var rows = ImmutableArray.CreateBuilder<SteeringRow>();
        List<string> notes = [];
        Named<ISteering>[] methods = [.. plan.Methods.Select(SteeringCatalog.All.Resolve)];
        foreach ((Named<ISteering> method, int budget) in methods.SelectMany(m => plan.Budgets.Select(b => (m, b))))
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            progress?.Report(new WorkProgress(
                string.Create(CultureInfo.InvariantCulture, $"{method.Name} at NFE {budget}"),
                (double)rows.Count / (methods.Length * plan.Budgets.Length)));
            if (method.Value.Obstacle(problem, budget) is string why)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"no {method.Name} at NFE {budget}: {why}"));
            }
            else
            {
                rows.Add(RowOf(method, budget, problem, draws));
            }
        }

        if (rows.Count == 0)
        {
            throw new FlowDemoException($"No method can spend such a budget: {notes[0]}; give a larger '--nfe' or fewer '--steps'.");
        }

        notes.AddRange(methods.Select(static m => m.Value.Remark).OfType<string>().Distinct());
        return new SteeringReport(
            plan,
            target.Label,
            MeanReward(reward, problem.Law.Mixture, plan.Seed),
            MeanReward(reward, target.Mixture, plan.Seed),
            Distance(others, draws, execution).Value,
            rows.ToImmutable(),
            [.. notes]);
    }

    private static SteeringRow RowOf(Named<ISteering> method, int budget, SteeringProblem problem, SampleBatch draws)
    {
        SteeredBatch samples = method.Value.Run(problem, budget);
        SampleBatch points = samples.Points;
        double[] rewards = [.. Enumerable.Range(0, points.Count).Select(i => problem.Reward.At(points[i, 0], points[i, 1]))];
        return new SteeringRow(
            method.Name,
            budget,
            (double)samples.Evaluations / points.Count,
            Intervals.Mean(new NoiseSet(points, 1), rewards),
            Distance(points, draws, problem.Execution),
            WeightError(points, problem.Law.Mixture));
    }

    /// <summary>W2 as 'compare' has it, of all samples.</summary>
    private static Estimate Distance(SampleBatch points, SampleBatch draws, Execution execution) =>
        new Wasserstein2(TransportGoal.Draws, points.Count).Distance(new NoiseSet(points, 1), points, draws, execution);

    /// <summary>Half the total absolute difference between mean responsibilities and weights of the law, in per cent.</summary>
    private static double WeightError(SampleBatch points, GaussianMixture law) => 50 * new MixtureDensity(law)
        .MeanResponsibilities(points)
        .Zip(law.Components, static (share, c) => Math.Abs(share - c.Weight))
        .Sum();

    private static double MeanReward(IReward reward, GaussianMixture mixture, int seed)
    {
        SampleBatch points = MixtureSampler.Stratified(mixture, Draws, RandomStream.Open(seed, NoiseStream.Data));
        return Enumerable.Range(0, Draws).Average(i => reward.At(points[i, 0], points[i, 1]));
    }
}
