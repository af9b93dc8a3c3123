using System.Collections.Immutable;

namespace FlowDemo.Cli.Rendering;

/// <summary>What is known about one entry of any catalogue.</summary>
/// <param name="Kind">What it is, in the singular.</param>
/// <param name="Id">Its name.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Formula">Update or definition.</param>
/// <param name="Order">Order of convergence, or where a grid is denser.</param>
/// <param name="Cost">Velocity evaluations.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Notes">Other names and mix-ups.</param>
/// <param name="Aliases">What other programs call it.</param>
/// <param name="Parameters">What may follow the id behind a colon.</param>
internal sealed record MethodPage(
    string Kind,
    string Id,
    string Summary,
    string Formula,
    string Order,
    string Cost,
    string Source,
    string Notes,
    ImmutableArray<MethodAlias> Aliases,
    ImmutableArray<MethodParameter> Parameters)
{
    /// <summary>The pages of one catalogue, in its order.</summary>
    /// <typeparam name="T">What its entries create.</typeparam>
    /// <param name="catalog">The catalogue.</param>
    public static IEnumerable<MethodPage> Of<T>(Catalog<T> catalog) => catalog.Entries.Select(e =>
        new MethodPage(catalog.Kind, e.Id, e.Summary, e.Formula, e.Order, e.Cost, e.Source, e.Notes, e.Aliases, e.Parameters));

    /// <summary>All that may be written for it: the id, then what other programs call it.</summary>
    public IEnumerable<string> Names => Aliases.Select(static a => a.Name).Prepend(Id);

    /// <summary>The names that it has elsewhere, with what they stand for where that is more than the id; may be empty.</summary>
    public string Elsewhere => string.Join(
        ", ", Aliases.Select(a => a.Arguments.Length > 0 ? $"{a.Name} ({Id}:{a.Arguments})" : a.Name));

    /// <summary>Whether somebody who writes an alias means this page.</summary>
    /// <param name="name">What was written.</param>
    public bool IsCalled(string name) => Aliases.Any(a => a.IsMeantBy(name));
}
