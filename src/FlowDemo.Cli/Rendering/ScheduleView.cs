using System.Globalization;
using FlowDemo.Reporting;
using Spectre.Console;

namespace FlowDemo.Cli.Rendering;

/// <summary>One grid as a person reads it: a strip that shows where the knots are, then their times.</summary>
/// <param name="report">The grid.</param>
/// <param name="target">Name of the target.</param>
/// <param name="width">Columns that a line may take.</param>
/// <param name="color">Whether colour is wanted.</param>
internal sealed class ScheduleView(ScheduleReport report, string target, int width, bool color)
{
    private const int WidestStrip = 100;
    private const string StripEnds = "noise  data";

    /// <summary>Writes the whole view.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        using StringWriter drawn = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        IAnsiConsole console = Consoles.On(drawn, width, color);
        string cost = report.BuildEvaluations == 0
            ? "it costs no evaluations to build"
            : string.Create(CultureInfo.InvariantCulture, $"{report.BuildEvaluations} velocity evaluations to build");
        console.Write(new Markup($"[bold green]{Markup.Escape(report.Schedule)}[/], {report.Grid.Steps} steps of {Markup.Escape(report.Solver)} on {Markup.Escape(target)}; {cost}\n\n"));
        console.Write(new Markup($"[dim]noise[/] {Strip()} [dim]data[/]\n\n"));

        Table table = new Table().Border(TableBorder.None);
        foreach (string heading in (string[])["knot", "t", "sigma", "step"])
        {
            table.AddColumn(new TableColumn(new Markup($"[dim]{heading}[/]")) { Alignment = Justify.Right, Padding = new Padding(0, 0, 3, 0) });
        }

        for (int i = 0; i <= report.Grid.Steps; i++)
        {
            table.AddRow(
                i.ToString(CultureInfo.InvariantCulture),
                Fixed(report.Grid[i]),
                Fixed(report.Sigmas[i]),
                i == 0 ? string.Empty : Fixed(report.Grid[i] - report.Grid[i - 1]));
        }

        console.Write(table);
        PlainLines.Write(drawn, output);
    }

    private static string Fixed(double value) => value.ToString("F6", CultureInfo.InvariantCulture);

    private string Strip()
    {
        char[] strip = new char[Math.Clamp(width, 40, WidestStrip) - StripEnds.Length];
        strip.AsSpan().Fill('─');
        foreach (double knot in report.Grid.Knots)
        {
            strip[(int)Math.Round(knot * (strip.Length - 1))] = '┼';
        }

        return new string(strip);
    }
}
