using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Plots;
using FlowDemo.Targets;

namespace FlowDemo.Browser;

/// <summary>The page of a small comparison as a reader meets it.</summary>
public sealed class PageTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flowdemo-page");

    private string Page => Path.Combine(folder.FullName, "page.html");

    public PageTests()
    {
        ComparisonPlan plan = new()
        {
            Solvers = ["euler", "heun"],
            Schedules = ["uniform", "shift:2"],
            Budgets = [2, 4, 8],
            Samples = 256,
            Metrics = ["rmse", "frechet"],
        };
        Target target = TargetLoader.Load("ring", PointsOptions.Default);
        PlotScene scene = new(ComparisonRunner.Run(plan, target, null, Execution.Default), [target], Execution.Default);
        using StreamWriter writer = new(Page);
        HtmlReport.Write(scene, writer);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [BrowserFact]
    public async Task Nothing_leaves_the_page_and_nothing_is_complained_of()
    {
        await using Chromium browser = await Chromium.Start(1280);
        await browser.Open(Page);
        Assert.Equal("4", await browser.Evaluate("document.querySelectorAll('#chart .keys button').length"));
        Assert.Empty(browser.Complaints);
        Assert.All(browser.Requests, static r => Assert.True(
            r.StartsWith("file:", StringComparison.Ordinal) || r.StartsWith("data:", StringComparison.Ordinal)
                || r.StartsWith("about:", StringComparison.Ordinal),
            r));
        Assert.InRange(new FileInfo(Page).Length, 10_000, 3_000_000);
    }

    [BrowserFact]
    public async Task The_slider_and_the_views_change_the_picture()
    {
        await using Chromium browser = await Chromium.Start(1280);
        await browser.Open(Page);
        const string Picture = "document.getElementById('plane-canvas').toDataURL()";
        HashSet<string> seen = [await browser.Evaluate(Picture)];
        await browser.Evaluate("document.getElementById('plane-nfe').focus()");
        await browser.Press("ArrowRight");
        Assert.True(seen.Add(await browser.Evaluate(Picture)), "the next NFE");
        Assert.Contains(
            "NFE 4: 4 steps",
            await browser.Evaluate("document.getElementById('plane-words').textContent"),
            StringComparison.Ordinal);
        foreach (string view in (string[])["samples", "error"])
        {
            await browser.Evaluate($"document.querySelector('input[value={view}]').click()");
            Assert.True(seen.Add(await browser.Evaluate(Picture)), view);
        }

        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task A_method_that_is_clicked_is_pinned_everywhere_and_a_point_tells_its_figure()
    {
        await using Chromium browser = await Chromium.Start(1280);
        await browser.Open(Page);
        await browser.Evaluate("document.querySelectorAll('#chart .keys button')[3].click()");
        Assert.Equal("3", await browser.Evaluate("document.querySelectorAll('#chart svg g.faded').length"));
        Assert.Equal("heun/shift:2", await browser.Evaluate("document.querySelector('tr.pinned').cells[0].textContent"));
        Assert.StartsWith(
            "heun/shift:2", await browser.Evaluate("document.getElementById('plane-words').textContent"), StringComparison.Ordinal);

        await browser.Evaluate("document.querySelector('#chart .point').focus()");
        string told = await browser.Evaluate("document.getElementById('tip').hidden + document.getElementById('tip').textContent");
        Assert.StartsWith("falseeuler/uniform at NFE 2: rmse 1.", told, StringComparison.Ordinal);
        Assert.Contains("95 % interval", told, StringComparison.Ordinal);
        await browser.Press("Enter");
        Assert.Equal("euler/uniform", await browser.Evaluate("document.querySelector('tr.pinned').cells[0].textContent"));
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task A_table_is_sorted_by_the_column_that_is_clicked()
    {
        await using Chromium browser = await Chromium.Start(1280);
        await browser.Open(Page);
        const string Column = "[...document.querySelector('table.figures').tBodies[0].rows].map(r => r.cells[2].dataset.value)";
        await browser.Evaluate("document.querySelector('table.figures').tHead.rows[0].cells[2].firstChild.click()");
        string[] sorted = (await browser.Evaluate(Column)).Split(',');
        double[] values = [.. sorted.Select(static v => double.Parse(v, CultureInfo.InvariantCulture))];
        Assert.Equal(values.Order(), values);
        await browser.Evaluate("document.querySelector('table.figures').tHead.rows[0].cells[2].firstChild.click()");
        Assert.Equal(sorted.Reverse(), (await browser.Evaluate(Column)).Split(','));
    }

    [BrowserFact]
    public async Task It_fits_on_a_phone_and_a_screen()
    {
        foreach (int width in (int[])[390, 1280])
        {
            await using Chromium browser = await Chromium.Start(width);
            await browser.Open(Page);
            Assert.Equal(
                "true", await browser.Evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        }
    }

    /// <summary>The contrast of WCAG 2.1 between every text and what stands behind it, in light and in dark.</summary>
    [BrowserFact]
    public async Task Letters_are_dark_enough_on_their_ground()
    {
        const string Least = """
            (() => {
              const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
                .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const parts = (color) => color.match(/[\d.]+/g).map(Number);
              const ground = (e) => {
                const c = parts(getComputedStyle(e).backgroundColor);
                return c.length === 3 || c[3] > 0 ? c : e.parentElement ? ground(e.parentElement) : [255, 255, 255];
              };
              let least = 99;
              for (const e of document.querySelectorAll('h1,h2,p,td,th,li,summary,button,label,pre,.chart text')) {
                const style = getComputedStyle(e);
                const ink = e.namespaceURI.endsWith('svg') ? style.fill : style.color;
                const [a, b] = [light(parts(ink)), light(ground(e))].sort((p, q) => q - p);
                least = Math.min(least, (a + 0.05) / (b + 0.05));
              }
              return least;
            })()
            """;
        foreach (bool isDark in (bool[])[false, true])
        {
            await using Chromium browser = await Chromium.Start(1280, isDark);
            await browser.Open(Page);
            Assert.InRange(double.Parse(await browser.Evaluate(Least), CultureInfo.InvariantCulture), 4.5, 21);
        }
    }
}
