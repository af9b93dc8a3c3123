using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowDemo.Comparison;
using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

/// <summary>The picture that moves: what is in it, which methods it shows, and what is left for who asks for less motion.</summary>
public sealed partial class FlowPlotTests
{
    private const int Samples = 250;

    private static readonly Lazy<string> Two = new(() => Draw(Plan(["euler", "heun"], ["uniform"])));

    [Fact]
    public void Two_methods_stand_beside_the_exact_flow_with_their_steps()
    {
        string[] texts = Pictures.Texts(Two.Value);
        Assert.All((string[])["exact flow", "euler/uniform", "heun/uniform"], t => Assert.Single(texts, t));
        Assert.Single(texts, "From noise to data: ring, linear path, NFE 4");
        Assert.Equal(3 * (Samples + 1), Pictures.Read(Two.Value).Descendants(Pictures.Svg + "circle").Count());

        // Four steps of Euler's method have five ticks, two of Heun's three.
        Assert.Equal([2, 5, 3], Lines().Matches(Two.Value).Select(static m => m.Value.Count(static c => c == 'M') - 1));
        Assert.InRange(Two.Value.Length, 100_000, 1_000_000);
    }

    [Fact]
    public void Samples_start_at_the_noise_and_stand_still_at_their_ends()
    {
        XElement[] dots = [.. Pictures.Read(Two.Value).Descendants(Pictures.Svg + "circle")];
        foreach (XElement dot in dots.Where(static d => (string?)d.Attribute("style") is not null))
        {
            string name = ((string)dot.Attribute("style")!).Split(':')[1];
            string frames = Regex.Match(Two.Value, $"@keyframes {name}{{(.*)}}\n").Groups[1].Value;
            string last = Regex.Match(frames, @"to{transform:translate\((.*?)px,(.*?)px\)}$").Result("translate($1 $2)");
            Assert.Equal((string)dot.Attribute("transform")!, last);
        }

        // All panels begin with the same noise.
        string Start(int panel) => Regex.Match(Two.Value, $"@keyframes m{panel}_7{{0%,8%{{(.*?)}}").Groups[1].Value;
        Assert.NotEmpty(Start(0));
        Assert.Equal([Start(0), Start(0)], [Start(1), Start(2)]);
    }

    [Fact]
    public void Nothing_moves_without_leave()
    {
        string style = Pictures.Read(Two.Value).Element(Pictures.Svg + "style")!.Value;
        Match motion = Regex.Match(style, @"@media \(prefers-reduced-motion:no-preference\)\{\.d\{animation:8s linear infinite\}\}");
        Assert.True(motion.Success);
        Assert.DoesNotContain("animation:", style.Remove(motion.Index, motion.Length), StringComparison.Ordinal);
        Assert.DoesNotContain("<animate", Two.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_more_methods_the_baseline_and_the_best_are_shown()
    {
        ComparisonPlan plan = Plan(["euler", "heun", "midpoint"], ["uniform", "shift:2"]);
        PlotScene scene = Pictures.SceneOf(plan);
        string[] texts = Pictures.Texts(Pictures.Draw(new FlowPlot(), scene));
        ComparisonRow best = scene.Report.Rows.MinBy(static r => r.Figure("rmse")!.Value.Value)!;
        Assert.All((string[])["exact flow", "euler/uniform", best.Method], t => Assert.Single(texts, t));
        Assert.Single(texts, static t => t.EndsWith("NFE 4 (baseline and best of 6)", StringComparison.Ordinal));
        Assert.DoesNotContain("midpoint/shift:2" == best.Method ? "heun/uniform" : "midpoint/shift:2", texts);
    }

    [Fact]
    public void Many_knots_make_no_larger_picture() =>
        Assert.InRange(Draw(Plan(["euler", "heun"], ["uniform"]) with { Budgets = [200] }).Length, 500_000, 1_000_000);

    [Fact]
    public void It_is_not_for_paper()
    {
        using MemoryStream bytes = new();
        string complaint = Assert.Throws<FlowDemoException>(
            () => PlotWriter.WritePdf(new FlowPlot(), Pictures.Ring, PlotPaper.Screen, bytes)).Message;
        Assert.Contains(".svg", complaint, StringComparison.Ordinal);
    }

    private static ComparisonPlan Plan(string[] solvers, string[] schedules) =>
        Pictures.Ring.Report.Plan with { Solvers = [.. solvers], Schedules = [.. schedules], Budgets = [4] };

    private static string Draw(ComparisonPlan plan) => Pictures.Draw(new FlowPlot(), Pictures.SceneOf(plan));

    [GeneratedRegex("<path class=\"l\" d=\"(.*?)\"")]
    private static partial Regex Lines();
}
