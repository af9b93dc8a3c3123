using System.Collections.Immutable;

namespace FlowDemo.Comparison.Races;

/// <summary>One heat: the methods still in the race run on so many samples.</summary>
/// <param name="Samples">Test points of each problem.</param>
/// <param name="CalibrationSamples">Noise points that schedules looked at.</param>
/// <param name="Methods">Methods that ran.</param>
/// <param name="Evaluations">Velocity evaluations that building and running them took, over all samples and problems.</param>
public sealed record RaceHeat(int Samples, int CalibrationSamples, int Methods, long Evaluations);

/// <summary>How a race went.</summary>
/// <param name="Finalists">Who was left, the best first.</param>
/// <param name="Heats">The heats that decided it.</param>
/// <param name="Excluded">Methods that did not take part although their budget fits, with the reason.</param>
public sealed record RaceReport(
    ImmutableArray<MethodName> Finalists, ImmutableArray<RaceHeat> Heats, ImmutableArray<(string Reason, int Count)> Excluded)
{
    /// <summary>Velocity evaluations of all heats.</summary>
    public long Evaluations => Heats.Sum(static h => h.Evaluations);
}
