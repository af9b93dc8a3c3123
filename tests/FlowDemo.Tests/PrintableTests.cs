namespace FlowDemo.Tests;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain – ü 漢 😀", "plain – ü 漢 😀")]
    [InlineData("a\u001b[31mb", "a\\u001b[31mb")]
    [InlineData("a\nb\tc\r", "a\\u000ab\\u0009c\\u000d")]
    [InlineData("\u007f\u0085\u009b", "\\u007f\\u0085\\u009b")]
    [InlineData("a\u202eb\u2066c\u2028d", "a\\u202eb\\u2066c\\u2028d")]
    public void What_commands_is_shown_by_its_number(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Fact]
    public void Halves_of_characters_are_shown_by_their_number()
    {
        Assert.Equal("\\ud83d", Printable.Of("\ud83d"));
        Assert.Equal("x\\ude00y", Printable.Of("x\ude00y"));
        Assert.Same("plain", Printable.Of("plain"));
    }
}
