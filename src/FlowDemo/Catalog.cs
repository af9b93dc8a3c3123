using System.Collections.Immutable;

namespace FlowDemo;

/// <summary>
/// An ordered list of named methods: the one place that the command line, the help, the README's table and the tests over
/// "all of them" read. A method is named by its id, with parameters behind a colon: <c>shift:3</c>, <c>beta:0.6,0.6</c>.
/// </summary>
/// <typeparam name="T">What an entry creates.</typeparam>
public sealed class Catalog<T>
{
    private readonly ImmutableArray<CatalogEntry<T>> entries;

    /// <summary>Creates a catalogue.</summary>
    /// <param name="kind">What an entry is, in the singular: "solver".</param>
    /// <param name="entries">The entries in the order in which they are listed; ids are unique.</param>
    public Catalog(string kind, params ReadOnlySpan<CatalogEntry<T>> entries)
    {
        Kind = kind;
        this.entries = [.. entries];
        string[] names = [.. this.entries.SelectMany(static e => e.Aliases.Select(static a => a.Name).Prepend(e.Id))];
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length)
        {
            throw new ArgumentException("The ids of a catalogue and what other programs call them are unique.", nameof(entries));
        }
    }

    /// <summary>What an entry is, in the singular: "solver".</summary>
    public string Kind { get; }

    /// <summary>The entries in their order.</summary>
    public ImmutableArray<CatalogEntry<T>> Entries => entries;

    /// <summary>All that may be written for one of them: the ids in their order, then what other programs call them.</summary>
    public IEnumerable<string> Names =>
        [.. entries.Select(static e => e.Id), .. entries.SelectMany(static e => e.Aliases.Select(static a => a.Name))];

    /// <summary>What may be done to any of them: written behind a name and a plus sign.</summary>
    public ImmutableArray<CatalogModifier<T>> Modifiers { get; init; } = [];

    /// <summary>
    /// What sorts the entries in a list: their groups in order, and whether one of them belongs to a group. Null where the list is one.
    /// </summary>
    public CatalogGroups<T>? Groups { get; init; }

    /// <summary>The entry that a name refers to; parameters behind the colon and a modifier are not looked at.</summary>
    /// <param name="name">An id, or an id with parameters.</param>
    /// <returns>The entry, or null when there is none.</returns>
    public CatalogEntry<T>? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string id = Modifier(Canonical(name)).Name.Split(':', 2)[0];
        return entries.FirstOrDefault(e => e.Id == id);
    }

    /// <summary>A name in the words of this catalogue: what another program calls a method is replaced by the id.</summary>
    /// <param name="name">An id or an alias, with or without parameters.</param>
    /// <returns>The same name where it is no alias.</returns>
    /// <exception cref="FlowDemoException">Parameters stand behind an alias that has its own.</exception>
    public string Canonical(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = Modifier(name).Name;
        string[] parts = plain.Split(':', 2);
        if (entries.Any(e => e.Id == parts[0]))
        {
            return name;
        }

        (string id, MethodAlias? alias) = entries
            .SelectMany(static e => e.Aliases.Select(a => (e.Id, a)))
            .FirstOrDefault(p => p.a.IsMeantBy(parts[0]));
        if (alias is null)
        {
            return name;
        }

        string own = alias.Arguments.Length > 0 ? $"{id}:{alias.Arguments}" : id;
        string given = parts.Length == 1 ? own
            : alias.Arguments.Length == 0 ? $"{id}:{parts[1]}"
            : throw new FlowDemoException($"'{parts[0]}' stands for '{own}' and takes no parameters; write '{id}:{parts[1]}'.");
        return given + name[plain.Length..];
    }

    /// <summary>Creates the method that a name refers to.</summary>
    /// <param name="name">An id, or an id with parameters behind a colon.</param>
    /// <exception cref="FlowDemoException">There is no such id, or a parameter cannot be.</exception>
    public T Create(string name) => Resolve(name).Value;

    /// <summary>Creates the method that a name refers to, and keeps the name and the files it was made from with it.</summary>
    /// <param name="name">An id, or an id with parameters behind a colon.</param>
    /// <exception cref="FlowDemoException">There is no such id, or a parameter cannot be.</exception>
    public Named<T> Resolve(string name)
    {
        name = Canonical(name);
        (string plain, CatalogModifier<T>? modifier) = Modifier(name);
        if (modifier is not null)
        {
            Named<T> inner = Resolve(plain);
            return new Named<T>(name, modifier.Apply(inner.Value)) { Files = inner.Files };
        }

        CatalogEntry<T> entry = Find(name) ?? throw Unknown(name);
        MethodArguments arguments = new(Kind, entry.Id, entry.Parameters, name);
        return new Named<T>(name, entry.Create(arguments)) { Files = [.. arguments.Files] };
    }

    /// <summary>The names that a list of ids and patterns selects, in catalogue order for a pattern, without repeats.</summary>
    /// <param name="list">Names separated by commas; * matches any run of characters. A piece that starts like a number, or is no
    /// name, continues the parameters before it.</param>
    /// <exception cref="FlowDemoException">A name or pattern selects nothing.</exception>
    public ImmutableArray<string> Select(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        List<string> names = [];
        foreach (string name in Whole(NameList.Split(list)))
        {
            if (name.Contains('*', StringComparison.Ordinal))
            {
                string[] matches = [.. entries.Where(e => NameList.Matches(name, e.Id) && e.IsListedByPattern).Select(static e => e.Id)];
                names.AddRange(matches.Length > 0 ? matches : throw Unknown(name));
            }
            else
            {
                _ = Find(name) ?? throw Unknown(name);
                names.Add(Canonical(name));
            }
        }

        return names.Count > 0
            ? [.. names.Distinct()]
            : throw new FlowDemoException($"No {Kind} is named; the choices are {string.Join(", ", entries.Select(static e => e.Id))}.");
    }

    /// <summary>The names that only the patterns of a list select.</summary>
    /// <param name="list">As in <see cref="Select"/>.</param>
    /// <exception cref="FlowDemoException">A name or pattern selects nothing.</exception>
    public ImmutableArray<string> SelectByPattern(string list)
    {
        IEnumerable<string> named = Whole(NameList.Split(list)).Where(static n => !n.Contains('*', StringComparison.Ordinal));
        return [.. Select(list).Except(named.Select(Canonical))];
    }

    /// <summary>The complaint about a name that is not here, with the nearest one that is.</summary>
    /// <param name="name">What was asked for.</param>
    public FlowDemoException Unknown(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string nearest = NameList.Nearest(name.Split(':', 2)[0], Names) is string id ? $" Did you mean '{id}'?" : string.Empty;
        return new FlowDemoException(
            $"There is no {Kind} '{name}'.{nearest} The choices are {string.Join(", ", entries.Select(static e => e.Id))}.");
    }

    /// <summary>
    /// Puts a word that is no name behind the name before it where that has room for one more parameter: <c>unipc3:flow,bh1</c>.
    /// </summary>
    private List<string> Whole(IReadOnlyList<string> pieces)
    {
        List<string> names = [];
        foreach (string piece in pieces)
        {
            bool continues = Find(piece) is null && !piece.Contains('*', StringComparison.Ordinal)
                && names.Count > 0 && names[^1].Contains(':', StringComparison.Ordinal)
                && Find(names[^1]) is CatalogEntry<T> entry && entry.Parameters.Length > names[^1].Split(',').Length;
            if (continues)
            {
                names[^1] += "," + piece;
            }
            else
            {
                names.Add(piece);
            }
        }

        return names;
    }

    /// <summary>The name without its modifier; a plus sign followed by anything else belongs to the name (1e+3).</summary>
    private (string Name, CatalogModifier<T>? Modifier) Modifier(string name)
    {
        int plus = name.LastIndexOf('+');
        CatalogModifier<T>? modifier = plus < 0 ? null : Modifiers.FirstOrDefault(m => m.Id == name[(plus + 1)..]);
        return modifier is null ? (name, null) : (name[..plus], modifier);
    }
}

/// <summary>Something that may be done to any method of a catalogue, written behind its name: <c>boss+gauss</c>.</summary>
/// <typeparam name="T">What the catalogue creates.</typeparam>
/// <param name="Id">What stands behind the plus sign.</param>
/// <param name="Summary">One sentence that says what it does.</param>
/// <param name="Apply">Makes the changed method.</param>
public sealed record CatalogModifier<T>(string Id, string Summary, Func<T, T> Apply);
