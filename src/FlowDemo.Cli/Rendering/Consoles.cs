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
    /// <param name="palette">The colours that are used: those that every terminal has, or more.</param>
    public static IAnsiConsole On(TextWriter output, int width, bool color, bool interactive = false, ColorSystemSupport palette = ColorSystemSupport.Standard)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color || interactive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? palette : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
