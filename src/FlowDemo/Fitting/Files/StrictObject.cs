using System.Globalization;
using System.Text.Json;

namespace FlowDemo.Fitting.Files;

/// <summary>A JSON object of which every field must be asked for.</summary>
internal sealed class StrictObject
{
    private readonly Dictionary<string, JsonElement> fields = [];
    private readonly HashSet<string> asked = [];
    private readonly string file;
    private readonly string place;

    /// <summary>Takes the fields of an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="file">The file's name, for complaints.</param>
    /// <param name="place">What the object is, for complaints.</param>
    public StrictObject(JsonElement element, string file, string place)
    {
        this.file = file;
        this.place = place;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Fault("is not an object");
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!fields.TryAdd(property.Name, property.Value))
            {
                throw Fault($"has the field '{property.Name}' twice");
            }
        }
    }

    /// <summary>A text field, or null when it is not there or not text.</summary>
    public string? TryText(string name)
    {
        asked.Add(name);
        return fields.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>A text field.</summary>
    public string Text(string name) => TryText(name) ?? throw Missing(name, "a text");

    /// <summary>A whole number in a range.</summary>
    public int Integer(string name, int minimum, int maximum) =>
        Take(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) && number >= minimum && number <= maximum
            ? number
            : throw Missing(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"));

    /// <summary>A finite number.</summary>
    public double Number(string name) => Finite(Take(name)) ?? throw Missing(name, "a finite number");

    /// <summary>An array of so many finite numbers.</summary>
    public double[] Numbers(string name, int count)
    {
        double?[] numbers = [.. Array(name).Select(static e => Finite(e))];
        return numbers.Length == count && numbers.All(static n => n is not null)
            ? [.. numbers.Select(static n => n!.Value)]
            : throw Missing(name, string.Create(CultureInfo.InvariantCulture, $"an array of {count} finite numbers"));
    }

    /// <summary>The elements of an array.</summary>
    public IEnumerable<JsonElement> Array(string name) =>
        Take(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Missing(name, "an array");

    /// <summary>Complains about a field that nobody asked for.</summary>
    public void RefuseMore()
    {
        if (fields.Keys.FirstOrDefault(k => !asked.Contains(k)) is string unknown)
        {
            throw Fault($"has a field '{unknown}' that is not known");
        }
    }

    private static double? Finite(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;

    private JsonElement? Take(string name)
    {
        asked.Add(name);
        return fields.TryGetValue(name, out JsonElement value) ? value : null;
    }

    private FlowDemoException Missing(string name, string what) => Fault($"needs the field '{name}', {what}");

    private FlowDemoException Fault(string fault) => new($"The file '{file}' is not a fitted sampler that can be used: {place} {fault}.");
}
