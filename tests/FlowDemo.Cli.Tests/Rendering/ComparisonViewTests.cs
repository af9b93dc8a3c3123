using System.Globalization;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
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

    [Fact]
    public void The_digits_of_an_interval_survive_a_width_that_they_do_not_fit_side_by_side()
    {
        Estimate figure = new(4.0234, 4.0227, 4.0241);
        ComparisonRow row = Reports.Small.Rows[0] with { Metrics = [("rmse", figure)], Relative = null };
        ComparisonReport wide = Reports.Small with { Rows = [.. Enumerable.Range(1, 5).Select(b => row with { Budget = b })] };
        Assert.Contains("4.02340±.00070 ", Drawn(wide, 120), StringComparison.Ordinal);
        Assert.Contains(
            "4.02340(70)  4.02340(70)  4.02340(70)  4.02340(70)  4.02340(70)", Drawn(wide, Terminal.PipedWidth), StringComparison.Ordinal);
        Assert.Contains(".351(12): ±.012 is half", Drawn(wide, Terminal.PipedWidth), StringComparison.Ordinal);
    }

    [Fact]
    public void Budgets_without_a_figure_go_before_digits()
    {
        ComparisonRow row = Reports.Small.Rows[0];
        ComparisonRow[] rows = [.. Enumerable.Range(1, 12).Select(b => row with
        {
            Budget = b, BuildEvaluations = b % 4 == 0 ? 400 : 0, Metrics = [("rmse", Estimate.Exact(1.0 / (b + 1)))],
        })];
        string build = Drawn(Reports.Small with { Rows = [.. rows] }, 40).Split("build [")[1];
        Assert.Contains("method \\ NFE    4    8   12\neuler/uniform 400  400  400\n", build, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_stands_below_its_table_and_may_stand_alone()
    {
        string all = Drawn(Reports.Small, Terminal.PipedWidth);
        Assert.True(all.IndexOf("\nleast rmse", StringComparison.Ordinal) < all.IndexOf("\nkl [", StringComparison.Ordinal));
        string least = Drawn(Reports.Small, Terminal.PipedWidth, TableExtent.Least);
        Assert.Contains("\nrmse [", least, StringComparison.Ordinal);
        Assert.Contains("\nleast rmse", least, StringComparison.Ordinal);
        Assert.DoesNotContain("kl [", least, StringComparison.Ordinal);
        Assert.DoesNotContain("ratio [", least, StringComparison.Ordinal);
    }

    private static string Drawn(ComparisonReport report, int width, TableExtent extent = TableExtent.All, bool color = false)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new ComparisonView(report, width, color, extent).Write(text);
        return text.ToString();
    }
}
