namespace FlowDemo.Cli.Tests;

public sealed class ScheduleExportTests
{
    [Fact]
    public void The_list_goes_to_stdout_and_how_to_use_it_to_stderr()
    {
        CliResult result = Cli.Run("schedule", "uniform", "--steps", "4", "--format", "diffusers", "--shift", "3");
        Assert.Equal((ExitCode.Done, "[1.0, 0.5, 0.25, 0.1]\n"), (result.Code, result.Output));
        Assert.Equal(2, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("boss", "diffusers", true)]
    [InlineData("boss", "json", false)]
    [InlineData("uniform", "diffusers", false)]
    public void A_grid_that_fits_a_target_is_not_sold_as_one_for_a_model(string schedule, string format, bool isSaid)
    {
        CliResult result = Cli.Run("schedule", schedule, "--steps", "3", "-f", format);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(isSaid, result.Error.Contains("fits the target 'ring', not your model", StringComparison.Ordinal));
        Assert.Equal(isSaid, result.Error.Contains("'--trajectories FILE'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_format_that_explains_itself_leaves_stderr_empty() =>
        Assert.Equal(
            new CliResult(ExitCode.Done, "0,0.5,1\n", string.Empty), Cli.Run("schedule", "uniform", "--steps", "2", "--format", "plain"));

    [Fact]
    public void A_long_table_is_written_knot_by_knot()
    {
        CliResult result = Cli.Run("schedule", "uniform", "--steps", "100000");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.EndsWith("\n100000   1.000000   0.000000   0.000010\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comfyui", "3", "goes with '--format diffusers'")]
    [InlineData("table", "3", "goes with '--format diffusers'")]
    [InlineData("diffusers", "0", "a number from 0.001 to 1000")]
    [InlineData("diffusers", "many", "a number from 0.001 to 1000")]
    public void A_shift_that_makes_no_sense_is_refused(string format, string shift, string expected)
    {
        CliResult result = Cli.Run("schedule", "uniform", "--steps", "4", "--format", format, "--shift", shift);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("boss+gauss", "euler", "linear", "a jump that costs no evaluation")]
    [InlineData("boss+mean", "euler", "linear", "a jump that costs no evaluation")]
    [InlineData("uniform", "fitted", "linear", "times and weights of its own")]
    [InlineData("uniform", "euler-decoupled", "linear", "times and weights of its own")]
    [InlineData("uniform", "euler", "vp", "the linear path alone")]
    public void What_ends_elsewhere_in_another_program_is_refused(string schedule, string solver, string path, string expected)
    {
        string[] line = ["schedule", schedule, "--steps", "2", "-s", solver, "--path", path, "-f"];
        foreach (string format in (string[])["diffusers", "comfyui", "sdcpp", "k-diffusion"])
        {
            CliResult result = Cli.Run([.. line, format]);
            Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
            Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Done, Cli.Run([.. line, "json"]).Code);
    }

    [Fact]
    public void On_other_paths_the_table_says_what_sigma_is()
    {
        CliResult result = Cli.Run("schedule", "uniform", "--steps", "2", "--path", "vp");
        Assert.Equal((ExitCode.Done, "sigma is 1 - t here, not the noise level of the path 'vp'.\n"), (result.Code, result.Error));
    }
}
