using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace FlowDemo.Reporting;

/// <summary>
/// A plan as JSON: an object with one field per option, named as on the command line without the hyphens before it. A list is
/// an array or one text with commas, an option without a value is true.
/// </summary>
public static class PlanJson
{
    /// <summary>Writes a plan as a document of its own.</summary>
    /// <param name="plan">Options by name, with their values as text; <c>true</c> for an option without a value.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ImmutableArray<(string Name, string Value)> plan, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        JsonText.Write(output, json => WriteObject(json, plan));
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="plan">The object.</param>
    /// <param name="source">What to call it in a complaint.</param>
    /// <returns>Options by name, with their values as text; one that is false is left out.</returns>
    /// <exception cref="FlowDemoException">It is not an object of texts, numbers, lists of these, and truth values.</exception>
    public static ImmutableArray<(string Name, string Value)> Read(JsonElement plan, string source)
    {
        if (plan.ValueKind != JsonValueKind.Object)
        {
            throw new FlowDemoException(
                $"The plan in {source} is not an object; it holds options by name, as in {{ \"target\": \"moons\", \"nfe\": [2, 4] }}.");
        }

        return [.. plan.EnumerateObject()
            .Where(static p => p.Value.ValueKind != JsonValueKind.False)
            .Select(p => (p.Name, Text(p.Name, p.Value, source)))];
    }

    internal static void WriteObject(Utf8JsonWriter json, ImmutableArray<(string Name, string Value)> plan)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in plan)
        {
            if (value == "true")
            {
                json.WriteBoolean(name, true);
            }
            else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }

    private static string Text(string name, JsonElement value, string source) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.Array when value.EnumerateArray().All(static v => v.ValueKind is JsonValueKind.String or JsonValueKind.Number) =>
            string.Join(',', value.EnumerateArray().Select(v => Text(name, v, source))),
        _ => throw new FlowDemoException(
            $"The plan in {source} has no usable value for '{name}'; a value is a text, a number, a list of these, or true."),
    };
}
