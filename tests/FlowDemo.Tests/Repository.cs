namespace FlowDemo.Tests;

/// <summary>The files beside the sources.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Readme { get; } = File.ReadAllText(Path.Combine(Root, "README.md"));

    private static string Find(string start)
    {
        DirectoryInfo? directory = new(start);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "FlowDemo.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("The tests run from a checkout.");
    }
}
