namespace FlowDemo.Cli.Tests;

/// <summary>Arguments from files end, whatever is in them.</summary>
public sealed class ResponseFileTests
{
    [Fact]
    public void A_file_may_name_others()
    {
        using TemporaryDirectory directory = new();
        string inner = directory.Write("inner.rsp", "--steps 2\n# a remark\n-f plain\n");
        string outer = directory.Write("outer.rsp", $"schedule uniform\n\"@{inner}\"\n");
        Assert.Equal(new CliResult(ExitCode.Done, "0,0.5,1\n", string.Empty), Cli.Run($"@{outer}"));
    }

    [Fact]
    public void A_file_that_includes_itself_is_refused()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("self.rsp");
        File.WriteAllText(file, $"compare\n\"@{file}\"\n");
        Refused($"@{file}", "includes itself");
    }

    [Fact]
    public void Files_that_double_each_other_are_counted()
    {
        using TemporaryDirectory directory = new();
        string last = directory.Write("0.rsp", "a b c d");
        for (int level = 1; level < 15; level++)
        {
            string next = directory.File($"{level}.rsp");
            File.WriteAllText(next, $"\"@{last}\" \"@{last}\"");
            last = next;
        }

        Refused($"@{last}", "more than 10000 arguments");
    }

    [Theory]
    [InlineData("com\0pare", "the character NUL")]
    [InlineData("\"@x\0y\"", "cannot be read")]
    [InlineData("compare -o a\0b", "the character NUL")]
    public void Text_with_nul_is_refused(string content, string complaint)
    {
        using TemporaryDirectory directory = new();
        Refused($"@{directory.Write("args.rsp", content)}", complaint);
    }

    [Fact]
    public void A_file_without_end_is_refused()
    {
        if (OperatingSystem.IsLinux())
        {
            Refused("@/dev/zero", "more than 1048576 bytes");
        }
    }

    [Fact]
    public void A_directory_is_no_file_of_arguments()
    {
        using TemporaryDirectory directory = new();
        Refused($"@{directory.FullName}", "cannot be read");
    }

    private static void Refused(string argument, string complaint)
    {
        CliResult result = Cli.Run(argument);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.TrimEnd('\n').Split('\n').Length);
    }
}
