namespace FlowDemo.Cli.Tests;

public sealed class PictureTests : IDisposable
{
    private static readonly string[] Quick =
        ["compare", "-n", "64", "--reference-steps", "20", "-s", "euler", "-g", "uniform", "--nfe", "1,2", "--metric", "rmse"];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_picture_is_drawn_beside_the_table_and_does_not_change_it()
    {
        string file = directory.File("picture.svg");
        CliResult result = Cli.Run([.. Quick, "--plot", file]);
        Assert.Equal(Cli.Run(Quick), result);
        string first = File.ReadAllText(file);
        Assert.Contains("euler/uniform", first, StringComparison.Ordinal);
        Assert.Equal(["picture.svg"], directory.Names);

        _ = Cli.Run([.. Quick, "--plot", file, "--threads", "1"]);
        Assert.Equal(first, File.ReadAllText(file));
    }

    [Fact]
    public void A_picture_goes_to_stdout_when_the_table_does_not()
    {
        CliResult result = Cli.Run([.. Quick, "-o", directory.File("table.txt"), "--plot", "-"]);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        Assert.StartsWith("<?xml", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("</svg>\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_pictures_is_drawn_each_of_its_own_kind()
    {
        string Place(string name) => directory.File(name);
        Assert.Equal(Cli.Run(Quick), Cli.Run([
            .. Quick, "--plot", Place("a.svg"), "--plot", Place("b.svg:grids"), "--plot", Place("c.PDF:grids"), "--plot-kind", "samples"]));
        Assert.Equal(["a.svg", "b.svg", "c.PDF"], directory.Names.Order(StringComparer.Ordinal));
        Assert.Contains("exact draws", File.ReadAllText(Place("a.svg")), StringComparison.Ordinal);
        Assert.Contains("uniform, 2 steps", File.ReadAllText(Place("b.svg")), StringComparison.Ordinal);
        Assert.StartsWith("%PDF-1.", File.ReadAllText(Place("c.PDF")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flow.pdf:flow")]
    [InlineData("flow.svg:flow", "--plot-size", "3.25x2.4in")]
    public void A_picture_that_moves_is_refused_on_paper(string picture, params string[] options)
    {
        CliResult result = Cli.Run([.. Quick, "--plot", directory.File(picture), .. options]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.StartsWith("flowdemo: A picture that moves is for a screen; write it as .svg", result.Error, StringComparison.Ordinal);
        Assert.Empty(directory.Names);
    }

    [Fact]
    public void A_picture_for_print_has_its_size()
    {
        string[] size = ["--plot-size", "3.25x2.4in", "--plot-font", "7pt"];
        Cli.Run([.. Quick, "--plot", directory.File("a.svg"), "--plot", directory.File("a.pdf"), .. size]);
        string svg = File.ReadAllText(directory.File("a.svg"));
        Assert.Contains("width=\"234pt\" height=\"172.8pt\" viewBox=\"0 0 234 172.8\"", svg, StringComparison.Ordinal);
        Assert.Contains("font-size=\"7\"", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Error for the work spent", svg, StringComparison.Ordinal);
        Assert.Contains("MediaBox [0 0 234 172.8]", File.ReadAllText(directory.File("a.pdf")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_written_beside_the_table()
    {
        string file = directory.File("page.html");
        Assert.Equal(Cli.Run(Quick), Cli.Run([.. Quick, "--report", file]));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(file), StringComparison.Ordinal);
    }
}
