namespace FlowDemo.Tests;

/// <summary>The command of the small process that serves exact fields.</summary>
internal static class ServedModel
{
    /// <summary>The command for one field.</summary>
    /// <param name="words">Field, number format, and what else it is to do.</param>
    public static string Command(params string[] words) =>
        $"dotnet '{Path.Combine(AppContext.BaseDirectory, "FlowDemo.ModelChild.dll")}' {string.Join(' ', words)}";
}
