using System.Collections.Immutable;
using System.Numerics;
using FlowDemo.Schedules.AutoDiffusion;

namespace FlowDemo.Learning.Boosting;

/// <summary>Where Euler's steps are and which blocks each of them leaves out.</summary>
/// <param name="Knots">The interior knots in thousandths, increasing.</param>
/// <param name="Skipped">For each step, one more than knots, the blocks that are left out as bits; never all of them.</param>
internal sealed record LayerPlan(ImmutableArray<int> Knots, ImmutableArray<int> Skipped)
{
    /// <summary>Parts of the unit of time that knots count.</summary>
    public const int Resolution = EvolutionarySearch.Resolution;

    /// <summary>Block evaluations of one sample.</summary>
    public int Cost => Skipped.Sum(Kept);

    /// <summary>Two plans with the same key are the same.</summary>
    public string Key => $"{string.Join(' ', Knots)}|{string.Join(' ', Skipped)}";

    /// <summary>The grid.</summary>
    public TimeGrid Grid => new([0, .. Knots.Select(static k => (double)k / Resolution), 1]);

    /// <summary>Steps that leave nothing out.</summary>
    /// <param name="knots">The interior knots.</param>
    public static LayerPlan Whole(IEnumerable<int> knots)
    {
        ImmutableArray<int> all = [.. knots];
        return new LayerPlan(all, [.. Enumerable.Repeat(0, all.Length + 1)]);
    }

    /// <summary>Blocks that a step keeps.</summary>
    /// <param name="skipped">Those that it leaves out, as bits.</param>
    public static int Kept(int skipped) => BoostedVelocity.Blocks - BitOperations.PopCount((uint)skipped);
}
