using System.Collections.Immutable;
using System.Text.Json;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Learning.Regressors;
using FlowDemo.Metrics;
using FlowDemo.Targets;

namespace FlowDemo.Reporting;

/// <summary>The whole report as JSON, for scripts: fields may be added, but those that are there stay.</summary>
public sealed class JsonReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(StudyReport study, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(output);
        JsonText.Write(output, json =>
        {
            if (study.Only is ComparisonReport only)
            {
                WriteReport(json, only);
            }
            else
            {
                WriteStudy(json, study);
            }
        });
    }

    private static void WriteStudy(Utf8JsonWriter json, StudyReport study)
    {
        json.WriteStartObject();
        json.WriteStartObject("summary");
        json.WriteString("baseline", study.Reports[0].Plan.Baseline.ToString());
        json.WriteStartArray("problems");
        foreach (ComparisonReport report in study.Reports)
        {
            json.WriteStringValue(study.NameOf(report));
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (SummaryRow row in study.Summary)
        {
            WriteSummary(json, row, study);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("reports");
        foreach (ComparisonReport report in study.Reports)
        {
            WriteReport(json, report);
        }

        json.WriteEndArray();
        if (study.Manifest is ReportManifest manifest)
        {
            WriteManifest(json, manifest);
        }

        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, SummaryRow row, StudyReport study)
    {
        json.WriteStartObject();
        json.WriteString("solver", row.Name.Solver);
        json.WriteString("schedule", row.Name.Schedule);
        if (row.Name.Field is string field)
        {
            json.WriteString("field", field);
        }

        json.WriteNumber("nfe", row.Budget);
        if (row.Ratio is Estimate ratio)
        {
            JsonText.Estimate(json, "ratio", ratio);
        }

        if (row is { Worst: int worst, Regret: double regret })
        {
            json.WriteStartObject("worst");
            json.WriteString("problem", study.NameOf(study.Reports[worst]));
            JsonText.Number(json, "toBest", regret);
            json.WriteEndObject();
        }

        WriteStanding(json, row.Standing, row.Notes);
        json.WriteEndObject();
    }

    /// <summary>The user's number is origin + size times the coordinate.</summary>
    private static void WriteCoordinates(Utf8JsonWriter json, Units units)
    {
        json.WriteStartObject("coordinates");
        json.WriteString("units", units.Name);
        json.WriteStartArray("columns");
        foreach (Column column in (Column[])[units.X, units.Y])
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteNumber("origin", column.Origin);
            json.WriteNumber("size", column.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteReport(Utf8JsonWriter json, ComparisonReport report)
    {
        ComparisonPlan plan = report.Plan;
        json.WriteStartObject();
        json.WriteString("target", plan.Target);
        json.WriteString("targetDescription", report.TargetDescription);
        if (report.Scale is double scale)
        {
            json.WriteNumber("scale", scale);
        }

        if (report.Units is { AreOwn: false } units)
        {
            WriteCoordinates(json, units);
        }

        if (report.Condition is { } condition)
        {
            json.WriteString("class", condition.Label);
            json.WriteNumber("guidance", condition.Guidance);
        }

        if (plan.Source is string source)
        {
            json.WriteString("source", source);
        }

        json.WriteString("path", plan.Path);
        if (plan.Inverts)
        {
            json.WriteBoolean("invert", true);
        }

        json.WriteNumber("samples", report.Samples);
        json.WriteNumber("replicates", report.Replicates);
        json.WriteNumber("seed", plan.Seed);
        json.WriteString("noise", plan.Noise);
        if (report.NoiseReading is string reading)
        {
            json.WriteString("noiseReading", reading);
        }

        json.WriteStartObject("reference");
        json.WriteString("method", report.ReferenceMethod);
        json.WriteNumber("steps", report.ReferenceSteps);
        JsonText.Number(json, "error", report.ReferenceError);
        json.WriteEndObject();
        if (report.Model is ModelSummary model)
        {
            WriteModel(json, model, report.LeftOut);
        }

        json.WriteString("baseline", plan.Baseline.ToString());
        json.WriteStartObject("units");
        foreach ((string id, string unit) in report.MetricUnits)
        {
            json.WriteString(id, unit);
        }

        json.WriteEndObject();
        json.WriteStartArray("rows");
        foreach (ComparisonRow row in report.Rows)
        {
            WriteRow(json, row, report.ComparesFields);
        }

        json.WriteEndArray();
        WriteAbsent(json, report);
        WriteOrders(json, report);
        if (!report.Fields.IsEmpty)
        {
            WriteFields(json, report);
        }

        if (report.Manifest is ReportManifest manifest)
        {
            WriteManifest(json, manifest);
        }

        json.WriteEndObject();
    }

    private static void WriteAbsent(Utf8JsonWriter json, ComparisonReport report)
    {
        if (report.Absent.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("absent");
        foreach (AbsentRow row in report.Absent)
        {
            json.WriteStartObject();
            json.WriteString("method", row.Method);
            json.WriteNumber("nfe", row.Budget);
            json.WriteString("reason", row.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteModel(Utf8JsonWriter json, ModelSummary model, ImmutableArray<(string Method, string Reason)> leftOut)
    {
        json.WriteStartObject("model");
        json.WriteNumber("dimension", model.Greeting.Dimension);
        json.WriteString("dtype", model.Greeting.Type);
        json.WriteBoolean("jvp", model.Greeting.HasProducts);
        json.WriteNumber("velocities", model.Velocities);
        JsonText.Number(json, "endDeviation", model.Deviation);
        if (model.FlowDistance is double distance)
        {
            JsonText.Number(json, "flowDistance", distance);
        }

        json.WriteStartArray("leftOut");
        foreach ((string method, string reason) in leftOut)
        {
            json.WriteStartObject();
            json.WriteString("method", method);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteManifest(Utf8JsonWriter json, ReportManifest manifest)
    {
        json.WriteStartObject("manifest");
        json.WriteString("version", manifest.Version);
        json.WriteString("commit", manifest.Commit);
        json.WriteString("runtime", manifest.Runtime);
        json.WriteNumber("vectorBits", manifest.VectorBits);
        json.WriteStartArray("inputs");
        foreach ((string path, string sha256) in manifest.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            json.WriteString("sha256", sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (manifest.ModelFingerprint is string fingerprint)
        {
            json.WriteString("modelFingerprint", fingerprint);
        }

        json.WritePropertyName("plan");
        PlanJson.WriteObject(json, manifest.Plan);
        json.WriteEndObject();
    }

    private static void WriteOrders(Utf8JsonWriter json, ComparisonReport report)
    {
        json.WriteStartArray("orders");
        foreach (IGrouping<string, ErrorOrder> method in ErrorOrder.Of(report).GroupBy(static o => o.Method))
        {
            json.WriteStartObject();
            json.WriteString("method", method.Key);
            foreach (ErrorOrder main in method.Where(static o => o.Metric == FigureTable.MainMetric))
            {
                WriteOrder(json, main);
            }

            json.WriteStartObject("others");
            foreach (ErrorOrder other in method.Where(static o => o.Metric != FigureTable.MainMetric))
            {
                json.WriteStartObject(other.Metric);
                WriteOrder(json, other);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOrder(Utf8JsonWriter json, ErrorOrder order)
    {
        json.WriteNumber("budgets", order.Budgets);
        if (order.Value is Estimate value)
        {
            JsonText.Estimate(json, "order", value);
            JsonText.Number(json, "r2", order.Determination);
        }
    }

    private static void WriteFields(Utf8JsonWriter json, ComparisonReport report)
    {
        json.WriteStartArray("fields");
        foreach (FieldSummary field in report.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            if (field.Steps is int steps)
            {
                json.WriteNumber("steps", steps);
            }

            JsonText.Number(json, "straightness", field.Straightness);
            if (field.TrainedBy is string method && field.Regressor is RegressorKind regressor)
            {
                json.WriteString("trainedBy", method);
                json.WriteString("regressor", RegressorKinds.NameOf(regressor));
                json.WriteNumber("parameters", field.Parameters);
                json.WriteNumber("trainingNfe", field.TrainingEvaluations);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("remark", FieldNotes.Capacity);
    }

    private static void WriteRow(Utf8JsonWriter json, ComparisonRow row, bool comparesFields)
    {
        json.WriteStartObject();
        json.WriteString("solver", row.Solver);
        json.WriteString("schedule", row.Schedule);
        if (comparesFields)
        {
            json.WriteString("field", row.Field);
        }

        JsonText.Number(json, "nfe", row.Nfe);
        json.WriteNumber("steps", row.Steps);
        JsonText.Numbers(json, "knots", row.Grid.Knots);
        json.WriteNumber("buildNfe", row.BuildEvaluations);
        if (row.CalibrationError is double calibration)
        {
            JsonText.Number(json, "calibrationRmse", calibration);
        }

        json.WriteStartObject("metrics");
        foreach ((string id, Estimate value) in row.Metrics)
        {
            JsonText.Estimate(json, id, value);
        }

        json.WriteEndObject();
        if (row.Relative is Estimate relative)
        {
            JsonText.Estimate(json, "relative", relative);
        }

        WriteStanding(json, row.Standing, row.Notes);
        if (row.BrokeDown)
        {
            json.WriteBoolean("brokeDown", true);
        }

        json.WriteEndObject();
    }

    private static void WriteStanding(Utf8JsonWriter json, Standing standing, ImmutableArray<string> notes)
    {
        json.WriteString("standing", StandingText.Of(standing));
        json.WriteStartArray("notes");
        foreach (string note in notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
    }
}
