namespace FlowDemo.Cli.Files;

/// <summary>A result could not be written though the place looked well: the disk is full, a reader has gone, a device refuses.</summary>
internal sealed class OutputFailure : Exception
{
    /// <summary>What a system says of a pipe that nobody reads; Linux and macOS agree on the number.</summary>
    private const int BrokenPipe = 32;

    private OutputFailure(string message, Exception cause)
        : base(message, cause) => IsBrokenPipe = !OperatingSystem.IsWindows() && cause.HResult == BrokenPipe;

    /// <summary>Whether the reader has seen enough, which is no fault.</summary>
    public bool IsBrokenPipe { get; }

    /// <summary>The failure of a place.</summary>
    /// <param name="name">What a complaint calls the place.</param>
    /// <param name="cause">What the system said.</param>
    public static OutputFailure At(string name, Exception cause) => new($"{name} cannot be written: {Reason(cause)}.", cause);

    /// <summary>Whether an exception says that something cannot be written.</summary>
    /// <param name="failure">The exception.</param>
    public static bool IsMeantBy(Exception failure) => failure is IOException or UnauthorizedAccessException or ObjectDisposedException;

    /// <summary>What the system said, in few words and without the path.</summary>
    /// <param name="failure">The exception.</param>
    public static string Reason(Exception failure) => failure switch
    {
        DirectoryNotFoundException => "its directory does not exist",
        FileNotFoundException => "the working directory does not exist any more",
        PathTooLongException => "its name is too long",
        UnauthorizedAccessException => "permission is denied",
        ArgumentException or NotSupportedException => "this is no name of a file",
        _ => failure.Message.Split(" : '", 2)[0].TrimEnd('.'),
    };
}
