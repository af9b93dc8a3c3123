using System.Text.Json;

namespace FlowDemo.Cli.Tests;

/// <summary>What the program says of the tables that it reads, and the options by which a user says it.</summary>
public sealed class PointsInputTests : IDisposable
{
    private static readonly string[] Quick = ["compare", "-n", "64", "-s", "euler", "-g", "uniform", "--nfe", "1", "--metric", "rmse"];

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_guess_stands_in_the_header_and_on_stderr_and_what_is_said_only_in_the_header()
    {
        string file = directory.Write("p.csv", "x;y\n-1,5;0,75\n3;-2\n4;1\n");
        const string reading = "read with ';' between fields, decimal commas, the header in line 1, columns x and y";
        CliResult guessed = Cli.Run([.. Quick, "-f", "json", "-t", file]);
        Assert.Equal($"flowdemo: '{file}' is {reading}; --delimiter, --header, --columns and --missing say otherwise.\n", guessed.Error);
        Assert.EndsWith($"(scott); {reading}", Description(guessed), StringComparison.Ordinal);
        CliResult said = Cli.Run([.. Quick, "-f", "json", "-t", file, "--delimiter", "semicolon"]);
        Assert.Equal(string.Empty, said.Error);
        Assert.Equal(Description(guessed), Description(said));
    }

