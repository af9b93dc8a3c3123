using System.Collections.Immutable;

namespace FlowDemo;

/// <summary>One named method of a catalogue.</summary>
/// <typeparam name="T">What it creates.</typeparam>
/// <param name="Id">Its name on the command line: lower case, digits and hyphens.</param>
/// <param name="Summary">One sentence that says what it is.</param>
/// <param name="Create">Creates it, reading its parameters.</param>
public sealed record CatalogEntry<T>(string Id, string Summary, Func<MethodArguments, T> Create)
{
    /// <summary>The update or definition, as a formula.</summary>
    public string Formula { get; init; } = string.Empty;

    private readonly string order = string.Empty;

    /// <summary>How fast the error falls with the number of steps; null where there is no such thing.</summary>
    public ConvergenceOrder? Convergence { get; init; }

    /// <summary>The order of convergence in words, or the direction in which a grid is denser, where there is such a thing.</summary>
    public string Order
    {
        get => Convergence?.ToString() ?? order;
        init => order = value;
    }

    /// <summary>What it costs: velocity evaluations for N steps, or to build a schedule.</summary>
    public string Cost { get; init; } = string.Empty;

    /// <summary>Where it comes from: authors, title, year, arXiv.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Other names, and what it is not to be confused with.</summary>
    public string Notes { get; init; } = string.Empty;

    /// <summary>The parameters that may follow the id behind a colon, in order.</summary>
    public ImmutableArray<MethodParameter> Parameters { get; init; } = [];

    /// <summary>What other programs call it; such a name may be written in place of the id.</summary>
    public ImmutableArray<MethodAlias> Aliases { get; init; } = [];

    /// <summary>Whether it is one of the few that a newcomer meets first in a list.</summary>
    public bool ComesFirst { get; init; }

    /// <summary>False for an entry that a pattern such as * leaves out, because it needs a file or is an alias.</summary>
    public bool IsListedByPattern { get; init; } = true;

    /// <summary>Creates it with its parameters at their defaults.</summary>
    internal T CreateDefault() => Create(new MethodArguments(string.Empty, Id, Parameters, Id));
}

/// <summary>One parameter of a method, written behind the colon of its id.</summary>
/// <param name="Name">What it is called in the help.</param>
/// <param name="Default">Its value when left out, as it would be written.</param>
/// <param name="Meaning">What it does and which values it may take.</param>
public sealed record MethodParameter(string Name, string Default, string Meaning)
{
    /// <summary>Whether it takes everything that follows, commas too; only the last one may.</summary>
    public bool IsList { get; init; }
}

/// <summary>A name that a method has in other programs.</summary>
/// <param name="Name">The name as it is written there; case, underscores and hyphens are not told apart.</param>
/// <param name="Arguments">The parameters that it stands for, as they are written behind the colon; empty for those of the user.</param>
/// <param name="Program">Where it is called that; empty where many do.</param>
public sealed record MethodAlias(string Name, string Arguments = "", string Program = "")
{
    /// <summary>An alias that stands for the id alone.</summary>
    /// <param name="name">The name.</param>
    public static implicit operator MethodAlias(string name) => new(name);

    /// <summary>An alias that stands for the id alone, with the program that has it.</summary>
    /// <param name="pair">The name and the program.</param>
    public static implicit operator MethodAlias((string Name, string Program) pair) => new(pair.Name, Program: pair.Program);

    /// <summary>Whether somebody who writes a name means this one.</summary>
    /// <param name="name">The name, without parameters.</param>
    public bool IsMeantBy(string name) => Plain(name).Equals(Plain(Name), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace('_', '-');
}
