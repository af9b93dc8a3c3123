namespace FlowDemo.Reporting;

/// <summary>A grid as JSON, for scripts: fields may be added, but those that are there stay.</summary>
public sealed class JsonScheduleWriter : IScheduleWriter
{
    /// <inheritdoc/>
    public void Write(ScheduleReport report, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        JsonText.Write(output, json =>
        {
            json.WriteStartObject();
            json.WriteString("schedule", report.Schedule);
            json.WriteString("solver", report.Solver);
            json.WriteNumber("steps", report.Grid.Steps);
            JsonText.Numbers(json, "knots", report.Grid.Knots);
            JsonText.Numbers(json, "sigmas", report.Sigmas);
            json.WriteNumber("buildNfe", report.BuildEvaluations);
            json.WriteEndObject();
        });
    }
}
