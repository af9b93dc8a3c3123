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
    public void A_page_is_written_beside_the_table()
    {
        string file = directory.File("page.html");
        Assert.Equal(Cli.Run(Quick), Cli.Run([.. Quick, "--report", file]));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(file), StringComparison.Ordinal);
    }
}
