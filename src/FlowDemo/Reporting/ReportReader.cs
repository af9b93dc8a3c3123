using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Learning.Regressors;
using FlowDemo.Metrics;
using FlowDemo.Targets;

namespace FlowDemo.Reporting;

/// <summary>
/// Reads what <see cref="JsonReportWriter"/> wrote: all that tables and pictures of figures show. End points are not in it, and no
/// methods that could sample again.
/// </summary>
public static class ReportReader
{
    /// <summary>Reads a report of one problem or of several.</summary>
    /// <param name="document">The outermost object.</param>
    /// <param name="source">What to call it in a complaint.</param>
    /// <exception cref="FlowDemoException">It is no such report.</exception>
    public static StudyReport Read(JsonElement document, string source)
    {
        try
        {
            if (!document.TryGetProperty("reports", out JsonElement reports))
            {
                return ReadReport(document);
            }

            JsonElement summary = document.GetProperty("summary");
            string[] problems = [.. summary.GetProperty("problems").EnumerateArray().Select(static p => p.GetString()!)];
            return new StudyReport(
                [.. reports.EnumerateArray().Select(ReadReport)],
                [.. summary.GetProperty("rows").EnumerateArray().Select(row => ReadSummary(row, problems))])
            {
                Manifest = Optional(document, "manifest", ReadManifest),
            };
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            string reason = fault is KeyNotFoundException ? "what such a report holds is not in it." : fault.Message;
            throw new FlowDemoException($"'{source}' is no report of 'flowdemo compare --format json': {reason}", fault);
        }
    }

    /// <summary>Reads the report of one problem.</summary>
    internal static ComparisonReport ReadReport(JsonElement report)
    {
        if (report.TryGetProperty("model", out _))
        {
            throw new FormatException("it is of a model, whose report holds less than the tables show.");
        }

        JsonElement reference = report.GetProperty("reference");
        ImmutableArray<ComparisonRow> rows = [.. report.GetProperty("rows").EnumerateArray().Select(ReadRow)];
        return new ComparisonReport(
            new ComparisonPlan
            {
                Target = Text(report, "target"),
                Source = report.TryGetProperty("source", out JsonElement source) ? source.GetString() : null,
                Path = Text(report, "path"),
                Samples = report.GetProperty("samples").GetInt32(),
                Seed = report.GetProperty("seed").GetInt32(),
                Noise = Text(report, "noise"),
                Inverts = report.TryGetProperty("invert", out JsonElement inverts) && inverts.GetBoolean(),
                Baseline = MethodName.Parse(Text(report, "baseline")) ?? throw new FormatException("its baseline is no method."),
                Budgets = [.. rows.Select(static r => r.Budget).Distinct()],
            },
            Text(report, "targetDescription"),
            report.GetProperty("samples").GetInt32(),
            report.GetProperty("replicates").GetInt32(),
            Text(reference, "method"),
            reference.GetProperty("steps").GetInt32(),
            Number(reference.GetProperty("error")),
            [.. report.GetProperty("units").EnumerateObject().Select(static u => (u.Name, u.Value.GetString()!))],
            rows)
        {
            Scale = report.TryGetProperty("scale", out JsonElement scale) ? scale.GetDouble() : null,
            Condition = report.TryGetProperty("class", out JsonElement label)
                ? ClassCondition.Parse(label.GetString()!, report.GetProperty("guidance").GetDouble())
                : null,
            Units = Optional(report, "coordinates", ReadUnits) ?? Units.Data,
            NoiseReading = Optional(report, "noiseReading", static r => r.GetString()),
            Fields = report.TryGetProperty("fields", out JsonElement fields) ? [.. fields.EnumerateArray().Select(ReadField)] : [],
            Absent = report.TryGetProperty("absent", out JsonElement absent)
                ? [.. absent.EnumerateArray().Select(static a => new AbsentRow(
                    Text(a, "method"), a.GetProperty("nfe").GetInt32(), Text(a, "reason")))]
                : [],
            Manifest = Optional(report, "manifest", ReadManifest),
        };
    }

