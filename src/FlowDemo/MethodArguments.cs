using System.Collections.Immutable;
using System.Globalization;

namespace FlowDemo;

/// <summary>The parameters given to a method in its name, read in order with their defaults; a bad one is the user's error.</summary>
public sealed class MethodArguments
{
    private readonly string kind;
    private readonly string id;
    private readonly ImmutableArray<MethodParameter> parameters;
    private readonly string[] given;
    private readonly List<SourceFile> files = [];

    private MethodArguments(string kind, string id, ImmutableArray<MethodParameter> parameters, string name, string[] given) =>
        (this.kind, this.id, this.parameters, Name, this.given) = (kind, id, parameters, name, given);

    internal MethodArguments(string kind, string id, ImmutableArray<MethodParameter> parameters, string name)
    {
        this.kind = kind;
        this.id = id;
        this.parameters = parameters;
        Name = name;
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        given = colon < 0 ? [] : name[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries);
        if (given.Length > parameters.Length && !(parameters.Length > 0 && parameters[^1].IsList))
        {
            string takes = parameters.Length == 0
                ? "takes no parameters"
                : $"takes at most {parameters.Length} ({string.Join(", ", parameters.Select(static p => p.Name))})";
            throw new FlowDemoException($"The {kind} '{id}' {takes}; '{name}' gives {given.Length}.");
        }
    }

    /// <summary>The files that the method is made from.</summary>
    internal IReadOnlyList<SourceFile> Files => files;

    /// <summary>The whole name as it was written.</summary>
    public string Name { get; }

    /// <summary>Records a file that the method is made from, so that a report can name it.</summary>
    /// <param name="file">The file.</param>
    public void MadeFrom(SourceFile file) => files.Add(file);

    /// <summary>Parameter i as text.</summary>
    /// <param name="index">Position from 0.</param>
    public string Text(int index) => index < given.Length && given[index].Length > 0 ? given[index] : parameters[index].Default;

    /// <summary>Parameter i and everything behind it, with the commas.</summary>
    /// <param name="index">Position from 0 of a list.</param>
    public string Rest(int index) => index < given.Length ? string.Join(',', given[index..]) : parameters[index].Default;

    /// <summary>Parameter i as one of a few words.</summary>
    /// <param name="index">Position from 0.</param>
    /// <param name="choices">The words allowed.</param>
    public string Word(int index, params ReadOnlySpan<string> choices)
    {
        string text = Text(index);
        foreach (string choice in choices)
        {
            if (choice == text)
            {
                return text;
            }
        }

        throw Bad(index, $"one of {string.Join(", ", choices.ToArray())}");
    }

    /// <summary>Parameter i as a number in a range.</summary>
    /// <param name="index">Position from 0.</param>
    /// <param name="minimum">Smallest value allowed.</param>
    /// <param name="maximum">Largest value allowed.</param>
    public double Number(int index, double minimum, double maximum) =>
        double.TryParse(Text(index), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= minimum
            && value <= maximum
            ? value
            : throw Bad(index, string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"));

    /// <summary>Parameter i as a whole number in a range.</summary>
    /// <param name="index">Position from 0.</param>
    /// <param name="minimum">Smallest value allowed.</param>
    /// <param name="maximum">Largest value allowed.</param>
    public int Integer(int index, int minimum, int maximum) =>
        int.TryParse(Text(index), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= minimum
            && value <= maximum
            ? value
            : throw Bad(index, string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"));

    /// <summary>These parameters where the first one, a word, may be left out before a number: it then stands at its default.</summary>
    /// <param name="words">The words that it may be.</param>
    /// <exception cref="FlowDemoException">More follows the number, so that what is left out is not clear.</exception>
    public MethodArguments WithWord(params ReadOnlySpan<string> words)
    {
        if (!double.TryParse(Text(0), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return this;
        }

        return given.Length == 1
            ? new MethodArguments(kind, id, parameters, Name, [string.Empty, given[0]])
            : throw Bad(0, $"one of {string.Join(", ", words.ToArray())} where more follows");
    }

    /// <summary>These parameters where the first one may be left out before any other: it then stands at its default.</summary>
    /// <param name="words">The words that it may be; none of them begins the second one.</param>
    public MethodArguments WithLeading(params ReadOnlySpan<string> words) =>
        given.Length == 0 || given[0].Length == 0 || words.Contains(given[0])
            ? this
            : new MethodArguments(kind, id, parameters, Name, [string.Empty, .. given]);

    /// <summary>The complaint about parameter i.</summary>
    /// <param name="index">Position from 0.</param>
    /// <param name="allowed">What may stand there.</param>
    public FlowDemoException Bad(int index, string allowed) =>
        new($"The {kind} '{id}' takes {allowed} as its {parameters[index].Name}; '{Text(index)}' is not that.");
}
