namespace FlowDemo.Cli.Tests;

/// <summary>What people call things elsewhere is known wherever a name is.</summary>
public sealed class AliasTests
{
    [Theory]
    [InlineData("kl_optimal", "arctan-flow")]
    [InlineData("deis", "tab2")]
    [InlineData("RK45", "dopri5")]
    [InlineData("emd", "w2")]
    [InlineData("8gaussians", "ring")]
    [InlineData("simple", "shift")]
    [InlineData("gvp", "trigonometric")]
    public void It_is_explained_listed_and_completed(string alias, string id)
    {
        CliResult page = Cli.Run("explain", alias);
        Assert.Equal(Cli.Run("explain", id), page);
        Assert.StartsWith($"{id} (", page.Output, StringComparison.Ordinal);
        Assert.Contains(alias, page.Output, StringComparison.Ordinal);
        Assert.Contains(alias, Cli.Run("list").Output, StringComparison.Ordinal);
        Assert.Contains($"\"{alias}\"", Cli.Run("list", "-f", "json").Output, StringComparison.Ordinal);
        string line = $"explain {alias[..^1]}";
        Assert.Contains(alias, Cli.Run($"[suggest:{line.Length}]", line).Output.Split('\n').Select(static l => l.Trim()));
    }

    [Theory]
    [InlineData("dpmpp_2m", "dpmpp-2m:flow (solver), called dpmpp_2m in ComfyUI\n", "[log-snr; here flow]")]
    [InlineData("uni_pc", "unipc3:flow,bh1 (solver), called uni_pc in ComfyUI\n", "[bh2; here bh1]")]
    [InlineData("tors", "equidistribution:turn (schedule), called tors in its paper\n", "[curvature; here turn]")]
    [InlineData("DPMSolverMultistep", "dpmpp-2m (solver)\n", "DPMSolverMultistep in diffusers")]
    public void A_page_says_whose_the_name_is_and_what_it_stands_for(string alias, string head, string value)
    {
        string page = Cli.Run("explain", alias).Output;
        Assert.StartsWith(head, page, StringComparison.Ordinal);
        string[] words = page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(value, string.Join(' ', words), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare -g kl_optimall", "Did you mean 'kl_optimal'?")]
    [InlineData("compare -s ode46", "Did you mean 'ode45'?")]
    [InlineData("explain kl_optimale", "Did you mean 'kl_optimal'?")]
    public void It_is_guessed(string line, string hint) => Assert.Contains(hint, Cli.Run(line.Split(' ')).Error, StringComparison.Ordinal);

    [Fact]
    public void A_comparison_speaks_the_words_of_this_program()
    {
        string[] rest = ["--nfe", "4", "--metric", "rmse", "-n", "64", "-f", "csv"];
        CliResult named = Cli.Run(["compare", "-t", "ring", "-s", "euler,tab2", "-g", "arctan-flow", "--path", "linear", "--fail-if",
            "rmse(tab2/arctan-flow,4) > 9", .. rest]);
        Assert.Equal(ExitCode.Done, named.Code);
        Assert.Equal(
            named,
            Cli.Run(["compare", "-t", "8gaussians", "-s", "euler,deis", "-g", "kl_optimal", "--path", "condot", "--fail-if",
                "rmse(deis/kl_optimal,4) > 9", .. rest]));
    }
}
