namespace FlowDemo.Schedules.AutoDiffusion;

/// <summary>The sizes of an evolutionary search; the defaults are those of the official code.</summary>
internal sealed record SearchSettings
{
    /// <summary>Candidates of the first generation and, with random ones to fill up, of each later one.</summary>
    public int Population { get; init; } = 50;

    /// <summary>Candidates that survive a generation.</summary>
    public int Archive { get; init; } = 10;

    /// <summary>Generations after the first.</summary>
    public int Generations { get; init; } = 20;

    /// <summary>Mutants a generation.</summary>
    public int Mutants { get; init; } = 25;

    /// <summary>Crossovers a generation.</summary>
    public int Crossovers { get; init; } = 15;

    /// <summary>Probability in percent that a mutant's gene is redrawn.</summary>
    public int MutationPercentage { get; init; } = 25;
}
