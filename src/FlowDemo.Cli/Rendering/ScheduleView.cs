using System.Globalization;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>One grid as a person reads it: a strip that shows where the knots are, then their times.</summary>
/// <param name="report">The grid.</param>
/// <param name="target">Name of the target.</param>
/// <param name="width">Columns that a line may take.</param>
/// <param name="color">Whether colour is wanted.</param>
internal sealed class ScheduleView(ScheduleReport report, string target, int width, bool color)
{
    private const int WidestStrip = 100;
    private const int Gap = 3;
    private const string StripEnds = "noise  data";

    /// <summary>Writes the whole view.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        string cost = report.BuildEvaluations == 0
            ? "it costs no evaluations to build"
            : string.Create(CultureInfo.InvariantCulture, $"{report.BuildEvaluations} velocity evaluations to build");
        StyledText title = StyledText.Empty
            .Add(report.Schedule, Ink.BoldGreen)
            .Add($", {report.Grid.Steps} steps of {report.Solver} on {target}; {cost}");
        StyledText strip = StyledText.Empty.Add("noise", Ink.Dim).Add($" {Strip()} ").Add("data", Ink.Dim);
        IEnumerable<StyledText> predicted = report.PredictedError is double error
            ? StyledText.Empty.Add(
                $"predicted rmse {FigureText.Number(error)}: the local errors of these steps along the trajectories, added up; what the "
                    + "model makes of an error later is not in it, so that it is right to about a factor of two").Lines(width)
            : [];
        StyledText[] lines = [.. title.Lines(width), .. predicted, StyledText.Empty, strip, StyledText.Empty, .. Table()];
        output.Write(string.Concat(lines.Select(line => line.Write(color) + "\n")));
    }

    private IEnumerable<StyledText> Table()
    {
        string[] headings = ["knot", "t", "sigma", "step"];
        string[][] rows =
        [
            .. Enumerable.Range(0, report.Grid.Steps + 1).Select(i => new[]
            {
                i.ToString(CultureInfo.InvariantCulture),
                Fixed(report.Grid[i]),
                Fixed(report.Sigma(i)),
                i == 0 ? string.Empty : Fixed(report.Grid[i] - report.Grid[i - 1]),
            }),
        ];
        int[] widths = [.. headings.Select((heading, column) => rows.Select(r => r[column].Length).Append(heading.Length).Max())];
        StyledText Line(string[] cells, Ink ink) =>
            cells.Select((cell, column) => StyledText.Empty.Add(cell, ink).PadLeft(widths[column] + (column == 0 ? 0 : Gap)))
            .Aggregate(static (line, cell) => line.Add(cell));
        return [Line(headings, Ink.Dim), .. rows.Select(r => Line(r, Ink.Plain))];
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
