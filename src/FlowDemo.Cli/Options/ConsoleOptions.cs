using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>How the program behaves on a terminal; every command has these.</summary>
internal sealed class ConsoleOptions : OptionGroup
{
    private static readonly string[] ColorChoices = ["auto", "always", "never"];

    public ConsoleOptions()
        : base("console")
    {
        Color = Value("--color", "WHEN", "auto (on a terminal, unless NO_COLOR is set or TERM is dumb), always or never", "auto");
        Quiet = Flag("--quiet", "show no progress");
        Completes(Color, ColorChoices);
    }

    public Option<string> Color { get; }

    public Option<bool> Quiet { get; }

    /// <summary>The terminal as the user wants it used.</summary>
    public Terminal Adapt(ParseResult parsed, Terminal terminal)
    {
        string color = parsed.Word(Color, ColorChoices);
        return terminal with
        {
            OutputHasColor = color == "auto" ? terminal.OutputHasColor : color == "always",
            ErrorHasColor = color == "auto" ? terminal.ErrorHasColor : color == "always",
            ErrorIsInteractive = terminal.ErrorIsInteractive && !parsed.GetValue(Quiet),
        };
    }
}
