using FlowDemo.Interchange;

namespace FlowDemo.Targets;

/// <summary>Reads what the user points at, whole.</summary>
public static class InputFile
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

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
            bytes = path == StandardInput ? ReadStandardInput() : BoundedFile.Read(path);
        }
        catch (Exception failure) when (ReadFailure.IsMeantBy(failure))
        {
            throw ReadFailure.Of(path, failure);
        }

        return bytes.Length > 0
            ? (bytes, new SourceFile(path, ContentHash.Of(bytes)))
            : throw new FlowDemoException(path == StandardInput
                ? "Standard input is empty, or has been read already."
                : $"The file '{path}' is empty.");
    }

    private static byte[] ReadStandardInput()
    {
#pragma warning disable RS0030 // The console is out of bounds for writing; this is a place that the user points at, to read.
        using Stream input = Console.OpenStandardInput();
#pragma warning restore RS0030
        return BoundedFile.ReadAll(input, "Standard input");
    }
}
