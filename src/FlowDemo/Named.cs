using System.Collections.Immutable;

namespace FlowDemo;

/// <summary>A method under the name that tables give it: one of a catalogue, created once, or an object of the caller's own.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Name">The name, with parameters.</param>
/// <param name="Value">The method.</param>
public sealed record Named<T>(string Name, T Value)
{
    /// <summary>The files that it was made from.</summary>
    public ImmutableArray<SourceFile> Files { get; init; } = [];
}
