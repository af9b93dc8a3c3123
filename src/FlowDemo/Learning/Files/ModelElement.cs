using System.Collections.Immutable;
using System.Text.Json;

namespace FlowDemo.Learning.Files;

/// <summary>A JSON object of a model file that complains in words when a field is missing or of another kind.</summary>
internal readonly struct ModelElement(JsonElement element, string file, string place)
{
    /// <summary>A field, whatever it is.</summary>
    public ModelElement this[string field] => new(Get(field), file, Place(field));

    public bool Has(string field) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string field) => Get(field) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Bad(field, "a text");

    public bool Flag(string field) => Get(field) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean() : throw Bad(field, "true or false");

    public double Number(string field) => Get(field) is { ValueKind: JsonValueKind.Number } value && double.IsFinite(value.GetDouble()) ? value.GetDouble() : throw Bad(field, "a finite number");

    public int Integer(string field) => Get(field) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : throw Bad(field, "a whole number");

    public long Long(string field) => Get(field) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : throw Bad(field, "a whole number");

    public ImmutableArray<double> Numbers(string field)
    {
        string source = file;
        string where = Place(field);
        return
        [
            .. Array(field).Select(item => item.ValueKind == JsonValueKind.Number && double.IsFinite(item.GetDouble())
                ? item.GetDouble()
                : throw new FlowDemoException($"The model file '{source}' cannot be used: '{where}' holds something that is not a finite number.")),
        ];
    }

    /// <summary>An array of arrays of so many numbers.</summary>
    public ImmutableArray<double[]> Rows(string field, int width)
    {
        string source = file;
        string where = Place(field);
        return
        [
            .. Array(field).Select(row => row.ValueKind == JsonValueKind.Array && row.GetArrayLength() == width && row.EnumerateArray().All(static n => n.ValueKind == JsonValueKind.Number)
                ? row.EnumerateArray().Select(static n => n.GetDouble()).ToArray()
                : throw new FlowDemoException($"The model file '{source}' cannot be used: an entry of '{where}' is not {width} numbers.")),
        ];
    }

    public ImmutableArray<string> Texts(string field) => [.. Array(field).Select(static item => item.ToString())];

    /// <summary>The objects of an array.</summary>
    public ImmutableArray<ModelElement> Objects(string field)
    {
        string source = file;
        string where = Place(field);
        return [.. Array(field).Select((item, i) => new ModelElement(item, source, $"{where}[{i}]"))];
    }

    public FlowDemoException Fault(string complaint) => new($"The model file '{file}' cannot be used: {complaint}.");

    private JsonElement[] Array(string field) => Get(field) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray()] : throw Bad(field, "an array");

    private JsonElement Get(string field) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out JsonElement value)
        ? value
        : throw Fault($"the field '{Place(field)}' is missing");

    private FlowDemoException Bad(string field, string wanted) => Fault($"the field '{Place(field)}' is not {wanted}");

    private string Place(string field) => place.Length == 0 ? field : $"{place}.{field}";
}
