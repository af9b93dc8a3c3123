using System.Collections.Immutable;

namespace FlowDemo.Comparison.Transfer;

/// <summary>Everything that decides the numbers of a transfer table.</summary>
public sealed record TransferPlan
{
    /// <summary>Names of the targets, at least one; each method is fitted on each and run on all.</summary>
    public ImmutableArray<string> Targets { get; init; } = ["ring", "moons", "spiral", "skewed"];

    /// <summary>Solvers with schedules, as in <c>euler/boss</c>; a solver with times of its own stands alone.</summary>
    public ImmutableArray<string> Methods { get; init; } = ["euler/uniform", "euler/boss", "euler/optimal", "fitted"];

    /// <summary>Velocity evaluations per sample.</summary>
    public int Budget { get; init; } = 6;

    /// <summary>The path's id.</summary>
    public string Path { get; init; } = "linear";

    /// <summary>Test points.</summary>
    public int Samples { get; init; } = 4096;

    /// <summary>Seed of every stream.</summary>
    public int Seed { get; init; }
}
