using System.Text.RegularExpressions;

namespace FlowDemo.Cli.Tests;

/// <summary>The README says what the program does.</summary>
public sealed class ReadmeTests
{
    private const string Picture = ".github/work-precision.svg";

    private static readonly string[] Pages = ["README.md", "src/README.md", "tests/FlowDemo.Benchmarks/RESULTS.md"];

    public static TheoryData<string> Commands =>
    [
        .. from page in Pages
           from Match match in Regex.Matches(Read(page), @"^    (flowdemo (?:[^\n\\]|\\\n|\\(?!\n))*)", RegexOptions.Multiline)
           select match.Groups[1].Value,
    ];

    public static IEnumerable<object[]> Links =>
        from page in Pages
        from Match match in Regex.Matches(Read(page), @"\]\(([^)]+)\)")
        select new object[] { page, match.Groups[1].Value };

    [Fact]
    public void The_picture_and_the_first_table_are_what_their_command_gives()
    {
        using TemporaryDirectory directory = new();
        Assert.Contains($"\n    flowdemo compare --plot {Picture}\n", Repository.Readme, StringComparison.Ordinal);
        CliResult result = Cli.Run("compare", "--plot", directory.File("picture.svg"));
        Assert.Equal(ExitCode.Done, result.Code);
        Golden.Equal(Picture, File.ReadAllText(directory.File("picture.svg")));
        string figures = result.Output[result.Output.IndexOf("rmse [", StringComparison.Ordinal)..];

        // The page leaves the second table out.
        int second = figures.IndexOf("frechet [", StringComparison.Ordinal);
        figures = figures.Remove(second, figures.IndexOf("NFE: ", StringComparison.Ordinal) - second);
        Golden.PartEquals("README.md", "```", "```", figures);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_is_a_command_line_without_errors(string line)
    {
        // What the shell takes off: comments, continued lines, where the output goes.
        string command = Regex.Replace(Regex.Replace(line, @"\s+#.*$", string.Empty), @"\\\n\s*|\s>\s\S+\.json", " ");
        string[] words = [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(command.Replace('\'', '"')).Skip(1)];
        Terminal silent = new(TextWriter.Null, TextWriter.Null, default);
        System.CommandLine.ParseResult parsed = CommandLine.CreateRoot(silent).Parse(words);
        Assert.Null(UsageError.In(parsed));
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void Every_link_leads_somewhere(string page, string link)
    {
        if (link.StartsWith('#'))
        {
            string[] headings =
            [
                .. Regex.Matches(Read(page), "^##+ (.*)$", RegexOptions.Multiline)
                    .Select(static m => "#" + m.Groups[1].Value.Replace(' ', '-')),
            ];
            Assert.Contains(link, headings, StringComparer.OrdinalIgnoreCase);
        }
        else if (!link.StartsWith("https://", StringComparison.Ordinal))
        {
            Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, link)), $"{page}: {link}");
        }
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, page));
}
