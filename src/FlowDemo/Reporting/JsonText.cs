using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>The way all JSON of the library is written: indented by two, "\n", numbers that read back as the same doubles.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one document and the end of its last line.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> body)
    {
        Utf8Drain drain = new(output);
        using (Utf8JsonWriter json = new(drain, Options))
        {
            body(json);
        }

        drain.HandOn();
        output.Write("\n");
    }

    /// <summary>Writes a number; JSON has no infinity, so that becomes the string "Infinity".</summary>
    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a list of numbers on one line; one that is not finite becomes a string.</summary>
    public static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", values.Select(Literal))}]");
    }

    private static string Literal(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? text : $"\"{text}\"";
    }

    /// <summary>Writes a figure with its interval.</summary>
    public static void Estimate(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        Number(json, "value", estimate.Value);
        Number(json, "low", estimate.Low);
        Number(json, "high", estimate.High);
        if (estimate.Floor is double floor)
        {
            Number(json, "floor", floor);
        }

        if (estimate.IsLowerBound)
        {
            json.WriteBoolean("lowerBound", true);
        }

        json.WriteEndObject();
    }
}
