using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Interchange;
using FlowDemo.Metrics.Statistics;

namespace FlowDemo.Reporting;

/// <summary>
/// The file of a part of a study: its rows as a report has them, for each row the sums of its squared errors over the groups of samples,
/// which is all that ratios and standings take, and the hash of both.
/// </summary>
public static class StudyPartFile
{
    /// <summary>Writes a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="output">Where to; it is neither flushed nor closed.</param>
    public static void Write(StudyPart part, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(output);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        JsonText.Write(text, json => WritePart(json, part.Measured));
        string content = text.ToString().TrimEnd();
        output.Write($"{{\n\"hash\": \"{HashOf(content)}\",\n\"part\": {content}\n}}\n");
    }

    /// <summary>Reads a part.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What to call it in a complaint.</param>
    /// <exception cref="FlowDemoException">It was cut short or changed, or is no such file.</exception>
    public static StudyPart Read(ReadOnlyMemory<byte> file, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(file);
            JsonElement part = document.RootElement.GetProperty("part");
            if (document.RootElement.GetProperty("hash").GetString() != HashOf(part.GetRawText()))
            {
                throw new FormatException("its content does not match its hash.");
            }

            ComparisonReport report = ReportReader.ReadReport(part.GetProperty("report"));
            GroupedRatio[] squares = [.. part.GetProperty("squares").EnumerateArray().Select(static s => GroupedRatio.Of(
                Numbers(s.GetProperty("sums")), Numbers(s.GetProperty("counts"))))];
            return squares.Length == report.Rows.Length
                ? new StudyPart(report with { Rows = [.. report.Rows.Zip(squares, static (row, s) => row with { Squares = s })] })
                : throw new FormatException("it does not have the errors of every row.");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or FlowDemoException)
        {
            throw new FlowDemoException($"'{name}' is no whole part of a study: {fault.Message}", fault);
        }
    }

    private static void WritePart(Utf8JsonWriter json, ComparisonReport report)
    {
        json.WriteStartObject();
        json.WritePropertyName("report");
        JsonReportWriter.WriteReport(json, report);
        json.WriteStartArray("squares");
        foreach (ComparisonRow row in report.Rows)
        {
            json.WriteStartObject();
            JsonText.Numbers(json, "sums", row.Squares!.Numerators.ToArray());
            JsonText.Numbers(json, "counts", row.Squares!.Denominators.ToArray());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(ReportReader.Number)];

    private static string HashOf(string content) => ContentHash.Of(Encoding.UTF8.GetBytes(content));
}
