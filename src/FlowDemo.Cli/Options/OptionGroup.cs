using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Metrics;
using FlowDemo.Models;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Options;

/// <summary>Options that one part of the program reads, and that all commands with that part share.</summary>
/// <param name="title">Heading in the help.</param>
internal abstract class OptionGroup(string title)
{
    /// <summary>Flows of wider data take their samples in a layer at t = 0 that doubles still resolve at this width.</summary>
    private const double LargestScale = 1e6;

    /// <summary>Narrower data are a point: every sampler sends all samples to it.</summary>
    private const double SmallestScale = 1e-6;

    private readonly List<Option> options = [];

    public string Title => title;

    public IReadOnlyList<Option> Options => options;

    /// <summary>The options that decide the numbers of a result, and so belong to its plan.</summary>
    public virtual IEnumerable<Option> Deciding => [];

    /// <summary>Adds an option with one value.</summary>
    /// <typeparam name="T">What the text stands for.</typeparam>
    /// <param name="names">Its name, then its aliases, separated by spaces.</param>
    /// <param name="valueName">What the help calls its value.</param>
    /// <param name="description">What it does.</param>
    /// <param name="read">Reads a value, given the name of the option for the complaint.</param>
    /// <param name="defaultText">Its value when left out, as it would be written; null when it has none.</param>
    protected Option<T> Value<T>(
        string names, string valueName, string description, Func<string, string, T> read, string? defaultText = null) =>
        Add(new ValueOption<T>(names, valueName, description, read, defaultText));

    /// <summary>Adds an option whose value is a text.</summary>
    protected Option<string> Text(string names, string valueName, string description, string? defaultText = null) =>
        Value(names, valueName, description, static (_, text) => text, defaultText);

    /// <summary>Adds an option whose value is one of a few words, which a shell completes.</summary>
    protected Option<string> Word(
        string names, string valueName, string description, IReadOnlyList<string> choices, string? defaultText = null)
    {
        Option<string> option = Value(names, valueName, description, (name, text) => ArgumentText.Word(name, text, choices), defaultText);
        Completes(option, choices);
        return option;
    }

