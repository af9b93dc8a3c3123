using System.Globalization;
using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class ScheduleWriterTests
{
    private static readonly ScheduleReport Report = new("shift:0.5", "heun", new TimeGrid(0, 0.1, 0.30000000000000004, 1), 409600);

    [Theory]
    [InlineData("plain", "0,0.1,0.30000000000000004,1\n")]
    [InlineData("csv", "knot,t,sigma\n0,0,1\n1,0.1,0.9\n2,0.30000000000000004,0.7\n3,1,0\n")]
    [InlineData(
        "markdown",
        "| knot | t | sigma | step |\n| ---: | ---: | ---: | ---: |\n| 0 | 0.000000 | 1.000000 | – |\n| 1 | 0.100000 | 0.900000 | "
            + "0.100000 |\n| 2 | 0.300000 | 0.700000 | 0.200000 |\n| 3 | 1.000000 | 0.000000 | 0.700000 |\n")]
    [InlineData(
        "json",
        "{\n  \"schedule\": \"shift:0.5\",\n  \"solver\": \"heun\",\n  \"steps\": 3,\n  \"knots\": [0, 0.1, 0.30000000000000004, 1],\n  "
            + "\"sigmas\": [1, 0.9, 0.7, 0],\n  \"buildNfe\": 409600\n}\n")]
    [InlineData("diffusers", "[1.0, 0.9, 0.7]\n")]
    [InlineData("diffusers:3", "[1.0, 0.75, 0.43749999999999994]\n")]
    [InlineData("comfyui", "1.0, 0.9, 0.7, 0.0\n")]
    [InlineData("sdcpp", "1.0, 0.9, 0.7, 0.0\n")]
    [InlineData("k-diffusion", "[1.0, 0.9, 0.7, 0.0]\n")]
    public void A_grid_is_written_byte_for_byte_under_any_culture(string format, string expected) =>
        Assert.Equal(expected, HostileWriter.Write(text => ScheduleWriterCatalog.All.Create(format).Write(Report, text)));

    [Fact]
    public void Every_format_has_a_golden_text_here() =>
        Assert.Equal(
            ["markdown", "csv", "json", "plain", "diffusers", "comfyui", "sdcpp", "k-diffusion"],
            ScheduleWriterCatalog.All.Entries.Select(static e => e.Id));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0.25)]
    public void The_shift_of_diffusers_leads_back_to_the_grid(double shift)
    {
        TimeGrid grid = TimeGrid.FromFractions(20, static f => f * f);
        double[] given = Read("diffusers:" + shift.ToString(CultureInfo.InvariantCulture), grid);
        Assert.Equal(20, given.Length);
        for (int i = 0; i < given.Length; i++)
        {
            Assert.Equal(1 - grid[i], shift * given[i] / (1 + ((shift - 1) * given[i])), 14);
        }
    }

    [Theory]
    [InlineData("comfyui")]
    [InlineData("sdcpp")]
    [InlineData("k-diffusion")]
    public void Noise_levels_read_back_as_the_same_numbers_without_exponents(string format)
    {
        TimeGrid grid = new(0, 1.0 / 3, 0.99999, 1 - 1e-9, 1);
        Assert.DoesNotContain(
            'E', HostileWriter.Write(text => ScheduleWriterCatalog.All.Create(format).Write(Report with { Grid = grid }, text)));
        Assert.Equal(grid.Knots.Select(static t => 1 - t), Read(format, grid));
    }

    [Theory]
    [InlineData("diffusers:3", "euler", "shift=3.0, use_dynamic_shifting=False", "sigmas=[1.0, 0.75, 0.43749999999999994]")]
    [InlineData("sdcpp", "euler", "--sampling-method euler --steps 3", "--sigmas \"1.0, 0.9, 0.7, 0.0\"")]
    [InlineData("sdcpp", "heun-edm", "--sampling-method heun --steps 3", "--sigmas \"1.0, 0.9, 0.7, 0.0\"")]
    [InlineData("comfyui", "euler", "ManualSigmas", "shift")]
    [InlineData("comfyui", "ab4", "'lms' of KSamplerSelect", "shift")]
    [InlineData("k-diffusion", "euler", "torch.tensor([1.0, 0.9, 0.7, 0.0])", "sample_euler")]
    [InlineData("k-diffusion", "heun", "torch.tensor([1.0, 0.9, 0.7, 0.0])", "sample_heun")]
    public void Two_lines_show_where_it_goes_and_name_the_sampler(string format, string solver, string first, string second) =>
        Assert.Collection(
            UsageFor(format, solver),
            line => Assert.Contains(first, line, StringComparison.Ordinal),
            line => Assert.Contains(second, line, StringComparison.Ordinal));

    [Theory]
    [InlineData("diffusers", "heun", "FlowMatchHeunDiscreteScheduler takes no sigmas")]
    [InlineData("diffusers", "ab2", "built for ab2")]
    [InlineData("comfyui", "ab4:rk4", "built for ab4:rk4")]
    [InlineData("sdcpp", "midpoint", "stable-diffusion.cpp has no such sampler")]
    [InlineData("k-diffusion", "dpmpp-2m", "k-diffusion has no such sampler")]
    public void A_solver_that_there_is_not_is_said(string format, string solver, string expected) =>
        Assert.Contains(expected, Assert.Single(UsageFor(format, solver)), StringComparison.Ordinal);

    [Theory]
    [InlineData("use_dynamic_shifting=False")]
    [InlineData("shift_terminal=None")]
    [InlineData("use_karras_sigmas=False")]
    [InlineData("use_exponential_sigmas=False")]
    [InlineData("use_beta_sigmas=False")]
    [InlineData("invert_sigmas=False")]
    public void Nothing_in_a_pipeline_changes_the_list(string setting) =>
        Assert.Contains(setting, UsageFor("diffusers:3", "euler")[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("diffusers")]
    [InlineData("comfyui")]
    [InlineData("sdcpp")]
    [InlineData("k-diffusion")]
    public void What_would_end_elsewhere_is_not_written_for_others(string format)
    {
        ScheduleReport report = Report with { Obstacle = "its first step is a jump" };
        ScheduleWriter writer = ScheduleWriterCatalog.All.Create(format);
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => writer.Write(report, TextWriter.Null));
        Assert.Contains("its first step is a jump", fault.Message, StringComparison.Ordinal);
        ScheduleWriterCatalog.All.Create("json").Write(report, TextWriter.Null);
    }

    private static System.Collections.Immutable.ImmutableArray<string> UsageFor(string format, string solver) =>
        ScheduleWriterCatalog.All.Create(format).Usage(Report with { Solver = solver });

    private static double[] Read(string format, TimeGrid grid) =>
        [.. HostileWriter.Write(text => ScheduleWriterCatalog.All.Create(format).Write(Report with { Grid = grid }, text))
            .Trim('[', ']', '\n')
            .Split(", ")
            .Select(static word => double.Parse(word, CultureInfo.InvariantCulture))];
}
