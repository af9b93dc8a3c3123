namespace FlowDemo.Tests;

/// <summary>A folder of its own for one test, removed when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flowdemo-");

    /// <summary>Path of the folder.</summary>
    public string Path => folder.FullName;

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
