using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;

namespace FlowDemo.Cli;

/// <summary>
/// Arguments that stand in files: <c>@args.rsp</c>. A line is split as a shell would, one that starts with # is a remark, and a
/// file may name others, though not itself.
/// </summary>
internal static class ResponseFile
{
    /// <summary>Bytes of the largest file that is taken for arguments.</summary>
    private const int LargestFile = 1 << 20;

    /// <summary>Arguments that one command line may come to.</summary>
    private const int MostArguments = 10_000;

    private const int MostLevels = 16;

    /// <summary>Replaces one argument by those in the file that it names.</summary>
    /// <param name="name">The path, without the @.</param>
    /// <param name="arguments">What stands there in its place.</param>
    /// <param name="complaint">What is wrong with the file; null when nothing is.</param>
    /// <returns>Whether the argument is replaced.</returns>
    public static bool TryExpand(string name, out IReadOnlyList<string>? arguments, out string? complaint)
    {
        List<string> found = [];
        try
        {
            Add(name, found, level: 1);
            (arguments, complaint) = (found, null);
            return true;
        }
        catch (FlowDemoException fault)
        {
            (arguments, complaint) = (null, fault.Message);
            return false;
        }
    }

    private static void Add(string name, List<string> found, int level)
    {
        if (level > MostLevels)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"The response file '{name}' includes itself, or files are nested more than {MostLevels} "
                    + $"deep; take that line out."));
        }

        foreach (string line in Read(name).Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0 && l[0] != '#'))
        {
            foreach (string argument in CommandLineParser.SplitCommandLine(line))
            {
                if (argument.Length > 1 && argument[0] == '@')
                {
                    Add(argument[1..], found, level + 1);
                }
                else if (found.Count < MostArguments)
                {
                    found.Add(argument);
                }
                else
                {
                    throw new FlowDemoException(string.Create(
                        CultureInfo.InvariantCulture, $"The response file '{name}' brings the command line to more than {MostArguments} "
                            + $"arguments."));
                }
            }
        }
    }

    private static string Read(string name)
    {
        try
        {
            using FileStream file = new(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
            byte[] bytes = new byte[LargestFile + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestFile)
            {
                throw new FlowDemoException(string.Create(
                    CultureInfo.InvariantCulture, $"The response file '{name}' holds more than {LargestFile} bytes; it takes arguments, "
                        + $"one or several a line."));
            }

            using StreamReader text = new(new MemoryStream(bytes, 0, length), Encoding.UTF8);
            return text.ReadToEnd();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FlowDemoException($"There is no response file '{name}'.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FlowDemoException(
                $"The response file '{name}' cannot be read; give a file of arguments, one or several a line.", failure);
        }
    }
}
