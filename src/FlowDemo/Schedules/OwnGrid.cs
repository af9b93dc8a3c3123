using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Schedules;

/// <summary>
/// A grid that the user writes down: knots as rising times from 0 to 1, or sigmas as falling noise shares 1 - t from 1 to 0, where a
/// last 0 may be left out. It has one number of steps.
/// </summary>
/// <param name="name">The name the user wrote.</param>
/// <param name="grid">The grid.</param>
internal sealed class OwnGrid(string name, TimeGrid grid) : ISchedule
{
    private const int MostValues = 100_001;

    /// <summary>The catalogue's line for times.</summary>
    internal static CatalogEntry<ISchedule> KnotsEntry { get; } = EntryOf(
        "knots", "Your own times, from 0 to 1.", "the times, rising from 0 to 1, as in knots:0,0.35,1; or @FILE", static values => values);

    /// <summary>The catalogue's line for noise shares.</summary>
    internal static CatalogEntry<ISchedule> SigmasEntry { get; } = EntryOf(
        "sigmas",
        "Your own noise levels, from 1 to 0, as other programs write them.",
        "the levels 1 - t, falling from 1 to 0, as in sigmas:1,0.65,0.3,0; a last 0 may be left out; or @FILE",
        static values => [.. (values[^1] == 0 ? values : [.. values, 0]).Select(static s => 1 - s)]);

    /// <inheritdoc/>
    public bool IsFree => true;

    /// <inheritdoc/>
    public int? OnlySteps => grid.Steps;

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context) => new Rule(name, grid);

    private static CatalogEntry<ISchedule> EntryOf(string id, string summary, string meaning, Func<double[], double[]> times) => new(
        id, summary, a => new OwnGrid(a.Name, Grid(a, id, times)))
    {
        Formula = id == "knots" ? "t as given" : "t = 1 - s",
        Order = "as given",
        Cost = "no evaluation",
        Source = "Your own list.",
        Notes = "Inline or @FILE: one number a line, commas, a JSON array, or what 'schedule --format' writes. It has rows at the budgets "
            + "that buy just its steps. sigmas are 1 - t on every path.",
        IsListedByPattern = false,
        Parameters = [new MethodParameter("list", string.Empty, meaning) { IsList = true }],
    };

    private static TimeGrid Grid(MethodArguments arguments, string id, Func<double[], double[]> times)
    {
        string wanted = id == "knots"
            ? "times that rise from 0 to 1, as in knots:0,0.35,1"
            : "noise levels that fall from 1 to 0, as in sigmas:1,0.65,0.3,0";
        string text = arguments.Rest(0);
        double[] values = text.StartsWith('@') ? FromFile(arguments, id, text[1..]) : [.. text.Split(',').Select(Parse)];
        if (values.Length > MostValues)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"The schedule '{id}' holds {values.Length} values; {MostValues} are the most that it "
                    + $"takes."));
        }

        double[] knots = values.Length == 0 ? [] : times(values);
        bool isGrid = knots.Length > 1 && knots[0] == 0 && knots[^1] == 1
            && knots.Zip(knots.Skip(1)).All(static pair => pair.Second > pair.First);
        return isGrid ? new TimeGrid(knots) : throw Refusal();

        double Parse(string piece) =>
            double.TryParse(piece, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Refusal();

        FlowDemoException Refusal() =>
            new($"The schedule '{id}' takes {wanted}; '{(text.Length > 60 ? text[..60] + "..." : text)}' is not that.");
    }

    /// <summary>
    /// Numbers of a file: a JSON array, the object or the table that 'schedule' writes, or numbers between commas and line ends.
    /// </summary>
    private static double[] FromFile(MethodArguments arguments, string id, string path)
    {
        (byte[] bytes, SourceFile source) = InputFile.Read(path);
        arguments.MadeFrom(source);
        string text = Encoding.UTF8.GetString(bytes).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw Unreadable();
        }

        if (text.StartsWith('{') || text.StartsWith('['))
        {
            return FromJson(text, id) ?? throw Unreadable();
        }

        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int column = Array.IndexOf(lines[0].Split(','), id == "knots" ? "t" : "sigma");
        string[] pieces = column >= 0
            ? [.. lines.Skip(1).Select(l => l.Split(',').ElementAtOrDefault(column) ?? string.Empty)]
            : text.Split([',', '\n', ' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return [.. pieces.Select(
            p => double.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Unreadable())];

        FlowDemoException Unreadable() =>
            new($"The file '{path}' holds no list for '{id}': one number a line, commas between them, a JSON array, or what 'flowdemo "
                + $"schedule' writes as json or csv.");
    }

    private static double[]? FromJson(string text, string id)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement list = document.RootElement;
            if (list.ValueKind == JsonValueKind.Object && !list.TryGetProperty(id, out list))
            {
                return null;
            }

            return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(static e => e.ValueKind == JsonValueKind.Number)
                ? [.. list.EnumerateArray().Select(static e => e.GetDouble())]
                : null;
        }
        catch (JsonException)
        {
            // What is no JSON is no list; the caller says which file.
            return null;
        }
    }

    private sealed class Rule(string name, TimeGrid grid) : IGridRule
    {
        public TimeGrid Build(int steps) => steps == grid.Steps ? grid : throw new FlowDemoException(string.Create(
            CultureInfo.InvariantCulture, $"The schedule '{name}' has {grid.Steps} steps; there is no grid of {steps}."));
    }
}
