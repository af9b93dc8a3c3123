using System.CommandLine;

namespace FlowDemo.Cli.Options;

/// <summary>How the program behaves on a terminal; every command has these.</summary>
internal sealed class ConsoleOptions : OptionGroup
{
    private const string Auto = "auto";
    private const string Always = "always";
    private const string Never = "never";

    public ConsoleOptions()
        : base("console")
    {
        Color = Word(
            "--color",
            "WHEN",
            "auto (on a terminal, unless NO_COLOR is set or TERM is dumb), always or never",
            [Auto, Always, Never],
            Auto);
        NoColor = Flag("--no-color", $"no colour, as '{Color.Name} {Never}'");
        Quiet = Flag("--quiet -q", "show no progress");
    }

    public Option<string> Color { get; }

    public Option<bool> NoColor { get; }

    public Option<bool> Quiet { get; }

    /// <summary>The terminal as the user wants it used.</summary>
    public Terminal Adapt(ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(NoColor))
        {
            parsed.Refuse([Color], name => $"'{name}' and '{NoColor.Name}' are about the same; leave one of them out.");
        }

        string color = parsed.GetValue(NoColor) ? Never : parsed.GetRequiredValue(Color);
        return terminal with
        {
            OutputHasColor = color == Auto ? terminal.OutputHasColor : color == Always,
            ErrorHasColor = color == Auto ? terminal.ErrorHasColor : color == Always,
            ErrorIsInteractive = terminal.ErrorIsInteractive && !parsed.GetValue(Quiet),
        };
    }
}
