using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;

namespace FlowDemo.Reporting;

/// <summary>One markdown table per metric, with the configuration that made them above and the notes below.</summary>
public sealed class MarkdownReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(StudyReport study, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(output);
        if (study.Only is ComparisonReport only)
        {
            WriteReport(only, output);
            return;
        }

        output.Write($"- problems: {MarkdownText.Of(StudyTables.Problems(study))}\n");
        WriteTables(StudyTables.Of(study), [], StudyTables.Notes(study), output);
        foreach (ComparisonReport report in study.Reports)
        {
            output.Write($"\n## {MarkdownText.Of(study.NameOf(report))}\n\n");
            WriteReport(report, output);
        }
    }

    private static void WriteReport(ComparisonReport report, TextWriter output)
    {
        foreach ((string name, string text) in ReportHeader.Of(report))
        {
            output.Write($"- {name}: {(name == "guidance" ? text : MarkdownText.Of(text))}\n");
        }

        WriteTables(FigureTable.AllOf(report), ErrorOrder.Of(report), ReportNote.AllOf(report), output);
        foreach (string line in FieldNotes.Of(report))
        {
            output.Write($"\n{MarkdownText.Of(line)}\n");
        }

        if (FieldNotes.Remark(report) is string remark)
        {
            output.Write($"\n{remark}\n");
        }
    }

    private static void WriteTables(
        ImmutableArray<FigureTable> tables, ImmutableArray<ErrorOrder> orders, ImmutableArray<ReportNote> notes, TextWriter output)
    {
        foreach (FigureTable table in tables)
        {
            WriteTable(table, output);
        }

        WriteOrders(orders, output);
        output.Write(
            "\n**Bold**: the best of its column, as its 95 % interval says. †: not separated from the best. –: no such row or figure.\n");
        foreach (ReportNote note in notes)
        {
            output.Write($"\n- {MarkdownText.Of(note.Text)} ({MarkdownText.Of(string.Join("; ", note.Rows))})");
        }

        if (notes.Length > 0)
        {
            output.Write("\n");
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

    private static void WriteOrders(ImmutableArray<ErrorOrder> all, TextWriter output)
    {
        ErrorOrder[] orders = [.. all.Where(static o => o.Value is not null)];
        if (orders.Length > 0)
        {
            output.Write($"\n### order\n\n{FigureTable.OrderHeading}.\n\n");
            output.Write("| method | figure | order | R2 | budgets |\n| --- | --- | ---: | ---: | ---: |\n");
            output.Write(string.Concat(orders.Select(static o => string.Create(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Of(o.Method)} | {o.Metric} | {Text(new FigureCell(o.Value, Standing.Behind))} | "
                    + $"{FigureText.Number(o.Determination)} | {o.Budgets} |\n"))));
        }
    }

    private static string Text(FigureCell cell)
    {
        if (cell.Figure is not { } figure)
        {
            return "–";
        }

        string text = $"{FigureText.Full.Value(figure)} {FigureText.Full.Margin(figure)} {cell.Tag}".Trim();
        return cell.Standing switch
        {
            Standing.Best => $"**{text}**",
            Standing.NotSeparated => text + " †",
            _ => text,
        };
    }
}
