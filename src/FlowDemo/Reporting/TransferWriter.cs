using System.Globalization;
using FlowDemo.Comparison.Transfer;

namespace FlowDemo.Reporting;

/// <summary>Writes a transfer table: a markdown table for each method, or one line of csv for each cell.</summary>
public static class TransferWriter
{
    /// <summary>
    /// One table per method; rows are fitted on, columns tested on, a cell holds the RMSE and its ratio to the column's own fit.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteMarkdown(TransferReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        TransferPlan plan = report.Plan;
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"RMSE at NFE {plan.Budget} on {plan.Samples} test points, seed {plan.Seed}, path {plan.Path}; behind it the ratio to the "
                + $"same method fitted on the target itself, with its 95 % interval.\n"));
        foreach (IGrouping<string, TransferCell> method in report.Cells.GroupBy(static c => c.Method))
        {
            output.Write($"\n### {MarkdownText.Of(method.Key)}\n\n| fitted on \\ tested on |");
            output.Write(string.Concat(plan.Targets.Select(static t => $" {MarkdownText.Of(t)} |")));
            output.Write("\n| --- |");
            output.Write(string.Concat(plan.Targets.Select(static _ => " ---: |")));
            foreach (IGrouping<string, TransferCell> row in method.GroupBy(static c => c.FittedOn))
            {
                output.Write($"\n| {MarkdownText.Of(row.Key)} |");
                output.Write(string.Concat(row.Select(static c => $" {Text(c)} |")));
            }

            output.Write("\n");
        }
    }

    /// <summary>One line per cell; numbers read back as the same doubles.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteCsv(TransferReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("method,fitted_on,tested_on,nfe,samples,seed,path,rmse,relative,relative_low,relative_high\n");
        foreach (TransferCell cell in report.Cells)
        {
            TransferPlan plan = report.Plan;
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Quote(cell.Method)},{Quote(cell.FittedOn)},{Quote(cell.TestedOn)},{plan.Budget},{plan.Samples},{plan.Seed},"
                + $"{Quote(plan.Path)},{cell.Error:R},{cell.Relative.Value:R},{cell.Relative.Low:R},{cell.Relative.High:R}\n"));
        }
    }

    /// <summary>The plan and one object per cell, for scripts: fields may be added, but those that are there stay.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(TransferReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("nfe", report.Plan.Budget);
            json.WriteNumber("samples", report.Plan.Samples);
            json.WriteNumber("seed", report.Plan.Seed);
            json.WriteString("path", report.Plan.Path);
            json.WriteStartArray("cells");
            foreach (TransferCell cell in report.Cells)
            {
                json.WriteStartObject();
                json.WriteString("method", cell.Method);
                json.WriteString("fittedOn", cell.FittedOn);
                json.WriteString("testedOn", cell.TestedOn);
                JsonText.Number(json, "rmse", cell.Error);
                JsonText.Estimate(json, "relative", cell.Relative);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static string Text(TransferCell cell) => cell.FittedOn == cell.TestedOn
        ? string.Create(CultureInfo.InvariantCulture, $"**{cell.Error:G3}**")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{cell.Error:G3} ({cell.Relative.Value:G3}x, {cell.Relative.Low:G3} to {cell.Relative.High:G3})");

    private static string Quote(string text) => CsvReportWriter.Quote(text);
}