    [Fact]
    public void Standard_units_are_called_so_and_lead_back_to_the_columns()
    {
        string file = directory.Write("p.csv", "height,age\n1,10\n2,30\n3,20\n");
        Assert.Contains("rmse [standard units]", Cli.Run([.. Quick, "-t", file]).Output, StringComparison.Ordinal);
        Assert.Contains("standard units: 1 is 1 height and 10 age", Cli.Run([.. Quick, "-t", file]).Output, StringComparison.Ordinal);
        Assert.Contains("rmse [data units", Cli.Run([.. Quick, "-t", file, "--no-standardize"]).Output, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(Cli.Run([.. Quick, "-f", "json", "-t", file]).Output);
        JsonElement age = report.RootElement.GetProperty("coordinates").GetProperty("columns")[1];
        Assert.Equal(("age", 20, 10), (
            age.GetProperty("name").GetString(), age.GetProperty("origin").GetDouble(), age.GetProperty("size").GetDouble()));
        Assert.Equal("standard units", report.RootElement.GetProperty("units").GetProperty("rmse").GetString());
        Assert.Equal(
            "flowdemo: the points are in standard units: 1 is 1 height and 10 age; height = 2 + 1 x, age = 20 + 10 y.\n",
            Cli.Run("sample", "-t", file, "-n", "4", "--nfe", "1").Error);
        Assert.Contains("[standard units: 1 is 1 height and", Cli.Run("show", file, "-n", "0").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_tell_that_of_rows_named_one_by_one_too() => Assert.Contains(
        "\nbandwidth\n",
        Cli.Run("compare", "-t", "penguins", "-n", "64", "-m", "heun/boss,ab2/late,dopri5", "--nfe", "4", "--details").Output,
        StringComparison.Ordinal);

    [Fact]
    public void Details_tell_what_half_and_twice_the_bandwidth_give()
    {
        string file = directory.Write(
            "p.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(static i => $"{i * i % 17},{i * 7 % 11}\n")));
        string[] line = ["compare", "-t", file, "-n", "64", "-s", "euler,heun", "-g", "uniform", "--nfe", "2,4", "--metric", "rmse"];
        string output = Cli.Run([.. line, "--details"]).Output;
        string[] row = output[output.IndexOf("\nNFE  least", StringComparison.Ordinal)..].Split('\n')[2]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

        // Twice Scott's rule, 40^(-1/6), given as a number, is the same target.
        string wider = (2 * Math.Pow(40, -1.0 / 6)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        using JsonDocument report = JsonDocument.Parse(Cli.Run([.. line, "--bandwidth", wider, "-f", "json"]).Output);
        double expected = report.RootElement.GetProperty("rows").EnumerateArray()
            .First(r => $"{r.GetProperty("solver").GetString()}/uniform" == row[1] && r.GetProperty("nfe").GetDouble() == 2)
            .GetProperty("metrics").GetProperty("rmse").GetProperty("value").GetDouble();
        Assert.Equal(expected, double.Parse(row[^1], System.Globalization.CultureInfo.InvariantCulture), 0.01 * expected);
        Assert.DoesNotContain("\nbandwidth\n", Cli.Run(line).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\nbandwidth\n", Cli.Run("compare", "-t", "ring", "-n", "64", "--details").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_table_is_described_as_ever()
    {
        CliResult result = Cli.Run([.. Quick, "-f", "json", "-t", directory.Write("p.csv", "x,y\n-1.5,0.75\n3,-2\nNA,1\n")]);
        Assert.Equal(string.Empty, result.Error);
        Assert.EndsWith("standardised, bandwidth 0.8909 (scott)", Description(result), StringComparison.Ordinal);
    }

    [Fact]
    public void The_form_of_a_table_belongs_to_the_plan()
    {
        string file = directory.Write("p.csv", "1,2,foo;3;4\n2,5,bar;4;5\n5,1,b;9;1\n");
        string report = directory.Write(
            "r.json",
            Cli.Run([.. Quick, "-f", "json", "-t", file, "--delimiter", "semicolon", "--header", "no", "--missing", "none"]).Output);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(report));
        JsonElement plan = document.RootElement.GetProperty("manifest").GetProperty("plan");
        Assert.Equal(
            ("semicolon", "no", "none"),
            (plan.GetProperty("delimiter").GetString(), plan.GetProperty("header").GetString(), plan.GetProperty("missing").GetString()));
        Assert.StartsWith("the same", Cli.Run("replay", report).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.tsv", "x\ty\n1,5\t2\n3\t-0,25\n")]
    [InlineData("x.csv", "1.5;2\n3;-.25\n")]
    [InlineData("x.csv", ",x,y\n0,1.5,2\n1,3,-.25\n2,4,4\n")]
    public void Noise_points_are_read_as_points_are(string name, string text)
    {
        string file = directory.Write(name, text);
        CliResult result = Cli.Run("sample", "--grid", "0,1", "--x0", file);
        string plain = directory.Write(
            "plain.csv", text.Contains("4,4", StringComparison.Ordinal) ? "1.5,2\n3,-0.25\n4,4\n" : "1.5,2\n3,-0.25\n");
        Assert.Equal(Cli.Run("sample", "--grid", "0,1", "--x0", plain).Output, result.Output);
        Assert.StartsWith($"flowdemo: '{file}' is read with ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_noise_points_again_as_text_and_as_an_array()
    {
        string[] sample = ["sample", "--nfe", "2", "-n", "16", "-o"];
        Cli.Run([.. sample, directory.File("s.csv")]);
        Cli.Run([.. sample, directory.File("s.npy")]);
        string[] compare = [.. Quick[..1], .. Quick[3..]];
        CliResult text = Cli.Run([.. compare, "--x0", directory.File("s.csv"), "-f", "csv"]);
        CliResult array = Cli.Run([.. compare, "--x0", directory.File("s.npy"), "-f", "csv"]);
        Assert.Equal(ExitCode.Done, text.Code);
        Assert.Equal(text.Output.Replace(".csv", ".npy", StringComparison.Ordinal), array.Output);
        Assert.Equal(
            Description(Cli.Run([.. Quick, "-f", "json", "-t", directory.File("s.csv")])),
            Description(Cli.Run([.. Quick, "-f", "json", "-t", directory.File("s.npy")])).Replace(
                ".npy", ".csv", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_says_how_its_noise_was_read()
    {
        string file = directory.Write("n.csv", "1,5;2\n3;-0,25\n");
        CliResult result = Cli.Run([.. Quick[..1], .. Quick[3..], "--x0", file, "--delimiter", "semicolon", "-f", "markdown"]);
        Assert.Contains($"points of {file}, read with ';' between fields, decimal commas", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--delimiter", "tab", "'--delimiter' is about a table, and 'ring' is none")]
    [InlineData("--header", "no", "'--header' is about a table, and 'ring' is none")]
    [InlineData("--missing", "x", "'--missing x' is about a table, and 'ring' is none")]
    [InlineData("--delimiter", "tabs", "'--delimiter' takes one of comma, semicolon, tab, space, bar; 'tabs' is not one of them")]
    [InlineData("--header", "0", "'--header' takes yes, no or the number of the line")]
    public void What_is_no_table_has_no_form(string option, string value, string complaint)
    {
        CliResult result = Cli.Run([.. Quick, option, value]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
    }

    private static string Description(CliResult result)
    {
        using JsonDocument report = JsonDocument.Parse(result.Output);
        return report.RootElement.GetProperty("targetDescription").GetString()!;
    }
}
