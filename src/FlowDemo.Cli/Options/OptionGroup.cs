using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>
/// Options that belong together and that several commands share. Every value is taken as text and read by
/// <see cref="ArgumentText"/>, because the parser of the package reads numbers by the culture of the machine.
/// </summary>
/// <param name="title">Heading in the help.</param>
internal abstract class OptionGroup(string title)
{
    private readonly List<Option> options = [];

    public string Title => title;

    public IReadOnlyList<Option> Options => options;

    /// <summary>The options that decide the numbers of a result, and so belong to its plan.</summary>
    public virtual IEnumerable<Option> Deciding => [];

    /// <summary>Adds an option with one value.</summary>
    /// <param name="names">Its name, then its aliases, separated by spaces.</param>
    /// <param name="valueName">What the help calls its value.</param>
    /// <param name="description">What it does.</param>
    /// <param name="defaultValue">Its value when left out; null when it has none.</param>
    protected Option<string> Value(string names, string valueName, string description, string? defaultValue = null)
    {
        string[] all = names.Split(' ');
        Option<string> option = new(all[0], all[1..]) { HelpName = valueName, Description = description };
        if (defaultValue is not null)
        {
            option.DefaultValueFactory = _ => defaultValue;
        }

        options.Add(option);
        return option;
    }

    /// <summary>Says which words a shell may complete the value of an option to; in a list, its last item.</summary>
    /// <param name="option">The option.</param>
    /// <param name="words">The words.</param>
    protected static void Completes(Option option, IEnumerable<string> words) => option.CompletionSources.Add(context =>
    {
        string before = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
        return words.Select(w => before + w);
    });

    /// <summary>Adds an option that may be given several times, each time with one value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="valueName">What the help calls its value.</param>
    /// <param name="description">What it does.</param>
    protected Option<string[]> Values(string name, string valueName, string description)
    {
        Option<string[]> option = new(name) { HelpName = valueName, Description = description };
        options.Add(option);
        return option;
    }

    /// <summary>Adds an option that is there or not.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    protected Option<bool> Flag(string name, string description)
    {
        Option<bool> option = new(name) { Description = description, Arity = ArgumentArity.Zero };
        options.Add(option);
        return option;
    }
}
