using FlowDemo.Cli.Options;

namespace FlowDemo.Cli.Tests.Options;

public sealed class BudgetListTests
{
    [Theory]
    [InlineData("1,2,4", new[] { 1, 2, 4 })]
    [InlineData("2-5", new[] { 2, 3, 4, 5 })]
    [InlineData("2-9:3", new[] { 2, 5, 8 })]
    [InlineData("8, 1-2 ,2", new[] { 1, 2, 8 })]
    [InlineData("100000", new[] { 100_000 })]
    [InlineData("7-7", new[] { 7 })]
    [InlineData("99999-100000:100000", new[] { 99_999 })]
    public void Lists_and_ranges_come_out_in_order_without_repeats(string text, int[] budgets) =>
        Assert.Equal(budgets, BudgetList.Parse("--nfe", text).ToArray());

    [Theory]
    [InlineData("")]
    [InlineData("1,")]
    [InlineData("1;2")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("1-2-3")]
    [InlineData("4:2")]
    [InlineData("1-4:")]
    [InlineData("1-4:1:1")]
    [InlineData("+4")]
    [InlineData("١")]
    [InlineData("1e2")]
    public void Anything_else_is_refused(string text) =>
        Assert.Throws<FlowDemoException>(() => BudgetList.Parse("--nfe", text));
}
