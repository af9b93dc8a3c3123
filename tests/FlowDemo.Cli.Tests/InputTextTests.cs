using System.Text;

namespace FlowDemo.Cli.Tests;

/// <summary>Every kind of JSON that the program reads: with a mark or without, and refused in one sentence where it is no text.</summary>
public sealed class InputTextTests : IDisposable
{
    private static readonly string[] Quick = ["-n", "64", "-g", "uniform", "--nfe", "1", "--metric", "rmse"];

    private readonly TemporaryDirectory directory = new();

    public static TheoryData<string> Kinds => ["mixture", "plan", "report", "fit", "model"];

    public static TheoryData<string, Encoding> MarkedKinds
    {
        get
        {
            TheoryData<string, Encoding> data = [];
            foreach (string kind in (string[])["mixture", "plan", "report", "fit", "model"])
            {
                data.Add(kind, new UTF8Encoding(true));
                data.Add(kind, new UnicodeEncoding(false, true));
                data.Add(kind, new UnicodeEncoding(true, true));
            }

            return data;
        }
    }

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(MarkedKinds))]
    public void A_mark_changes_nothing(string kind, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        string file = Make(kind);
        CliResult plain = Use(kind, file);
        Assert.Equal(ExitCode.Done, plain.Code);
        File.WriteAllBytes(file, [.. encoding.Preamble, .. encoding.GetBytes(File.ReadAllText(file))]);
        Assert.Equal(plain, Use(kind, file));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_no_text_is_refused_with_file_and_place(string kind)
    {
        string file = Make(kind);
        byte[] json = File.ReadAllBytes(file);
        int inside = Array.IndexOf(json, (byte)'"') + 1;
        foreach (byte[] wrong in (byte[][])[[.. "\\ud800"u8], [.. "\\udfff\\u0020"u8], [0xc3], [0xff], [0xed, 0xa0, 0x80]])
        {
            File.WriteAllBytes(file, [.. json[..inside], .. wrong, .. json[inside..]]);
            CliResult result = Use(kind, file);
            Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
            Assert.Contains(file, result.Error, StringComparison.Ordinal);
            Assert.Contains(
                $"line {json[..inside].Count(static b => b == (byte)'\n') + 1}, column ", result.Error, StringComparison.Ordinal);
            Assert.Equal(2, result.Error.TrimEnd('\n').Split('\n').Length);
        }
    }

    [Theory]
    [InlineData("compare --plan {0}")]
    [InlineData("compare -t {0}/m.json")]
    [InlineData("compare -t {0}/m.npy")]
    [InlineData("compare --x0 {0}")]
    [InlineData("compare --field straightened:{0} --nfe 1")]
    [InlineData("compare -s fitted:{0}/m.json --nfe 1")]
    [InlineData("replay {0}")]
    [InlineData("schedule boss --steps 2 --trajectories {0}")]
    public void A_directory_and_a_name_that_cannot_be_are_refused(string line)
    {
        Directory.CreateDirectory(directory.File("m.json"));
        Directory.CreateDirectory(directory.File("m.npy"));
        Refused(line, directory.FullName, "cannot be read: it is a directory.");
        Refused(line, "a\0b", "the character NUL");
    }

    [Theory]
    [InlineData("target", "a\\u0000.json")]
    [InlineData("target", "a\\u0000.npy")]
    [InlineData("x0", "a\\u0000.csv")]
    [InlineData("field", "straightened:a\\u0000")]
    [InlineData("solver", "fitted:a\\u0000.json")]
    public void A_name_in_a_plan_that_cannot_be_is_refused(string option, string value) =>
        Refused("compare --plan {0}", directory.Write("plan.json", $"{{ \"{option}\": \"{value}\" }}"), "NUL");

    [Fact]
    public void Replay_says_what_it_reads_and_reads_nothing_else()
    {
        string mixture = Make("mixture");
        string report = directory.Write("r.json", Cli.Run([.. Compare(), "-t", mixture, "-f", "json"]).Output);
        Assert.Equal($"flowdemo: reading '{mixture}', as '{report}' says.\n", Cli.Run("replay", report).Error);
        string other = directory.Write("other.json", File.ReadAllText(mixture));
        string text = File.ReadAllText(report);
        string forged = directory.Write(
            "f.json",
            text.Replace($"\"target\": \"{mixture}\",\n      \"", $"\"target\": \"{other}\",\n      \"", StringComparison.Ordinal));
        Assert.NotEqual(text, File.ReadAllText(forged));
        Refused("replay {0}", forged, $"asks for '{other}', which is not among the inputs");
        File.WriteAllText(mixture, File.ReadAllText(mixture).Replace("0.5", "0.25", StringComparison.Ordinal));
        Refused("replay {0}", report, "has changed since the report was made from it");
        File.Delete(mixture);
        Refused("replay {0}", report, "is not there");
        Directory.CreateDirectory(mixture);
        Refused("replay {0}", report, "is no regular file; replay reads nothing else");
        Refused(
            "replay {0}",
            directory.Write("s.json", text.Replace(mixture, "-", StringComparison.Ordinal)),
            "standard input, which cannot be read again");
        if (OperatingSystem.IsLinux())
        {
            Refused(
                "replay {0}",
                directory.Write("z.json", text.Replace(mixture, "/dev/zero", StringComparison.Ordinal)),
                "'/dev/zero', which the report was made from, is no regular file");
        }
    }

    private static string[] Compare() => ["compare", .. Quick, "-s", "euler"];

    private static CliResult Use(string kind, string file) => Cli.Run(kind switch
    {
        "mixture" => [.. Compare(), "-t", file],
        "plan" => ["compare", "--plan", file],
        "report" => ["replay", file],
        "fit" => ["compare", .. Quick, "-s", $"fitted:{file}"],
        _ => [.. Compare(), "--field", $"straightened:{file}"],
    });

    private string Make(string kind)
    {
        string file = directory.File($"{kind}.json");
        CliResult made = kind switch
        {
            "plan" => Cli.Run([.. Compare(), "--dry-run", "-o", file]),
            "report" => Cli.Run([.. Compare(), "-f", "json", "-o", file]),
            "fit" => Cli.Run("fit", "--nfe", "1", "--pairs", "64", "-o", file),
            "model" => Cli.Run("train", "boss", "-k", "1", "--pairs", "256", "--regressor", "affine", "-o", file),
            _ => new CliResult(
                ExitCode.Done,
                directory.Write("mixture.json", "{ \"components\": [ { \"weight\": 1, \"mean\": [0, 1], \"std\": 0.5 } ] }"),
                string.Empty),
        };
        Assert.Equal(ExitCode.Done, made.Code);
        return file;
    }

    private static void Refused(string line, string path, string complaint)
    {
        CliResult result = Cli.Run([.. line.Split(' ').Select(w => w.Replace("{0}", path, StringComparison.Ordinal))]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.TrimEnd('\n').Split('\n').Length, 1, 2);
    }
}
