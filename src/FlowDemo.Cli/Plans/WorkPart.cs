using System.Diagnostics;

namespace FlowDemo.Cli.Plans;

/// <summary>One of several pieces of work, as a part of the whole.</summary>
/// <param name="Label">What it is called while it is done; empty where its stages say enough.</param>
/// <param name="Before">Share of the whole that comes before it.</param>
/// <param name="Share">Its own share of the whole.</param>
/// <param name="Since">Runs since the whole began.</param>
internal sealed record WorkPart(string Label, double Before, double Share, Stopwatch Since)
{
    /// <summary>A piece that is everything, begun now.</summary>
    public static WorkPart Whole() => new(string.Empty, 0, 1, Stopwatch.StartNew());

    /// <summary>A piece of this one.</summary>
    /// <param name="label">What it is called.</param>
    /// <param name="before">Share of this one that comes before it.</param>
    /// <param name="share">Its share of this one.</param>
    public WorkPart Piece(string label, double before, double share) =>
        new(label, Before + (Share * before), Share * share, Since);

    /// <summary>Turns what is reported of the part into what is reported of the whole.</summary>
    /// <param name="whole">Who hears of the whole.</param>
    public IProgress<WorkProgress> Of(IProgress<WorkProgress> whole) => new Place(this, whole);

    private sealed class Place(WorkPart part, IProgress<WorkProgress> whole) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => whole.Report(new WorkProgress(
            part.Label.Length == 0 ? value.Stage : $"{part.Label}: {value.Stage}", part.Before + (part.Share * value.Fraction)));
    }
}
