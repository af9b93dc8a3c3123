using System.Globalization;
using FlowDemo.Comparison;

namespace FlowDemo.Reporting;

/// <summary>One markdown table per metric, with the configuration that made them above and the notes below.</summary>
public sealed class MarkdownReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(ComparisonReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        foreach ((string name, string text) in ReportHeader.Of(report))
        {
            output.Write($"- {name}: {(name == "guidance" ? text : MarkdownText.Of(text))}\n");
        }

        foreach (FigureTable table in FigureTable.AllOf(report))
        {
            WriteTable(table, output);
        }

        WriteOrders(report, output);

        output.Write(
            "\n**Bold**: the best of its column, as its 95 % interval says. †: not separated from the best. –: no such row or figure.\n");
        foreach (ReportNote note in ReportNote.AllOf(report))
        {
            output.Write($"\n- {MarkdownText.Of(note.Text)} ({MarkdownText.Of(string.Join("; ", note.Rows))})");
        }

        if (report.Rows.Any(static r => r.Notes.Length > 0))
        {
            output.Write("\n");
        }

        foreach (string line in FieldNotes.Of(report))
        {
            output.Write($"\n{MarkdownText.Of(line)}\n");
        }

        if (FieldNotes.Remark(report) is string remark)
        {
            output.Write($"\n{remark}\n");
        }
    }

    private static void WriteTable(FigureTable table, TextWriter output)
    {
        output.Write($"\n### {table.Id} [{table.Unit}], lower is better\n\n{table.Heading}.\n\n");
        output.Write("| method \\ NFE |");
        foreach (int budget in table.Budgets)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $" {budget} |"));
        }

        output.Write("\n| --- |");
        output.Write(string.Concat(table.Budgets.Select(static _ => " ---: |")));
        output.Write("\n");
        foreach (FigureRow row in table.Rows)
        {
            output.Write($"| {MarkdownText.Of(row.Method)} |");
            foreach (FigureCell cell in row.Cells)
            {
                output.Write($" {Text(cell)} |");
            }

            output.Write("\n");
        }
    }

    private static void WriteOrders(ComparisonReport report, TextWriter output)
    {
        ErrorOrder[] orders = [.. ErrorOrder.Of(report).Where(static o => o.Value is not null)];
        if (orders.Length > 0)
        {
            output.Write($"\n### order\n\n{FigureTable.OrderHeading}.\n\n| method | order | budgets |\n| --- | ---: | ---: |\n");
            output.Write(string.Concat(orders.Select(static o => string.Create(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Of(o.Method)} | {Text(new FigureCell(o.Value, Standing.Behind))} | {o.Budgets} |\n"))));
        }
    }

    private static string Text(FigureCell cell)
    {
        if (cell.Figure is not { } figure)
        {
            return "–";
        }

        string text = $"{FigureText.Full.Value(figure)} {FigureText.Full.Margin(figure)}".TrimEnd();
        return cell.Standing switch
        {
            Standing.Best => $"**{text}**",
            Standing.NotSeparated => text + " †",
            _ => text,
        };
    }
}
