using System.Collections.Immutable;

namespace FlowDemo.Cli.Claims;

/// <summary>What a paper says of its method, beside what a command of this program shows.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Methods">Ids of the methods that it is about.</param>
/// <param name="Source">The paper: authors, year, arXiv.</param>
/// <param name="Says">What the paper says, in other words.</param>
/// <param name="Evidence">What a command shows; null where this program can show nothing of it.</param>
/// <param name="Why">Why it comes out so, and what it does not say.</param>
internal sealed record Claim(
    string Id, ImmutableArray<string> Methods, string Source, string Says, string Why, Evidence? Evidence = null)
{
    /// <summary>agrees, disagrees or cannot be shown: found from the figure, and read from nowhere.</summary>
    public string Verdict => Evidence?.Verdict ?? Evidence.Open;
}
