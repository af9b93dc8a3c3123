using FlowDemo.Targets.Tables;

namespace FlowDemo.Tests.Targets.Tables;

public sealed class ColumnPairTests
{
    [Theory]
    [InlineData("a,b", "a", "b")]
    [InlineData(" bill length , 4 ", "bill length", "4")]
    public void Two_names_make_a_pair(string text, string first, string second) =>
        Assert.Equal(new ColumnPair(first, second), ColumnPair.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a,")]
    [InlineData(",b")]
    [InlineData("a,b,c")]
    public void Anything_else_is_refused(string text) =>
        Assert.Contains(
            "does not name two columns", Assert.Throws<FlowDemoException>(() => ColumnPair.Parse(text)).Message, StringComparison.Ordinal);
}
