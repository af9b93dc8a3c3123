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
/// which is all that ratios and standings take, the places of its methods, and the hash of all of them.
/// </summary>
public static class StudyPartFile
{
    private const string Opening = "{\n\"hash\": \"";
    private const string Middle = "\",\n\"part\": ";
    private const string Closing = "\n}\n";

    /// <summary>Writes a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="output">Where to; it is neither flushed nor closed.</param>
    public static void Write(StudyPart part, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(output);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        JsonText.Write(text, json => WritePart(json, part));
        string content = text.ToString().TrimEnd();
        output.Write($"{Opening}{ContentHash.Of(Encoding.UTF8.GetBytes(content))}{Middle}{content}{Closing}");
    }

    /// <summary>Whether a file is one that was written whole and not changed; what it says is not read.</summary>
    /// <param name="file">The whole file.</param>
    public static bool IsWhole(ReadOnlyMemory<byte> file)
    {
        int start = Opening.Length + ContentHash.Length + Middle.Length;
        return file.Length > start + Closing.Length
            && file.Span[..start].SequenceEqual(Encoding.UTF8.GetBytes(
                $"{Opening}{ContentHash.Of(file[start..^Closing.Length].Span)}{Middle}"))
            && file.Span[^Closing.Length..].SequenceEqual(Encoding.UTF8.GetBytes(Closing));
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
            if (!IsWhole(file))
            {
                throw new FormatException("its content does not match its hash.");
            }

            ComparisonReport report = ReportReader.ReadReport(part.GetProperty("report"));
            GroupedRatio[] squares = [.. part.GetProperty("squares").EnumerateArray().Select(static s => GroupedRatio.Of(
                Numbers(s.GetProperty("sums")), Numbers(s.GetProperty("counts"))))];
            return squares.Length == report.Rows.Length
                ? new StudyPart(
                    report with { Rows = [.. report.Rows.Zip(squares, static (row, s) => row with { Squares = s })] },
                    part.GetProperty("places").EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetInt32()))
                : throw new FormatException("it does not have the errors of every row.");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException or FlowDemoException)
        {
            throw new FlowDemoException($"'{name}' is no whole part of a study: {fault.Message}", fault);
        }
    }

    private static void WritePart(Utf8JsonWriter json, StudyPart part)
    {
        json.WriteStartObject();
        json.WritePropertyName("report");
        JsonReportWriter.WriteReport(json, part.Measured);
        json.WriteStartArray("squares");
        foreach (ComparisonRow row in part.Measured.Rows)
        {
            json.WriteStartObject();
            JsonText.Numbers(json, "sums", row.Squares!.Above.Values);
            JsonText.Numbers(json, "counts", row.Squares!.Below.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("places");
        foreach ((string method, int place) in part.Places)
        {
            json.WriteNumber(method, place);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(ReportReader.Number)];
}