    /// <summary>Adds an option whose value is a whole number in a range, with a default.</summary>
    protected Option<int> Whole(string names, string valueName, string description, int minimum, int maximum, int defaultValue) => Value(
        names,
        valueName,
        description,
        (name, text) => ArgumentText.Whole(name, text, minimum, maximum),
        defaultValue.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an option whose value is a whole number in a range, and null when it is left out.</summary>
    protected Option<int?> Whole(string names, string valueName, string description, int minimum, int maximum) =>
        Value<int?>(names, valueName, description, (name, text) => ArgumentText.Whole(name, text, minimum, maximum));

    /// <summary>Adds an option whose value is a list, or one value for the commands that do one thing.</summary>
    /// <typeparam name="T">What an item stands for.</typeparam>
    /// <param name="names">Its name, then its aliases, separated by spaces.</param>
    /// <param name="valueName">What the help calls its value.</param>
    /// <param name="description">What it does.</param>
    /// <param name="takesSeveral">Whether more than one item makes sense.</param>
    /// <param name="read">Reads a list, given the name of the option for the complaint.</param>
    /// <param name="defaultText">Its value when left out, as it would be written; null when it has none.</param>
    protected Option<ImmutableArray<T>> List<T>(
        string names,
        string valueName,
        string description,
        bool takesSeveral,
        Func<string, string, IEnumerable<T>> read,
        string? defaultText = null) => Value<ImmutableArray<T>>(
        names,
        valueName,
        description,
        (name, text) =>
        {
            ImmutableArray<T> items = [.. read(name, text)];
            return items.GroupBy(static i => i).FirstOrDefault(static g => g.Skip(1).Any()) is { } twice
                ? throw new FlowDemoException($"'{name}' names {twice.Key} twice; once is enough.")
                : items.Length > 1 && !takesSeveral
                ? throw new FlowDemoException($"'{name}' takes one value here; '{text}' is a list, which 'flowdemo compare' takes.")
                : items;
        },
        defaultText);

    /// <summary>Adds the seed.</summary>
    /// <param name="description">What is drawn by it.</param>
    /// <param name="defaultValue">The seed when it is left out.</param>
    protected Option<int> SeedOf(string description, int defaultValue = 0) =>
        Whole("--seed", "S", $"seed of {description}", 0, int.MaxValue, defaultValue);

    /// <summary>Adds the width that targets are brought to.</summary>
    /// <param name="takesSeveral">Whether there may be several.</param>
    protected Option<ImmutableArray<double>> ScaleOf(bool takesSeveral = false) => List(
        "--scale",
        takesSeveral ? "LIST" : "C",
        "centre the target and bring its width along its widest direction to C times the noise's, as in 10; its own when left out",
        takesSeveral,
        static (name, text) => text
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(c => ArgumentText.Number(name, c, SmallestScale, LargestScale)));

    /// <summary>The width of a command that takes one; null where targets keep their own.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">From <see cref="ScaleOf"/>.</param>
    protected static double? FirstScale(ParseResult parsed, Option<ImmutableArray<double>> option) =>
        parsed.GetValue(option) is { IsDefault: false } scales ? scales[0] : null;

    /// <summary>Adds the number of bootstrap resamples of a target that is points.</summary>
    /// <param name="description">What becomes of them.</param>
    protected Option<int?> ResamplesOf(string description) =>
        Whole("--resample", "B", description, ResampledError.Fewest, ResampledError.Most);

    /// <summary>Adds the time that a model may take for an answer.</summary>
    protected Option<double> LongestWaitOf() => Value(
        "--model-timeout",
        "S",
        "seconds that an answer of the model may take",
        static (name, text) => ArgumentText.Positive(name, text, ModelSettings.LongestTimeout),
        ModelSettings.UsualTimeout.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an option that may be given several times, each time with one value.</summary>
    /// <param name="names">Its name, then its aliases, separated by spaces.</param>
    /// <param name="valueName">What the help calls its value.</param>
    /// <param name="description">What it does.</param>
    protected Option<string[]> Several(string names, string valueName, string description) =>
        Add(new Option<string[]>(names.Split(' ')[0], names.Split(' ')[1..]) { HelpName = valueName, Description = description });

    /// <summary>Adds an option that is there or not.</summary>
    /// <param name="names">Its name, then its aliases, separated by spaces.</param>
    /// <param name="description">What it does.</param>
    protected Option<bool> Flag(string names, string description) => Add(
        new Option<bool>(names.Split(' ')[0], names.Split(' ')[1..]) { Description = description, Arity = ArgumentArity.Zero });

    /// <summary>Says which words a shell may complete the value of an option to; in a list, its last item.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">The words.</param>
    protected static void Completes(Option option, IEnumerable<string> words) => option.CompletionSources.Add(context =>
    {
        string before = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
        return words.Select(w => before + w);
    });

    /// <summary>
    /// Says that the value is a solver and a schedule with a slash between them: solvers are completed up to the slash, and behind it
    /// come the schedules.
    /// </summary>
    /// <param name="option">The option; a list completes its last item.</param>
    protected static void CompletesMethods(Option option) => option.CompletionSources.Add(static context =>
    {
        string before = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
        string solver = context.WordToComplete[before.Length..].Split('/')[0];
        return context.WordToComplete.Length > before.Length + solver.Length
            ? ScheduleCatalog.All.Names.Select(g => $"{before}{solver}/{g}")
            : SolverCatalog.All.Names.Select(s => $"{before}{s}/");
    });

    private TOption Add<TOption>(TOption option)
        where TOption : Option
    {
        options.Add(option);
        return option;
    }
}
