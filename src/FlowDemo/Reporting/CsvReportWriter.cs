using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>
/// One line per row of each report and three columns per metric (figure, low and high end of its interval), four where it has a
/// noise floor. Numbers read back as the same doubles; a figure that a row does not have is empty, an infinite one is <c>Infinity</c>.
/// Of several problems the lines of the summary come first, with <c>*</c> for the target.
/// </summary>
public sealed class CsvReportWriter : IReportWriter
{
    /// <summary>The target of a line of the summary, which is about all of them.</summary>
    internal const string AllTargets = "*";

    /// <inheritdoc/>
    public void Write(StudyReport study, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(output);
        Columns columns = Columns.Of(study.Reports);
        output.Write($"{columns.Header}\n");
        foreach (SummaryRow row in study.Summary)
        {
            output.Write($"{columns.Line(row, study)}\n");
        }

        foreach (ComparisonReport report in study.Reports)
        {
            foreach (ComparisonRow row in report.Rows)
            {
                output.Write($"{columns.Line(report, row)}\n");
            }
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A field, in quotes where it needs them.</summary>
    internal static string Quote(string text) => InQuotes(Printable.Of(text));

    private static string InQuotes(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The columns that all lines of one file share.</summary>
    private sealed record Columns(string[] Figures, HashSet<string> Floored, bool HasFields, bool HasScale, bool HasClass, bool HasSource)
    {
        private const string Relative = "relative";

        public string Header => string.Join(',', (IEnumerable<string>)[
            "target,path,samples,seed,noise,solver,schedule,budget,nfe,steps,build_nfe",
            .. Figures.Select(f => Floored.Contains(f) ? $"{f},{f}_low,{f}_high,{f}_floor" : $"{f},{f}_low,{f}_high"),
            "standing,notes",
            .. Optional(HasFields, "field"),
            .. Optional(HasScale, "scale"),
            .. Optional(HasClass, "class,guidance"),
            .. Optional(HasSource, "source"),
        ]);

        public static Columns Of(ImmutableArray<ComparisonReport> reports) => new(
            [.. reports.SelectMany(static r => r.MetricUnits).Select(static m => m.Id).Distinct(), Relative],
            [.. reports.SelectMany(static r => r.Rows).SelectMany(static r => r.Metrics)
                .Where(static m => m.Value.Floor is not null).Select(static m => m.Id)],
            reports.Any(static r => r.ComparesFields),
            reports.Any(static r => r.Scale is not null),
            reports.Any(static r => r.Condition is not null),
            reports.Any(static r => r.Plan.Source is not null));

        public string Line(ComparisonReport report, ComparisonRow row)
        {
            ComparisonPlan plan = report.Plan;
            Dictionary<string, Estimate> values = row.Metrics.ToDictionary(static m => m.Id, static m => m.Value);
            if (row.Relative is Estimate relative)
            {
                values.Add(Relative, relative);
            }

            return string.Join(',', (IEnumerable<string>)[
                Quote(plan.Target), Quote(plan.Path), Text(report.Samples), Text(plan.Seed), Quote(plan.Noise),
                Quote(row.Solver), Quote(row.Schedule), Text(row.Budget), Text(row.Nfe), Text(row.Steps), Text(row.BuildEvaluations),
                .. Figures.Select(f => Figure(f, values)),
                StandingText.Of(row.Standing), Quote(string.Join("; ", row.Notes)),
                .. Optional(HasFields, Quote(row.Field)),
                .. Optional(HasScale, report.Scale is double scale ? Text(scale) : string.Empty),
                .. Optional(HasClass, report.Condition is { } condition ? $"{condition.Label},{Text(condition.Guidance)}" : ","),
                .. Optional(HasSource, Quote(plan.Source ?? string.Empty)),
            ]);
        }

        public string Line(SummaryRow row, StudyReport study)
        {
            ComparisonReport first = study.Reports[0];
            Dictionary<string, Estimate> values = row.Ratio is Estimate ratio ? new() { [Relative] = ratio } : [];
            IEnumerable<string> worst = row is { Worst: int index, Regret: double regret }
                ? [$"worst on {study.NameOf(study.Reports[index])}: {Text(regret)} times the best there"]
                : [];
            return string.Join(',', (IEnumerable<string>)[
                AllTargets, Quote(first.Plan.Path), Text(first.Samples), string.Empty, Quote(first.Plan.Noise),
                Quote(row.Name.Solver), Quote(row.Name.Schedule), Text(row.Budget), Text(row.Budget), string.Empty, string.Empty,
                .. Figures.Select(f => Figure(f, values)),
                StandingText.Of(row.Standing), Quote(string.Join("; ", worst.Concat(row.Notes))),
                .. Optional(HasFields, Quote(row.Name.Field ?? ComparedField.Exact.Name)),
                .. Optional(HasScale, string.Empty),
                .. Optional(HasClass, ","),
                .. Optional(HasSource, string.Empty),
            ]);
        }

        private static IEnumerable<string> Optional(bool isThere, string column) => isThere ? [column] : [];

        private string Figure(string id, Dictionary<string, Estimate> values)
        {
            bool isThere = values.TryGetValue(id, out Estimate e);
            string figure = isThere ? $"{Text(e.Value)},{Text(e.Low)},{Text(e.High)}" : ",,";
            return !Floored.Contains(id) ? figure : $"{figure},{(e.Floor is double floor ? Text(floor) : string.Empty)}";
        }
    }
}
