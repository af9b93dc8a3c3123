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
    /// <summary>The pages of one catalogue, group by group in its order.</summary>
    /// <typeparam name="T">What its entries create.</typeparam>
    /// <param name="catalog">The catalogue.</param>
    public static IEnumerable<MethodPage> Of<T>(Catalog<T> catalog) => catalog.Groups is not CatalogGroups<T> groups
        ? catalog.Entries.Select(e => Of(catalog.Kind, e))
        : catalog.Entries.Select(e => (Entry: e, Group: groups.IndexOf(e))).OrderBy(static p => p.Group).Select(
            p => Of(catalog.Kind, p.Entry) with { Group = groups.Names[p.Group] });

    /// <summary>What it is listed under; empty where the list is one.</summary>
    public string Group { get; private init; } = string.Empty;

    /// <summary>All that may be written for it: the id, then what other programs call it.</summary>
    public IEnumerable<string> Names => Aliases.Select(static a => a.Name).Prepend(Id);

    /// <summary>The names that it has elsewhere, with what they stand for where that is more than the id; may be empty.</summary>
    public string Elsewhere => string.Join(", ", Aliases.Select(
        a => a.Name + (a.Program.Length > 0 ? $" in {a.Program}" : string.Empty)
            + (a.Arguments.Length > 0 ? $" ({Id}:{a.Arguments})" : string.Empty)));

    /// <summary>The alias that asked for the page, where it stands for more than the id; null where the page is that of the id.</summary>
    public MethodAlias? Asked { get; private init; }

    /// <summary>The name at the head of the page.</summary>
    public string Title => Asked is null ? $"{Id} ({Kind})"
        : $"{Id}:{Asked.Arguments} ({Kind}), called {Asked.Name}{(Asked.Program.Length > 0 ? " in " + Asked.Program : string.Empty)}";

    private static MethodPage Of<T>(string kind, CatalogEntry<T> e) =>
        new(kind, e.Id, e.Summary, e.Formula, e.Order, e.Cost, e.Source, e.Notes, e.Aliases, e.Parameters);

    /// <summary>Whether somebody who writes an alias means this page.</summary>
    /// <param name="name">What was written.</param>
    public bool IsCalled(string name) => Aliases.Any(a => a.IsMeantBy(name));

    /// <summary>The page as somebody wants it who writes an alias.</summary>
    /// <param name="name">What was written.</param>
    public MethodPage As(string name) =>
        this with { Asked = Aliases.FirstOrDefault(a => a.Arguments.Length > 0 && a.IsMeantBy(name)) };

    /// <summary>The default of a parameter, and what the alias that asked for the page has in its place.</summary>
    /// <param name="index">Which parameter.</param>
    public string ValueOf(int index)
    {
        string[] given = Asked?.Arguments.Split(',') ?? [];
        return index < given.Length ? $"{Parameters[index].Default}; here {given[index]}" : Parameters[index].Default;
    }
}
