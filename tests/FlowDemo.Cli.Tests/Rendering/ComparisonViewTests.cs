using System.Globalization;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Tests.Reporting;

namespace FlowDemo.Cli.Tests.Rendering;

public sealed class ComparisonViewTests
{
    [Fact]
    public void The_view_is_drawn_byte_for_byte() =>
        Golden.Equal("tests/FlowDemo.Cli.Tests/Rendering/Golden/report.txt", Drawn(Reports.Small, Terminal.PipedWidth));

    [Fact]
    public void Colour_adds_nothing_but_colour()
    {
        string colored = Drawn(Reports.Small, Terminal.PipedWidth, color: true);
        Assert.Contains("\e[1;32m", colored, StringComparison.Ordinal);
        string[] plain = System.Text.RegularExpressions.Regex.Replace(colored, "\e\\[[0-9;]*m", string.Empty).Split('\n');
        Assert.Equal(Drawn(Reports.Small, Terminal.PipedWidth).Split('\n'), plain.Select(static l => l.TrimEnd()));
    }

    [Fact]
    public void Budgets_that_do_not_fit_go_into_further_blocks()
    {
        ComparisonRow row = Reports.Small.Rows[1];
        ComparisonReport wide = Reports.Small with { Rows = [.. Enumerable.Range(1, 40).Select(b => row with { Budget = b })] };
        string[] lines = Drawn(wide, Terminal.PipedWidth).Split('\n');
        Assert.All(lines, static l => Assert.True(l.Length <= Terminal.PipedWidth, l));
        string[] rmse =
        [
            .. lines.SkipWhile(static l => !l.StartsWith("rmse", StringComparison.Ordinal)).TakeWhile(static l => l.Length > 0),
        ];
        IEnumerable<string> headings = rmse.Where(static l => l.StartsWith("method", StringComparison.Ordinal)).SelectMany(
            static l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(3));
        Assert.Equal(Enumerable.Range(1, 40).Select(static b => b.ToString(CultureInfo.InvariantCulture)), headings);
    }

    private static string Drawn(ComparisonReport report, int width, bool color = false)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new ComparisonView(report, width, color, details: true).Write(text);
        return text.ToString();
    }
}
