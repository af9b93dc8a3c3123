using FlowDemo.Randomness;

namespace FlowDemo.Metrics.Statistics;

/// <summary>Groups of samples that are independent of each other: the replicates of the noise, or blocks of independent samples.</summary>
internal static class SampleGroups
{
    /// <summary>
    /// Blocks of independent samples are themselves independent, and this many of them give the standard error of a mean to
    /// 3 %; the cost of a resample then no longer grows with the samples.
    /// </summary>
    private const int MaximumBlocks = 512;

    /// <summary>Number of groups, at least 1.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="maximumBlocks">Blocks at most that independent samples are cut into.</param>
    public static int Count(NoiseSet noise, int maximumBlocks = MaximumBlocks) =>
        noise.Replicates > 1 ? noise.Replicates : Math.Min(maximumBlocks, noise.Count);

    /// <summary>The first sample of a group.</summary>
    /// <param name="noise">How the samples depend on each other.</param>
    /// <param name="groups">From <see cref="Count"/>.</param>
    /// <param name="group">Index from 0 to <paramref name="groups"/>.</param>
    public static int Start(NoiseSet noise, int groups, int group) => (int)((long)noise.Count * group / groups);
}
