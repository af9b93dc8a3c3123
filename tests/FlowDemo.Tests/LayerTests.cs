using System.Text.RegularExpressions;

namespace FlowDemo.Tests;

/// <summary>The library is cut in layers: a folder uses only those above it in the list.</summary>
public sealed partial class LayerTests
{
    /// <summary>The folders of the library from the ground up, as src/README.md lists them; the first is the root.</summary>
    private static readonly string[] Layers =
    [
        "", "Numerics", "Randomness", "Interchange", "Paths", "Targets", "Fields", "Models", "Solvers", "Sampling", "Metrics", "Schedules",
        "Fitting", "Learning",
        "Comparison", "Reporting",
    ];

    /// <summary>The catalogues name their fitted entries; nothing else may look up.</summary>
    private static readonly string[] Exceptions =
    [
        "Solvers/SolverCatalog.cs uses Fitting", "Solvers/SolverCatalog.cs uses Learning", "Schedules/ScheduleCatalog.cs uses Fitting",
    ];

    private static string Library => Path.Combine(Repository.Root, "src", "FlowDemo");

    [Fact]
    public void Every_folder_has_its_layer()
    {
        string[] folders = [.. Sources().Select(static s => s.Layer).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(Layers.Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void No_folder_uses_one_above_it()
    {
        string[] upwards =
        [
            .. from source in Sources()
               from used in UsedLayers(source.Text)
               where Array.IndexOf(Layers, used) > Array.IndexOf(Layers, source.Layer)
               select $"{source.Name} uses {used}",
        ];
        Assert.Equal(Exceptions.Order(StringComparer.Ordinal), upwards.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_namespace_is_the_folder_that_holds_it()
    {
        Assert.All(Sources(), static source =>
        {
            string folder = Path.GetDirectoryName(source.Name)!.Replace('\\', '/').Replace('/', '.');
            Assert.Contains(
                $"\nnamespace FlowDemo{(folder.Length == 0 ? "" : "." + folder)};\n", "\n" + source.Text, StringComparison.Ordinal);
        });
    }

    /// <summary>Who takes the library takes no library of pictures with it.</summary>
    [Fact]
    public void The_library_needs_nothing_to_draw_with() => Assert.DoesNotContain(
        typeof(SampleBatch).Assembly.GetReferencedAssemblies(),
        static a => a.Name!.Contains("Plot", StringComparison.Ordinal));

    /// <summary>A pattern or a piece of data that cannot be cut stays whole.</summary>
    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        string[] files = [.. new[] { "src", "tests" }.SelectMany(static d => Directory.EnumerateFiles(
            Path.Combine(Repository.Root, d), "*.cs", SearchOption.AllDirectories))];
        string[] lines =
        [
            .. from file in files
               let parts = file.Split(Path.DirectorySeparatorChar)
               where !parts.Contains("obj") && !parts.Contains("bin")
               from line in File.ReadLines(file)
               where line.Length > 140
                   && !line.TrimStart().StartsWith("@\"", StringComparison.Ordinal)
                   && !line.Contains("{ \"components\"", StringComparison.Ordinal)
               select $"{Path.GetRelativePath(Repository.Root, file)}: {line.Trim()}",
        ];
        Assert.Empty(lines);
    }

    private static IEnumerable<string> UsedLayers(string text) => Reference().Matches(text).Select(static m => m.Groups[1].Value);

    private static IEnumerable<(string Name, string Layer, string Text)> Sources() =>
        from file in Directory.EnumerateFiles(Library, "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Library, file).Replace('\\', '/')
        let layer = name.Contains('/', StringComparison.Ordinal) ? name[..name.IndexOf('/', StringComparison.Ordinal)] : ""
        where layer is not ("obj" or "bin" or "Properties")
        select (name, layer, File.ReadAllText(file));

    [GeneratedRegex(@"^using (?:static )?FlowDemo\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
