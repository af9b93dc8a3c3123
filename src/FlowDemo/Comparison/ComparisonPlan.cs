using System.Collections.Immutable;

namespace FlowDemo.Comparison;

/// <summary>Everything that decides the numbers of a comparison, as the user wrote it.</summary>
public sealed record ComparisonPlan
{
    /// <summary>The target: an id or the path of a file.</summary>
    public string Target { get; init; } = "ring";

    /// <summary>The path's id.</summary>
    public string Path { get; init; } = "linear";

    /// <summary>Names of solvers, with parameters.</summary>
    public ImmutableArray<string> Solvers { get; init; } = ["euler", "heun", "midpoint", "rk4"];

    /// <summary>Names of schedules, with parameters.</summary>
    public ImmutableArray<string> Schedules { get; init; } = ["uniform", "boss"];

    /// <summary>Velocity evaluations per sample, one column each; 1 to 100,000.</summary>
    public ImmutableArray<int> Budgets { get; init; } = [1, 2, 4, 8, 16];

    /// <summary>Ids of metrics.</summary>
    public ImmutableArray<string> Metrics { get; init; } = ["rmse", "median", "flips", "kl"];

    /// <summary>Solver of the row that ratios refer to.</summary>
    public string BaselineSolver { get; init; } = "euler";

    /// <summary>Schedule of the row that ratios refer to.</summary>
    public string BaselineSchedule { get; init; } = "uniform";

    /// <summary>Test points.</summary>
    public int Samples { get; init; } = 4096;

    /// <summary>Seed of every stream.</summary>
    public int Seed { get; init; }

    /// <summary>How the noise is drawn: quasi, random, or the path of a file.</summary>
    public string Noise { get; init; } = "quasi";

    /// <summary>Fine RK4 steps of the reference.</summary>
    public int ReferenceSteps { get; init; } = 1000;
}
