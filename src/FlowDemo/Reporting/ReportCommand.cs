using FlowDemo.Comparison;

namespace FlowDemo.Reporting;

/// <summary>The line of a terminal that makes a report again.</summary>
public static class ReportCommand
{
    /// <summary>The line.</summary>
    /// <param name="manifest">What made the report.</param>
    public static string Of(ReportManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        IEnumerable<string> options = manifest.Plan.Select(static o => o.Value == "true" ? $"--{o.Name}" : $"--{o.Name} {Word(o.Value)}");
        return $"flowdemo compare {string.Join(' ', options)}";
    }

    /// <summary>A value as a shell takes it for one word.</summary>
    /// <param name="value">The value.</param>
    public static string Word(string value) =>
        value.Length > 0 && value.All(static c => char.IsAsciiLetterOrDigit(c) || "-_.,:/@+=".Contains(c, StringComparison.Ordinal))
        ? value
        : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
