namespace FlowDemo.Interchange;

/// <summary>Says in our own words why a file could not be read.</summary>
internal static class ReadFailure
{
    /// <summary>Whether an exception is about the file, not about the program.</summary>
    /// <param name="failure">The exception.</param>
    public static bool IsMeantBy(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>The complaint about a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="failure">What the system said.</param>
    public static FlowDemoException Of(string path, Exception failure) => failure is FileNotFoundException or DirectoryNotFoundException
        ? new FlowDemoException($"There is no file '{path}'.", failure)
        : new FlowDemoException($"The file '{path}' cannot be read: {Reason(path, failure)}.", failure);

    private static string Reason(string path, Exception failure) => failure switch
    {
        _ when path.Contains('\0', StringComparison.Ordinal) => "no name has a NUL character in it",
        _ when Directory.Exists(path) => "it is a directory",
        UnauthorizedAccessException => "permission is denied",
        PathTooLongException => "its name is too long",
        NotSupportedException => "it is a pipe, and only a file can be read in parts; write it to one first",
        _ => "the system does not give its content",
    };
}
