namespace FlowDemo.Cli.Files;

/// <summary>
/// Where a result goes: a file, which is replaced as a whole, or standard output, a device or a pipe, which are written to.
/// </summary>
internal sealed class OutputFile
{
    /// <summary>The name that stands for standard output.</summary>
    public const string StandardOutput = "-";

    private readonly string path;
    private readonly Terminal terminal;

    private OutputFile(string path, Terminal terminal) => (this.path, this.terminal) = (path, terminal);

    /// <summary>Whether the result goes to standard output.</summary>
    public bool IsStandardOutput => path == StandardOutput;

    /// <summary>Columns that a line may take.</summary>
    public int Width => IsStandardOutput ? terminal.Width : Terminal.PipedWidth;

    /// <summary>Whether colour is wanted there.</summary>
    public bool HasColor => IsStandardOutput && terminal.OutputHasColor;

    /// <summary>What a complaint calls it.</summary>
    public string Name => IsStandardOutput ? "standard output" : $"'{path}'";

    /// <summary>Full path of the file that is replaced, the one that a link leads to; null for what is written to.</summary>
    public string? Place { get; private init; }

    /// <summary>Whether it is a file in a folder, or in one below it.</summary>
    /// <param name="folder">A path; that of a file has nothing in it.</param>
    public bool IsWithin(string folder) => Place is not null && Directory.Exists(folder)
        && Place.StartsWith(
            Path.TrimEndingDirectorySeparator(FilePlace.Of(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Checks that a path can be written, without leaving a trace.</summary>
    /// <param name="path">A path, or "-".</param>
    /// <param name="terminal">Whose standard output is meant by "-".</param>
    /// <exception cref="FlowDemoException">It cannot be written.</exception>
    public static OutputFile At(string path, Terminal terminal)
    {
        if (path == StandardOutput)
        {
            return new OutputFile(path, terminal);
        }

        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new FlowDemoException($"'{path}' is a directory; give the name of a file in it.");
        }

        try
        {
            if (IsWrittenTo(path))
            {
                return new OutputFile(path, terminal);
            }

            string place = FilePlace.Of(path);
            if (File.Exists(place))
            {
                using FileStream existing = new(place, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            }

            OutputDraft.Try(place);
            return new OutputFile(path, terminal) { Place = place };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FlowDemoException($"'{path}' cannot be written: {OutputFailure.Reason(failure)}.", failure);
        }
    }

    /// <summary>Writes the result, whole or not at all.</summary>
    /// <param name="body">Writes all of it.</param>
    /// <exception cref="OutputFailure">The place cannot be written; nothing is left behind.</exception>
    public void Write(Action<TextWriter> body) => Result.WriteAll([Result.OfText(this, body)], terminal);

    /// <summary>Writes a result that is not text; standard output takes text only.</summary>
    /// <param name="body">Writes all of it.</param>
    /// <exception cref="OutputFailure">The place cannot be written; nothing is left behind.</exception>
    public void WriteBytes(Action<Stream> body) => Result.WriteAll([Result.OfBytes(this, body)], terminal);

    /// <summary>Opens a device or a pipe; one of the process's own outputs goes on where it stands.</summary>
    public GuardedStream OpenDevice()
    {
        try
        {
            FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            if (device.CanSeek)
            {
                device.Seek(0, SeekOrigin.End);
            }

            return new GuardedStream(device, Name, terminal.Cancellation);
        }
        catch (Exception failure) when (OutputFailure.IsMeantBy(failure))
        {
            throw OutputFailure.At(Name, failure);
        }
    }

    /// <summary>Devices, pipes and what the process has open already are written to and not replaced.</summary>
    private static bool IsWrittenTo(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        string full = Path.GetFullPath(path);
        bool isOpen = full is "/dev/stdout" or "/dev/stderr"
            || full.StartsWith("/dev/fd/", StringComparison.Ordinal)
            || (full.StartsWith("/proc/", StringComparison.Ordinal) && full.Contains("/fd/", StringComparison.Ordinal));
        return isOpen || (OperatingSystem.IsLinux()
            ? FileStatus.Of(full) is { IsRegular: false, IsDirectory: false }
            : full.StartsWith("/dev/", StringComparison.Ordinal));
    }
}
