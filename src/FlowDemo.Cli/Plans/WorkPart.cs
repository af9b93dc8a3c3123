namespace FlowDemo.Cli.Plans;

/// <summary>One of several pieces of work, as a part of the whole.</summary>
/// <param name="Label">What it is called while it is done.</param>
/// <param name="Before">Share of the whole that comes before it.</param>
/// <param name="Share">Its own share of the whole.</param>
internal sealed record WorkPart(string Label, double Before, double Share)
{
    /// <summary>Turns what is reported of the part into what is reported of the whole.</summary>
    /// <param name="whole">Who hears of the whole.</param>
    public IProgress<WorkProgress> Of(IProgress<WorkProgress> whole) => new Place(this, whole);

    private sealed class Place(WorkPart part, IProgress<WorkProgress> whole) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) =>
            whole.Report(new WorkProgress($"{part.Label}: {value.Stage}", part.Before + (part.Share * value.Fraction)));
    }
}
