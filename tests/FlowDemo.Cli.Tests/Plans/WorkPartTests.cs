using FlowDemo.Cli.Plans;

namespace FlowDemo.Cli.Tests.Plans;

public sealed class WorkPartTests
{
    /// <summary>Pieces that follow each other never fall back, and the clock is that of the whole.</summary>
    [Fact]
    public void A_piece_of_a_part_stands_where_it_is_in_the_whole()
    {
        Heard heard = new();
        WorkPart whole = WorkPart.Whole();
        WorkPart last = whole.Piece(string.Empty, 0.5, 0.5);
        IProgress<WorkProgress> piece = last.Piece("2/2 moons", 0.25, 0.75).Of(heard);
        whole.Piece(string.Empty, 0, 0.5).Of(heard).Report(new WorkProgress("race", 1));
        piece.Report(new WorkProgress("reference", 0));
        piece.Report(new WorkProgress("reference", 1));
        Assert.Equal(
            [new WorkProgress("race", 0.5), new WorkProgress("2/2 moons: reference", 0.625), new WorkProgress("2/2 moons: reference", 1)],
            heard.Values);
        Assert.Same(whole.Since, last.Since);
    }

    private sealed class Heard : IProgress<WorkProgress>
    {
        public List<WorkProgress> Values { get; } = [];

        public void Report(WorkProgress value) => Values.Add(value);
    }
}
