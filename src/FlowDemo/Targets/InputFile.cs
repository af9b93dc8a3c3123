using FlowDemo.Interchange;

namespace FlowDemo.Targets;

/// <summary>Reads what the user points at, whole.</summary>
public static class InputFile
{
    /// <summary>The bytes of a file, at least one.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="FlowDemoException">It cannot be read, or is empty.</exception>
    public static byte[] ReadBytes(string path) => Read(path).Bytes;

    /// <summary>The bytes of a file, at least one, and what tells it from another.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="FlowDemoException">It cannot be read, or is empty.</exception>
    public static (byte[] Bytes, SourceFile Source) Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FlowDemoException($"There is no file '{path}'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FlowDemoException($"The file '{path}' cannot be read: {e.Message}", e);
        }

        return bytes.Length > 0
            ? (bytes, new SourceFile(path, ContentHash.Of(bytes)))
            : throw new FlowDemoException($"The file '{path}' is empty.");
    }
}
