using FlowDemo.Comparison;

namespace FlowDemo.Reporting;

/// <summary>The words for a standing in files that programs read.</summary>
internal static class StandingText
{
    /// <summary>The standing that a word means.</summary>
    public static Standing Parse(string word) =>
        Enum.GetValues<Standing>().Where(s => Of(s) == word).Select(static s => (Standing?)s).FirstOrDefault()
            ?? throw new FormatException($"there is no standing '{word}'");

    public static string Of(Standing standing) => standing switch
    {
        Standing.Best => "best",
        Standing.NotSeparated => "not separated",
        Standing.Unranked => "unranked",
        _ => "behind",
    };
}
