namespace FlowDemo.Cli.Tests;

/// <summary>A directory of its own for one test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("flowdemo-");

    public string FullName => directory.FullName;

    /// <summary>All names in it, hidden ones too.</summary>
    public IEnumerable<string?> Names => Directory.EnumerateFileSystemEntries(
        FullName,
        "*",
        new EnumerationOptions { AttributesToSkip = 0 }).Select(Path.GetFileName).Order();

    public string File(string name) => Path.Combine(FullName, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => directory.Delete(recursive: true);
}
