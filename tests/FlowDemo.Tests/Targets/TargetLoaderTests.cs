using FlowDemo.Targets;

namespace FlowDemo.Tests.Targets;

public sealed class TargetLoaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_id_is_built_in() => Assert.Equal(8, Load("ring").Mixture.Components.Length);

    [Fact]
    public void A_json_file_is_a_mixture()
    {
        string path = folder.Write(
            "two modes.JSON",
            """{ "components": [ { "weight": 1, "mean": [0, 1], "std": 1 }, { "weight": 1, "mean": [2, 1], "std": 1 } ] }""");
        Target target = Load(path);
        Assert.Equal(path, target.Name);
        Assert.Equal("two modes.JSON: mixture, 2 components", target.Description);
        Assert.Equal((1.0, 1.0), (target.Mixture.MeanX, target.Mixture.MeanY));
    }

    [Fact]
    public void A_csv_file_is_points()
    {
        using HostileCulture _ = HostileCulture.Enter();
        Target target = Load(folder.Write("p.csv", "x,y\n1.5,2\n2.5,3\n"));
        Assert.Equal(
            "p.csv: 2 rows, 0 skipped for missing values, x (mean 2, deviation 0.7071) and y (mean 2.5, deviation 0.7071) standardised, "
                + "bandwidth 0.8909 (scott)",
            target.Description);
        Assert.True(target.Mixture.IsKernelMixture);
    }

    [Theory]
    [InlineData("rign", "There is no target 'rign'. Did you mean 'ring'? ")]
    [InlineData("Ring", "There is no target 'Ring'. Did you mean 'ring'? ")]
    [InlineData("old_faithful", "There is no target 'old_faithful'. Did you mean 'old-faithful'? ")]
    [InlineData("points.txt", "There is no target 'points.txt'. ")]
    [InlineData("", "There is no target ''. ")]
    public void An_unknown_name_is_answered_with_the_nearest_and_what_a_file_would_be(string name, string start)
    {
        string message = Assert.Throws<FlowDemoException>(() => Load(name)).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.EndsWith(
            "A file of your own ends in .json (a mixture), or .csv, .tsv or .npy (points); - is standard input.",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_of_a_target_are_refused() =>
        Assert.Equal(
            "The target 'ring' takes no parameters; 'ring:3' gives 1.", Assert.Throws<FlowDemoException>(() => Load("ring:3")).Message);

    [Theory]
    [InlineData("absent.csv")]
    [InlineData("absent.json")]
    [InlineData("no/such/folder.csv")]
    public void A_file_that_is_not_there_is_named(string name)
    {
        string path = Path.Combine(folder.Path, name);
        Assert.Equal($"There is no file '{path}'.", Assert.Throws<FlowDemoException>(() => Load(path)).Message);
    }

    [Theory]
    [InlineData("e.csv")]
    [InlineData("e.json")]
    public void An_empty_file_is_named(string name)
    {
        string path = folder.Write(name, string.Empty);
        Assert.Equal($"The file '{path}' is empty.", Assert.Throws<FlowDemoException>(() => Load(path)).Message);
    }

    [Fact]
    public void A_folder_cannot_be_read()
    {
        string path = Path.Combine(folder.Path, "folder.csv");
        Directory.CreateDirectory(path);
        Assert.Equal($"The file '{path}' cannot be read: it is a directory.", Assert.Throws<FlowDemoException>(() => Load(path)).Message);
        Assert.Equal(
            "The file 'a\0.csv' cannot be read: no name has a NUL character in it.",
            Assert.Throws<FlowDemoException>(() => Load("a\0.csv")).Message);
    }

    [Fact]
    public void A_mixture_file_refuses_the_options_for_points()
    {
        PointsOptions options = new() { Bandwidth = Bandwidth.Silverman };
        Assert.Contains(
            "is a mixture, not points",
            Assert.Throws<FlowDemoException>(() => TargetLoader.Load("m.json", options)).Message,
            StringComparison.Ordinal);
    }

    private static Target Load(string name) => TargetLoader.Load(name, PointsOptions.Default);
}
