using FlowDemo.Comparison;

namespace FlowDemo.Reporting;

/// <summary>The words for a standing in files that programs read.</summary>
internal static class StandingText
{
    public static string Of(Standing standing) => standing switch
    {
        Standing.Best => "best",
        Standing.NotSeparated => "not separated",
        Standing.Unranked => "unranked",
        _ => "behind",
    };
}
