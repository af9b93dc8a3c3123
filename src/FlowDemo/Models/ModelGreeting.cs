using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FlowDemo.Models;

/// <summary>What a model says of itself before anything is asked of it: one line of JSON.</summary>
/// <param name="Dimension">Coordinates of a sample.</param>
/// <param name="IsSingle">Whether numbers are exchanged as float32, not float64.</param>
/// <param name="IsSigma">Whether its time counts from data to noise, 1 - t, and its answer is noise less data.</param>
/// <param name="HasProducts">Whether it answers requests for Jacobian-vector products.</param>
public sealed record ModelGreeting(int Dimension, bool IsSingle, bool IsSigma, bool HasProducts)
{
    /// <summary>Most coordinates of a sample.</summary>
    public const int LargestDimension = 1 << 24;

    internal const string VersionField = "flowdemo-field";
    private const int Version = 1;
    private const string Example = """{"flowdemo-field": 1, "dimension": 64, "dtype": "float32"}""";

    /// <summary>The number format's name.</summary>
    public string Type => IsSingle ? "float32" : "float64";

    /// <summary>Bytes of a number.</summary>
    internal int NumberSize => IsSingle ? sizeof(float) : sizeof(double);

    /// <summary>Distance of its numbers near 1.</summary>
    internal double Spacing => IsSingle ? 1.0 / (1 << 23) : 1.0 / (1L << 52);

    /// <summary>Reads the line.</summary>
    /// <param name="line">The bytes before the line's end.</param>
    /// <exception cref="FlowDemoException">It is no greeting, or one that cannot be served.</exception>
    internal static ModelGreeting Parse(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line).Trim();
        JsonElement root;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            root = document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new FlowDemoException(NotAnAnswer(line, "its first line of JSON"), failure);
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(VersionField, out JsonElement version))
        {
            throw new FlowDemoException(NotAnAnswer(line, "its first line of JSON"));
        }

        Require(
            version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number == Version,
            string.Create(CultureInfo.InvariantCulture, $"'{VersionField}' is {version}, and this program speaks version {Version}"));
        Require(
            root.TryGetProperty("dimension", out JsonElement dimension) && dimension.ValueKind == JsonValueKind.Number
                && dimension.TryGetInt32(out int d) && d is >= 1 and <= LargestDimension,
            string.Create(CultureInfo.InvariantCulture, $"'dimension' is not a whole number from 1 to {LargestDimension}"));
        return new ModelGreeting(
            dimension.GetInt32(),
            Word(root, "dtype", null, "float64", "float32") == "float32",
            Word(root, "convention", "flow", "flow", "sigma") == "sigma",
            root.TryGetProperty("jvp", out JsonElement jvp) && jvp.ValueKind == JsonValueKind.True);
    }

    /// <summary>The complaint about text where bytes of an answer should be.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="wanted">What should have been there.</param>
    internal static string NotAnAnswer(ReadOnlySpan<byte> found, string wanted)
    {
        const int Shown = 60;
        string text = Encoding.UTF8.GetString(found[..Math.Min(found.Length, 4 * Shown)]).Split('\n')[0].Trim();
        string first = Printable.Of(text.Length > Shown ? text[..Shown] + "..." : text);
        return $"The model wrote '{first}' where {wanted} should be. Standard output carries the answers, so print() must not write "
            + $"there: send it to stderr, or serve by the file that 'flowdemo explain model --format python' prints, which does that.";
    }

    private static string Word(JsonElement root, string field, string? usual, params ReadOnlySpan<string> choices)
    {
        string? word = !root.TryGetProperty(field, out JsonElement value) ? usual
            : value.ValueKind == JsonValueKind.String ? value.GetString() : string.Empty;
        Require(word is not null && choices.Contains(word), $"'{field}' is none of {string.Join(", ", choices)}");
        return word!;
    }

    private static void Require(bool condition, string complaint)
    {
        if (!condition)
        {
            throw new FlowDemoException($"The model's first line cannot be used: {complaint}. It reads like {Example}.");
        }
    }
}
