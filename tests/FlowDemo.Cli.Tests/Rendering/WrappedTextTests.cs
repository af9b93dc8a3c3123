using FlowDemo.Cli.Rendering;

namespace FlowDemo.Cli.Tests.Rendering;

public sealed class WrappedTextTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("one", 5, "one")]
    [InlineData("one two", 5, "one|two")]
    [InlineData("one two", 7, "one two")]
    [InlineData("a bc def", 4, "a bc|def")]
    [InlineData("longword is cut", 4, "long|word|is|cut")]
    public void Lines_end_at_blanks_and_fit(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', WrappedText.Lines(text, width)));
}
