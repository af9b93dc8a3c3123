using System.Text;

namespace FlowDemo.Cli.Tests;

/// <summary>Names from outside command nothing: not the terminal, not a browser, not a table.</summary>
public sealed class PrintableOutputTests
{
    private const string Evil = "a\u001b]52;c;AAAA\u0007\u009b31m\u202e|<q>";
    private const string Shown = "a\\u001b]52;c;AAAA\\u0007\\u009b31m\\u202e";

    private static readonly string[] Quick = ["-n", "32", "-s", "euler", "-g", "uniform", "--nfe", "1,2", "--metric", "rmse"];

    [Theory]
    [InlineData("compare", "-s", Evil)]
    [InlineData("compare", "-g", Evil)]
    [InlineData("compare", "-t", Evil)]
    [InlineData("compare", "--path", Evil)]
    [InlineData("compare", "--fail-if", Evil)]
    [InlineData("compare", "--plan", Evil)]
    [InlineData("compare", "-t", Evil + ".csv")]
    [InlineData("compare", "--" + Evil)]
    [InlineData("explain", Evil)]
    [InlineData("replay", Evil)]
    [InlineData(Evil)]
    public void Arguments(params string[] line)
    {
        CliResult result = Cli.Run(line);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(Shown, result.Error, StringComparison.Ordinal);
        AssertHarmless(result.Error);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("markdown")]
    [InlineData("latex")]
    [InlineData("csv")]
    [InlineData("json")]
    public void Files_and_columns(string format)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TemporaryDirectory directory = new();
        string points = directory.Write(Evil.Replace('/', ' ') + ".csv", $"\"{Evil}\",y\n1,2\n2,1\n3,3\n0,1\n2,2\n");
        string page = directory.File("page.html");
        string picture = directory.File("picture.svg");
        CliResult result = Cli.Run(
            ["compare", "-t", points, .. Quick, "-f", format, "--report", page, "--plot", picture, "--color", "never"]);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        AssertHarmless(result.Output);
        AssertHarmless(Cli.Run("show", points, "-n", "2").Output);
        AssertHarmless(Cli.Run("sample", "-t", points, "-n", "2", "--nfe", "1").Error);
        AssertHarmless(File.ReadAllText(picture));
        string html = File.ReadAllText(page);
        AssertHarmless(html);
        Assert.DoesNotContain("<q>", html, StringComparison.Ordinal);
        foreach (string part in html.Split("base64,").Skip(1))
        {
            AssertHarmless(Encoding.UTF8.GetString(Convert.FromBase64String(part[..part.IndexOf('"', StringComparison.Ordinal)])));
        }

        if (format == "markdown")
        {
            Assert.DoesNotContain("<q>", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("u202e|", result.Output, StringComparison.Ordinal);
        }
    }

    private static void AssertHarmless(string text) =>
        Assert.DoesNotContain(text, static c => (char.IsControl(c) && c is not '\n') || c == '\u202e');
}
