namespace FlowDemo.Tests;

/// <summary>
/// Files of the repository that hold what the program must give, byte for byte. With FLOWDEMO_GOLDEN=update in the environment a
/// test writes them anew in place of comparing.
/// </summary>
internal static class Golden
{
    /// <summary>Whether files are written anew in place of being compared.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("FLOWDEMO_GOLDEN") == "update";

    /// <summary>Asserts that a file of the repository has just this text.</summary>
    /// <param name="path">Path from the root of the repository.</param>
    /// <param name="text">What the program gives.</param>
    public static void Equal(string path, string text)
    {
        string file = Path.Combine(Repository.Root, path);
        if (Updates)
        {
            File.WriteAllText(file, text);
        }

        string golden = File.ReadAllText(file);
        Assert.True(
            golden == text,
            $"{path} is stale, or the program is wrong; FLOWDEMO_GOLDEN=update writes it anew.\n{FirstDifference(golden, text)}");
    }

    /// <summary>Asserts that a part of a text file of the repository is just this text.</summary>
    /// <param name="path">Path from the root of the repository.</param>
    /// <param name="before">The line before the part; the first that is just this.</param>
    /// <param name="after">The line behind the part; the next that is just this.</param>
    /// <param name="text">What the program gives.</param>
    public static void PartEquals(string path, string before, string after, string text)
    {
        string whole = File.ReadAllText(Path.Combine(Repository.Root, path));
        int start = whole.IndexOf($"\n{before}\n", StringComparison.Ordinal) + before.Length + 2;
        int end = whole.IndexOf($"\n{after}\n", start, StringComparison.Ordinal) + 1;
        Assert.True(start > before.Length + 1 && end > 0, $"{path} has no lines '{before}' and '{after}'.");
        Equal(path, whole[..start] + text + whole[end..]);
    }

    private static string FirstDifference(string golden, string text)
    {
        string[] wanted = golden.Split('\n');
        string[] given = text.Split('\n');
        int line = wanted.Zip(given).TakeWhile(static pair => pair.First == pair.Second).Count();
        return $"line {line + 1}\n- {wanted.ElementAtOrDefault(line)}\n+ {given.ElementAtOrDefault(line)}";
    }
}
