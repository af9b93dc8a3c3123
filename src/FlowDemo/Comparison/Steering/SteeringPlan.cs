using System.Collections.Immutable;

namespace FlowDemo.Comparison.Steering;

/// <summary>What is steered, how, and at what cost.</summary>
public sealed record SteeringPlan
{
    /// <summary>The reward, with parameters.</summary>
    public string Reward { get; init; } = "quadratic:0,1,1,0.5";

    /// <summary>L of the law p(x) exp(r(x) / L) that is meant.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The methods, with parameters.</summary>
    public ImmutableArray<string> Methods { get; init; } = ["unsteered", "exact", "best-of", "smc", "svdd", "rbf", "flowchef"];

    /// <summary>Evaluations per returned sample.</summary>
    public ImmutableArray<int> Budgets { get; init; } = [50, 500];

    /// <summary>Steps of the methods that search.</summary>
    public int Steps { get; init; } = 10;

    /// <summary>Samples to return.</summary>
    public int Samples { get; init; } = 500;

    /// <summary>Seed of every stream.</summary>
    public int Seed { get; init; }

    /// <summary>Id of the path.</summary>
    public string Path { get; init; } = new ComparisonPlan().Path;
}
