using System.Text.RegularExpressions;
using FlowDemo.Cli.Rendering;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Tests.Rendering;

public sealed class PlaneViewTests
{
    private static readonly Execution OneThread = new(1);
    private static readonly Target Moons = TargetLoader.Load("moons", PointsOptions.Default);
    private static readonly Flow MoonsFlow = MixtureVelocityField.FlowOf(Moons.Mixture, new LinearPath());
    private static readonly PlaneScene Scene = PlaneScene.Of(Moons, MoonsFlow, "linear", 8, 0, OneThread);

    [Theory]
    [InlineData("show-blocks.txt", PlaneStyle.Blocks)]
    [InlineData("show-ascii.txt", PlaneStyle.Ascii)]
    [InlineData("show-color.txt", PlaneStyle.Color)]
    public void The_picture_is_drawn_byte_for_byte(string golden, object style) =>
        Golden.Equal(
            $"tests/FlowDemo.Cli.Tests/Rendering/Golden/{golden}", Drawn((PlaneStyle)style, Terminal.PipedWidth, Terminal.PipedHeight));

    [Theory]
    [InlineData(40, 24)]
    [InlineData(80, 24)]
    [InlineData(160, 48)]
    [InlineData(200, 20)]
    public void It_leaves_a_line_of_the_screen_for_the_prompt(int width, int height)
    {
        foreach (PlaneStyle style in Enum.GetValues<PlaneStyle>())
        {
            string[] lines = Regex.Replace(Drawn(style, width, height), "\e\\[[0-9;]*m", string.Empty).TrimEnd('\n').Split('\n');
            Assert.All(lines, l => Assert.InRange(l.Length, 0, width));
            Assert.InRange(lines.Length, 8, height - 1);
        }
    }

    [Fact]
    public void A_dumb_terminal_gets_nothing_but_ASCII() =>
        Assert.All(Drawn(PlaneStyle.Ascii, 80, 24), static c => Assert.True(c is '\n' or >= ' ' and <= '~'));

    [Fact]
    public void What_is_narrower_than_a_dot_is_seen_all_the_same()
    {
        Target line = new("line", new GaussianMixture(new GaussianComponent(1, 1000, 5, 4, 0, 1e-12)), "a line", string.Empty);
        string[] drawn = new PlaneView(new PlaneScene(line, "linear", []), PlaneStyle.Ascii, OneThread).Draw(40, 10).Split('\n');
        Assert.Contains(drawn, static l => l.Count(static c => c == '#') > 10);
        Assert.Contains(drawn, static l => l.StartsWith("x 994.70 to 1005.30, y 4.7", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_ways_there_are_no_marks_and_no_legend()
    {
        string drawn = new PlaneView(PlaneScene.Of(Moons, MoonsFlow, "linear", 0, 0, OneThread), PlaneStyle.Blocks, OneThread).Draw(60, 24);
        Assert.DoesNotContain('○', drawn);
        Assert.DoesNotContain("exact flow", drawn, StringComparison.Ordinal);
        Assert.Contains("[data units]", drawn, StringComparison.Ordinal);
    }

    private static string Drawn(PlaneStyle style, int width, int height) => new PlaneView(Scene, style, OneThread).Draw(width, height);
}
