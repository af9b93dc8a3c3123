using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Tests.Rendering;

public sealed class StyledTextTests
{
    private static readonly StyledText Sentence = StyledText.Empty.Add("one two", Ink.Bold).Add(" three ").Add("four", Ink.Dim);

    [Fact]
    public void Pieces_keep_their_look_across_line_ends()
    {
        Assert.Equal(["one", "two", "three", "four"], Sentence.Lines(5).Select(static l => l.Write(color: false)));
        Assert.Equal(["\e[1mone two\e[0m", "three \e[2mfour\e[0m"], Sentence.Lines(10).Select(static l => l.Write(color: true)));
    }

    [Fact]
    public void Words_that_come_again_are_found_at_their_own_place()
    {
        StyledText text = StyledText.Empty.Add("a a ", Ink.Green).Add("a");
        Assert.Equal(["\e[32ma\e[0m", "\e[32ma\e[0m", "a"], text.Lines(1).Select(static l => l.Write(color: true)));
    }

    [Fact]
    public void Padding_counts_columns_and_not_escape_sequences()
    {
        Assert.Equal(18, Sentence.Width);
        Assert.Equal("  \e[33mab\e[0m|", StyledText.Empty.Add("ab", Ink.Yellow).PadLeft(4).Add("|").Write(color: true));
        Assert.Equal("ab  |", StyledText.Empty.Add("ab").PadRight(4).Add("|").Write(color: false));
        Assert.Equal("ab|", StyledText.Empty.Add("ab").PadRight(1).Add("|").Write(color: false));
    }

    [Theory]
    [InlineData(false, "ab")]
    [InlineData(true, "\e[1;32mab\e[0m")]
    public void No_line_ends_in_blanks(bool color, string written) =>
        Assert.Equal(written, StyledText.Empty.Add("ab", Ink.BoldGreen).PadRight(9).Write(color));

    [Fact]
    public void Further_lines_stand_below_the_first()
    {
        StyledText text = StyledText.Empty.Add("these are words that need more than one line");
        string[] lines = [.. text.Behind(StyledText.Empty.Add("note "), 30).Select(static l => l.Write(color: false))];
        Assert.Equal(["note these are words that need", "     more than one line"], lines);
    }
}
