namespace FlowDemo.Cli.Files;

/// <summary>Tells which file a path means.</summary>
internal static class FilePlace
{
    private const int MostLinks = 40;

    /// <summary>The full path of a file, with every link in it followed, also the last one and one that leads nowhere.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path) => Follow(Path.GetFullPath(path), MostLinks);

    /// <summary>Whether two paths mean one file, by links or by several names of it.</summary>
    /// <param name="first">A path.</param>
    /// <param name="second">Another.</param>
    public static bool AreSame(string first, string second) =>
        FileStatus.Of(first) is FileStatus one && FileStatus.Of(second) is FileStatus other
            ? one.IsSameFile(other)
            : string.Equals(
                Of(first),
                Of(second),
                OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static string Follow(string full, int links)
    {
        if (links == 0)
        {
            throw new IOException("its links lead in a circle");
        }

        if (Path.GetDirectoryName(full) is not string directory)
        {
            return full;
        }

        string here = Path.Combine(Follow(directory, links), Path.GetFileName(full));
        return new FileInfo(here).LinkTarget is string target
            ? Follow(Path.GetFullPath(target, Path.GetDirectoryName(here)!), links - 1)
            : here;
    }
}
