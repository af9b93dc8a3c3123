using System.Collections.Immutable;

namespace FlowDemo;

/// <summary>How the entries of a catalogue are grouped in a list.</summary>
/// <typeparam name="T">What an entry creates.</typeparam>
/// <param name="Names">The groups in their order, as they stand behind the name of the catalogue.</param>
/// <param name="IndexOf">Which of them an entry belongs to.</param>
public sealed record CatalogGroups<T>(ImmutableArray<string> Names, Func<CatalogEntry<T>, int> IndexOf);
