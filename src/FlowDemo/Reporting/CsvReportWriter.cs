using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>
/// One line per row of the report and three columns per metric (figure, low and high end of its interval), four where it has a
/// noise floor. Numbers read back as the same doubles; a figure that a row does not have is empty, an infinite one is <c>Infinity</c>.
/// </summary>
public sealed class CsvReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(ComparisonReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("target,path,samples,seed,noise,solver,schedule,budget,nfe,steps,build_nfe,");
        string[] figures = [.. report.MetricUnits.Select(static m => m.Id), "relative"];
        HashSet<string> floored =
            [.. report.Rows.SelectMany(static r => r.Metrics).Where(static m => m.Value.Floor is not null).Select(static m => m.Id)];
        output.Write(
            string.Join(',', figures.Select(f => floored.Contains(f) ? $"{f},{f}_low,{f}_high,{f}_floor" : $"{f},{f}_low,{f}_high")));
        output.Write(report.Plan.ComparesFields ? ",standing,notes,field" : ",standing,notes");
        output.Write(report.Scale is null ? string.Empty : ",scale");
        output.Write(report.Condition is null ? "\n" : ",class,guidance\n");
        foreach (ComparisonRow row in report.Rows)
        {
            ComparisonPlan plan = report.Plan;
            Dictionary<string, Estimate> values = row.Metrics.ToDictionary(static m => m.Id, static m => m.Value);
            if (row.Relative is Estimate relative)
            {
                values.Add("relative", relative);
            }

            IEnumerable<string> fields =
            [
                Quote(plan.Target), plan.Path, Text(report.Samples), Text(plan.Seed), Quote(plan.Noise),
                Quote(row.Solver), Quote(row.Schedule), Text(row.Budget), Text(row.Nfe), Text(row.Steps), Text(row.BuildEvaluations),
                .. figures.Select(f => (values.TryGetValue(f, out Estimate e) ? $"{Text(e.Value)},{Text(e.Low)},{Text(e.High)}" : ",,")
                    + (floored.Contains(f) ? "," + (e.Floor is double floor ? Text(floor) : string.Empty) : string.Empty)),
                StandingText.Of(row.Standing), Quote(string.Join("; ", row.Notes)),
                .. plan.ComparesFields ? [Quote(row.Field)] : Array.Empty<string>(),
                .. report.Scale is double scale ? [Text(scale)] : Array.Empty<string>(),
                .. report.Condition is { } condition ? [condition.Label, Text(condition.Guidance)] : Array.Empty<string>(),
            ];
            output.Write(string.Join(',', fields));
            output.Write("\n");
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A field, in quotes where it needs them.</summary>
    internal static string Quote(string text) => InQuotes(Printable.Of(text));

    private static string InQuotes(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
