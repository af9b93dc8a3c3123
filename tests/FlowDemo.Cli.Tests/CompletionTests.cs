namespace FlowDemo.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("comp", "compare", "completion")]
    [InlineData("compare --met", "--metric")]
    [InlineData("compare --metric rm", "rmse")]
    [InlineData("compare -s euler,mid", "euler,midpoint")]
    [InlineData("compare --target pengu", "penguins")]
    [InlineData("compare --path tri", "trigonometric")]
    [InlineData("explain heu", "heun")]
    [InlineData("list sol", "solvers")]
    [InlineData("compare --plot-kind tra", "trajectories")]
    [InlineData("compare --baseline heu", "heun/", "heun-edm/", "heun3/")]
    [InlineData("compare --baseline heun/bos", "heun/boss")]
    [InlineData("compare --method euler/uniform,rk4/ka", "euler/uniform,rk4/karras")]
    [InlineData("compare --sort rm", "rmse")]
    [InlineData("compare --delimiter semi", "semicolon")]
    [InlineData("transfer -t ring,moo", "ring,moons")]
    [InlineData("transfer -m eul", "euler/")]
    [InlineData("render r.json -m heun/uni", "heun/uniform")]
    [InlineData("replay r.json --no-c", "--no-color")]
    [InlineData("--tar", "--target")]
    public void The_program_knows_what_may_follow(string line, params string[] expected)
    {
        CliResult result = Cli.Run($"[suggest:{line.Length}]", line);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        string[] found = [.. result.Output.Split('\n').Select(static l => l.Trim())];
        Assert.All(expected, e => Assert.Contains(e, found));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void Every_shell_asks_the_program(string shell)
    {
        CliResult result = Cli.Run("completion", shell);
        Assert.Equal((ExitCode.Done, string.Empty), (result.Code, result.Error));
        Assert.StartsWith("# ", result.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_shell_is_refused()
    {
        CliResult result = Cli.Run("completion", "bsh");
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains("Did you mean 'bash'?", result.Error, StringComparison.Ordinal);
    }
}
