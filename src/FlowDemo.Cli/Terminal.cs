using System.Text;
using FlowDemo.Cli.Files;

namespace FlowDemo.Cli;

/// <summary>Where a command writes, what that place can show, and the wish to stop.</summary>
/// <param name="Output">Data.</param>
/// <param name="Error">Everything else.</param>
/// <param name="Cancellation">Set by Ctrl-C.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, CancellationToken Cancellation)
{
    /// <summary>Width of what is not shown on a terminal: the same for everyone, and readable anywhere.</summary>
    public const int PipedWidth = 80;

    /// <summary>Lines of a picture that is not shown on a terminal.</summary>
    public const int PipedHeight = 45;

    /// <summary>Columns that a line on <see cref="Output"/> may take.</summary>
    public int Width { get; init; } = PipedWidth;

    /// <summary>Lines of <see cref="Output"/> that can be seen at once.</summary>
    public int Height { get; init; } = PipedHeight;

    /// <summary>Whether the terminal calls itself dumb: it may have no more than the characters of ASCII.</summary>
    public bool IsDumb { get; init; }

    /// <summary>Whether a person watches <see cref="Output"/>, and wants colour there.</summary>
    public bool OutputHasColor { get; init; }

    /// <summary>Whether a person watches <see cref="Error"/>, on something that can redraw a line.</summary>
    public bool ErrorIsInteractive { get; init; }

    /// <summary>Whether colour is wanted there.</summary>
    public bool ErrorHasColor { get; init; }

    /// <summary>The drafts of files that exist at this moment.</summary>
    public DraftList Drafts { get; init; } = new();

    /// <summary>What is to be said besides the result.</summary>
    public NoteList Notes { get; init; } = new();

    /// <summary>Writes a line to <see cref="Error"/>, in which nothing commands the terminal.</summary>
    /// <param name="line">The line.</param>
    public void Say(string line) => Error.WriteLine(Printable.Of(line));

    /// <summary>The console of this process.</summary>
    /// <param name="cancellation">Set by Ctrl-C.</param>
    public static Terminal OfProcess(CancellationToken cancellation)
    {
        StreamWriter output = Writer(new GuardedStream(Console.OpenStandardOutput(), "standard output", CancellationToken.None));
        GuardedStream complaints = new(Console.OpenStandardError(), "standard error", CancellationToken.None) { IsMuted = true };
        StreamWriter error = Writer(complaints);
        error.AutoFlush = true;
        bool dumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        bool noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Terminal(output, TextWriter.Synchronized(error), cancellation)
        {
            Width = Console.IsOutputRedirected || Console.WindowWidth <= 0 ? PipedWidth : Console.WindowWidth,
            Height = Console.IsOutputRedirected || Console.WindowHeight <= 0 ? PipedHeight : Console.WindowHeight,
            IsDumb = dumb,
            OutputHasColor = !Console.IsOutputRedirected && !dumb && !noColor,
            ErrorIsInteractive = !Console.IsErrorRedirected && !dumb,
            ErrorHasColor = !Console.IsErrorRedirected && !dumb && !noColor,
        };
    }

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
}
