using System.Globalization;
using System.Text.Json;

namespace FlowDemo.Cli.Plans;

/// <summary>Finds the first place where a document departs from an older one; what only the newer one has does not count.</summary>
internal sealed class JsonDifference
{
    private JsonDifference()
    {
    }

    /// <summary>Numbers that were the same.</summary>
    public int Numbers { get; private set; }

    /// <summary>The place and both values, or null when all is the same.</summary>
    public string? First { get; private set; }

    /// <summary>Compares two documents.</summary>
    /// <param name="before">The older one.</param>
    /// <param name="now">The newer one.</param>
    /// <param name="ignored">Field of any object that is not looked at.</param>
    public static JsonDifference Between(JsonElement before, JsonElement now, string ignored)
    {
        JsonDifference difference = new();
        difference.Visit(before, now, string.Empty, ignored);
        return difference;
    }

    private void Visit(JsonElement before, JsonElement now, string path, string ignored)
    {
        if (First is not null)
        {
            return;
        }

        if (before.ValueKind != now.ValueKind)
        {
            First = Say(path, before, now);
            return;
        }

        switch (before.ValueKind)
        {
            case JsonValueKind.Object:
                VisitFields(before, now, path, ignored);
                break;
            case JsonValueKind.Array:
                VisitItems(before, now, path, ignored);
                break;
            case JsonValueKind.Number when before.GetDouble() == now.GetDouble():
                Numbers++;
                break;
            case JsonValueKind.Number:
            case JsonValueKind.String when before.GetString() != now.GetString():
                First = Say(path, before, now);
                break;
        }
    }

    private void VisitFields(JsonElement before, JsonElement now, string path, string ignored)
    {
        foreach (JsonProperty field in before.EnumerateObject().Where(f => f.Name != ignored))
        {
            string place = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (now.TryGetProperty(field.Name, out JsonElement value))
            {
                Visit(field.Value, value, place, ignored);
            }
            else
            {
                First ??= $"{place} is {field.Value.GetRawText()} in the report and is missing now";
            }
        }
    }

    private void VisitItems(JsonElement before, JsonElement now, string path, string ignored)
    {
        if (before.GetArrayLength() != now.GetArrayLength())
        {
            First = string.Create(
                CultureInfo.InvariantCulture, $"{path} has {before.GetArrayLength()} items in the report and {now.GetArrayLength()} now");
            return;
        }

        for (int i = 0; i < before.GetArrayLength(); i++)
        {
            Visit(before[i], now[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), ignored);
        }
    }

    private static string Say(string path, JsonElement before, JsonElement now) =>
        $"{path} is {before.GetRawText()} in the report and {now.GetRawText()} now";
}
