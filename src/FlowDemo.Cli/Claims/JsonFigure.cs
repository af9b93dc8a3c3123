using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowDemo.Metrics;

namespace FlowDemo.Cli.Claims;

/// <summary>
/// A figure by its place in JSON: fields behind dots, and behind a list, in brackets, which of its elements by their own fields, as in
/// <c>rows[solver=euler][nfe=4].metrics.rmse</c>. It is a number, or an object with value, low and high. Two of them with
/// <c> / </c> between are a ratio of positive figures that are not paired, whose interval is as wide as theirs allow.
/// </summary>
internal static partial class JsonFigure
{
    /// <summary>Reads a figure.</summary>
    /// <param name="root">The document.</param>
    /// <param name="expression">Where it stands.</param>
    /// <exception cref="FormatException">There is no such figure, or more than one.</exception>
    public static Estimate In(JsonElement root, string expression) => expression.Split(" / ") is [string above, string below]
        ? Ratio(At(root, above), At(root, below))
        : At(root, expression);

    private static Estimate Ratio(Estimate above, Estimate below) =>
        new(above.Value / below.Value, above.Low / below.High, above.High / below.Low);

    private static Estimate At(JsonElement root, string path)
    {
        JsonElement[] found = [root];
        foreach (Match step in Step().Matches(path))
        {
            string name = step.Groups["name"].Value;
            found = step.Groups["value"] is { Success: true, Value: string wanted }
                ? [.. found.Where(e => Text(e.GetProperty(name)) == wanted)]
                : [.. found.Select(e => e.GetProperty(name)).SelectMany(static e =>
                    e.ValueKind == JsonValueKind.Array ? e.EnumerateArray() : Enumerable.Repeat(e, 1))];
        }

        return found is [JsonElement only] ? Read(only) : throw new FormatException($"'{path}' is {found.Length} figures, not one.");
    }

    private static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private static Estimate Read(JsonElement figure) => figure.ValueKind == JsonValueKind.Object
        ? new Estimate(Number(figure.GetProperty("value")), Number(figure.GetProperty("low")), Number(figure.GetProperty("high")))
        : Estimate.Exact(Number(figure));

    private static double Number(JsonElement number) => double.Parse(Text(number), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[(?<name>[^=\]]+)=(?<value>[^\]]*)\]|(?<name>[^.\[\]]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
