using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Plots.Page;

/// <summary>The numbers that the script of a page draws from, as JSON that no HTML or XML takes for anything else.</summary>
/// <param name="tables">The tables of the page.</param>
/// <param name="plane">The samples of the plane; null where there are none.</param>
internal sealed class PageData(ImmutableArray<FigureTable> tables, PlaneRuns? plane)
{
    private readonly ImmutableArray<string> methods =
        [.. tables.SelectMany(static t => t.Rows).Select(static r => r.Method).Where(static m => m != FigureTable.FloorName).Distinct()];

    private readonly ImmutableArray<int> budgets = [.. tables.SelectMany(static t => t.Budgets).Distinct().Order()];

    /// <summary>The text.</summary>
    public string Write()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("methods");
            methods.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteStartArray("budgets");
            budgets.ToList().ForEach(json.WriteNumberValue);
            json.WriteEndArray();
            json.WriteStartArray("metrics");
            tables.ToList().ForEach(t => WriteTable(json, t));
            json.WriteEndArray();
            json.WritePropertyName("plane");
            if (plane is null)
            {
                json.WriteNullValue();
            }
            else
            {
                WritePlane(json, plane);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteTable(Utf8JsonWriter json, FigureTable table)
    {
        ILookup<string, FigureRow> rows = table.Rows.ToLookup(static r => r.Method);
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteString("unit", table.Unit);
        json.WriteStartArray("figures");
        foreach (string method in methods)
        {
            FigureRow? row = rows[method].FirstOrDefault();
            json.WriteStartArray();
            foreach (int budget in budgets)
            {
                int column = table.Budgets.IndexOf(budget);
                WriteFigure(json, row is null || column < 0 ? null : row.Cells[column].Figure);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // JSON has no infinity; a bound that is one ends where the diagram does.
    private static void WriteFigure(Utf8JsonWriter json, Estimate? figure)
    {
        if (figure is not { } f || !double.IsFinite(f.Value))
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue(f.Value);
        json.WriteNumberValue(double.IsFinite(f.Low) ? f.Low : f.Value);
        json.WriteNumberValue(double.IsFinite(f.High) ? f.High : double.MaxValue);
        json.WriteEndArray();
    }

    private void WritePlane(Utf8JsonWriter json, PlaneRuns runs)
    {
        json.WriteStartObject();
        json.WriteNumber("points", runs.Points);
        json.WriteNumber("half", runs.Half);
        json.WriteString("unit", runs.Unit);
        json.WriteString("noise", Packed(runs.Noise));
        json.WriteString("exact", Packed(runs.Exact));
        json.WriteStartArray("budgets");
        runs.Runs.Select(static r => r.Budget).Distinct().Order().ToList().ForEach(json.WriteNumberValue);
        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (PlaneRun run in runs.Runs)
        {
            json.WriteStartObject();
            json.WriteNumber("method", methods.IndexOf(run.Method));
            json.WriteNumber("nfe", run.Budget);
            json.WriteNumber("steps", (run.States.Length / (2 * runs.Points)) - 1);
            json.WriteString("states", Packed(run.States));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Packed(short[] values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException(string.Create(
                CultureInfo.InvariantCulture, $"A page holds {values.Length} numbers in the order of bytes that browsers have."));
        }

        return Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan()));
    }
}
