using System.CommandLine;
using System.CommandLine.Parsing;

namespace FlowDemo.Cli.Options;

/// <summary>
/// An option with one value, which is read once, where the command line is parsed: with the invariant culture, and with a
/// sentence about what is wrong. The parser of the package would read numbers by the culture of the machine.
/// </summary>
/// <typeparam name="T">What the text stands for.</typeparam>
internal sealed class ValueOption<T> : Option<T>, IValueOption
{
    /// <summary>Creates an option.</summary>
    /// <param name="names">Its name, then its aliases, separated by spaces.</param>
    /// <param name="valueName">What the help calls its value.</param>
    /// <param name="description">What it does.</param>
    /// <param name="read">Reads a value, given the name of the option for the complaint.</param>
    /// <param name="defaultText">Its value when left out, as it would be written; null when it has none.</param>
    public ValueOption(string names, string valueName, string description, Func<string, string, T> read, string? defaultText)
        : base(names.Split(' ')[0], names.Split(' ')[1..])
    {
        Arity = ArgumentArity.ExactlyOne;
        DefaultText = defaultText;
        HelpName = valueName;
        Description = defaultText is null ? description : $"{description} [{defaultText}]";
        CustomParser = result => Read(result, read);
        if (defaultText is not null)
        {
            DefaultValueFactory = _ => read(Name, defaultText);
        }
    }

    /// <inheritdoc/>
    public string? DefaultText { get; }

    private T? Read(ArgumentResult result, Func<string, string, T> read)
    {
        string text = result.Tokens[0].Value.Trim();
        try
        {
            return text.Length > 0 ? read(Name, text) : throw new FlowDemoException($"'{Name}' needs a value; the one given is empty.");
        }
        catch (FlowDemoException fault)
        {
            result.AddError(fault.Message);
            return default;
        }
    }
}
