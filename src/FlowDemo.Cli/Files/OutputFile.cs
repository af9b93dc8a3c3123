using System.Text;

namespace FlowDemo.Cli.Files;

/// <summary>
/// Where a result goes. A file is written under another name beside its place and renamed when it is complete, so that
/// whoever looks finds the old file, the new one, or none, but never a part.
/// </summary>
internal sealed class OutputFile
{
    /// <summary>The name that stands for standard output.</summary>
    public const string StandardOutput = "-";

    private readonly string path;
    private readonly Terminal terminal;

    private OutputFile(string path, Terminal terminal)
    {
        this.path = path;
        this.terminal = terminal;
    }

    /// <summary>Whether the result goes to standard output.</summary>
    public bool IsStandardOutput => path == StandardOutput;

    /// <summary>Columns that a line may take.</summary>
    public int Width => IsStandardOutput ? terminal.Width : Terminal.PipedWidth;

    /// <summary>Whether colour is wanted there.</summary>
    public bool HasColor => IsStandardOutput && terminal.OutputHasColor;

    /// <summary>Checks that a path can be written, without leaving a trace.</summary>
    /// <param name="path">A path, or "-".</param>
    /// <param name="terminal">Whose standard output is meant by "-".</param>
    /// <exception cref="FlowDemoException">It cannot be written.</exception>
    public static OutputFile At(string path, Terminal terminal)
    {
        OutputFile file = new(path, terminal);
        if (!file.IsStandardOutput && !IsDevice(path))
        {
            file.Check();
        }

        return file;
    }

    /// <summary>Writes the result.</summary>
    /// <param name="body">Writes all of it.</param>
    /// <exception cref="FlowDemoException">The place cannot be written; nothing is left behind.</exception>
    public void Write(Action<TextWriter> body)
    {
        if (IsStandardOutput)
        {
            body(terminal.Output);
            return;
        }

        if (IsDevice(path))
        {
            using StreamWriter device = Open(path);
            body(device);
            return;
        }

        string place = Place();
        string draft = Draft(place);
        try
        {
            using (StreamWriter writer = Open(draft))
            {
                body(writer);
            }

            terminal.Cancellation.ThrowIfCancellationRequested();
            File.Move(draft, place, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refused(failure);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Writes a result that is not text; standard output takes text only.</summary>
    /// <param name="body">Writes all of it.</param>
    /// <exception cref="FlowDemoException">The place cannot be written; nothing is left behind.</exception>
    public void WriteBytes(Action<Stream> body) => Write(writer => body(((StreamWriter)writer).BaseStream));

    private static StreamWriter Open(string path) => new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

    /// <summary>Devices, and the pipes that a shell passes as files, are written to and not replaced.</summary>
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    private static string Draft(string place) =>
        Path.Combine(Path.GetDirectoryName(place)!, $".{Path.GetFileName(place)}.{Environment.ProcessId}.tmp");

    private void Check()
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new FlowDemoException($"'{path}' is a directory; give the name of a file in it.");
        }

        try
        {
            string place = Place();
            if (File.Exists(place))
            {
                using FileStream existing = new(place, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            }

            using FileStream draft = new(Draft(place), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Refused(failure);
        }
    }

    /// <summary>The full path of what is replaced: the file that a link leads to, not the link.</summary>
    private string Place()
    {
        FileInfo file = new(Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
    }

    private FlowDemoException Refused(Exception failure) => new($"'{path}' cannot be written: {Reason(failure)}.", failure);

    private static string Reason(Exception failure) => failure switch
    {
        DirectoryNotFoundException => "its directory does not exist",
        UnauthorizedAccessException => "permission is denied",
        _ => failure.Message.TrimEnd('.'),
    };
}
