using Spectre.Console;

namespace FlowDemo.Cli.Rendering;

/// <summary>Consoles that draw on a writer and nowhere else.</summary>
internal static class Consoles
{
    /// <summary>A console of a given width; without colour it writes no escape sequence.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns.</param>
    /// <param name="color">Whether colour is wanted.</param>
    /// <param name="interactive">Whether what was drawn may be drawn again in place.</param>
    public static IAnsiConsole On(TextWriter output, int width, bool color, bool interactive = false)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color || interactive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