    private static SummaryRow ReadSummary(JsonElement row, string[] problems)
    {
        bool hasWorst = row.TryGetProperty("worst", out JsonElement worst);
        return new SummaryRow(
            new MethodName(Text(row, "solver"), Text(row, "schedule"), Optional(row, "field", static f => f.GetString())),
            row.GetProperty("nfe").GetInt32(),
            row.TryGetProperty("ratio", out JsonElement ratio) ? ReadEstimate(ratio) : null,
            StandingText.Parse(Text(row, "standing")),
            hasWorst ? Array.IndexOf(problems, Text(worst, "problem")) : null,
            hasWorst ? Number(worst.GetProperty("toBest")) : null,
            [.. row.GetProperty("notes").EnumerateArray().Select(static n => n.GetString()!)]);
    }

    private static ComparisonRow ReadRow(JsonElement row)
    {
        double evaluations = Number(row.GetProperty("nfe"));
        return new ComparisonRow(
            Text(row, "solver"),
            Text(row, "schedule"),
            (int)Math.Round(evaluations),
            evaluations,
            new TimeGrid([.. row.GetProperty("knots").EnumerateArray().Select(static t => t.GetDouble())]),
            row.GetProperty("buildNfe").GetInt64(),
            [.. row.GetProperty("metrics").EnumerateObject().Select(static m => (m.Name, ReadEstimate(m.Value)))],
            row.TryGetProperty("relative", out JsonElement relative) ? ReadEstimate(relative) : null,
            StandingText.Parse(Text(row, "standing")),
            [.. row.GetProperty("notes").EnumerateArray().Select(static n => n.GetString()!)])
        {
            Field = Optional(row, "field", static f => f.GetString()) ?? ComparedField.Exact.Name,
            BrokeDown = row.TryGetProperty("brokeDown", out JsonElement broke) && broke.GetBoolean(),
            CalibrationError = row.TryGetProperty("calibrationRmse", out JsonElement calibration) ? Number(calibration) : null,
        };
    }

    private static FieldSummary ReadField(JsonElement field) => new(
        Text(field, "name"),
        field.TryGetProperty("steps", out JsonElement steps) ? steps.GetInt32() : null,
        Number(field.GetProperty("straightness")),
        Optional(field, "trainedBy", static m => m.GetString()),
        field.TryGetProperty("regressor", out JsonElement regressor) ? RegressorKinds.Parse(regressor.GetString()!) : null,
        field.TryGetProperty("parameters", out JsonElement parameters) ? parameters.GetInt64() : 0,
        field.TryGetProperty("trainingNfe", out JsonElement training) ? training.GetInt64() : 0,
        Seconds: null);

    private static Units ReadUnits(JsonElement units)
    {
        Column[] columns = [.. units.GetProperty("columns").EnumerateArray().Select(static c => new Column(
            Text(c, "name"), c.GetProperty("origin").GetDouble(), c.GetProperty("size").GetDouble()))];
        return columns is [Column x, Column y]
            ? new Units(Text(units, "units"), x, y)
            : throw new FormatException("its columns are not two.");
    }

    private static ReportManifest ReadManifest(JsonElement manifest) => new(
        Text(manifest, "version"),
        Text(manifest, "commit"),
        Text(manifest, "runtime"),
        manifest.GetProperty("vectorBits").GetInt32(),
        [.. manifest.GetProperty("inputs").EnumerateArray().Select(static i => (Text(i, "path"), Text(i, "sha256")))],
        PlanJson.Read(manifest.GetProperty("plan"), "the manifest"));

    private static Estimate ReadEstimate(JsonElement estimate) =>
        new(Number(estimate.GetProperty("value")), Number(estimate.GetProperty("low")), Number(estimate.GetProperty("high")))
        {
            Floor = estimate.TryGetProperty("floor", out JsonElement floor) ? Number(floor) : null,
            IsLowerBound = estimate.TryGetProperty("lowerBound", out JsonElement bound) && bound.GetBoolean(),
        };

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is empty.");

    /// <summary>A number, or one of the words for what JSON has no number for.</summary>
    internal static double Number(JsonElement number) => number.ValueKind == JsonValueKind.String
        ? double.Parse(number.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : number.GetDouble();

    private static T? Optional<T>(JsonElement element, string name, Func<JsonElement, T> read)
        where T : class? => element.TryGetProperty(name, out JsonElement value) ? read(value) : null;
}
