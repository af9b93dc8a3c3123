using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FlowDemo.Comparison;
using FlowDemo.Plots;
using FlowDemo.Tests.Reporting;

namespace FlowDemo.Tests.Plots;

public sealed class HtmlReportTests
{
    private static readonly XNamespace Page = "http://www.w3.org/1999/xhtml";

    [Fact]
    public void The_page_stands_alone_with_tables_pictures_plan_and_environment()
    {
        string page = HostileWriter.Write(static writer => HtmlReport.Write(Pictures.Ring, writer));
        Assert.Equal(page, HostileWriter.Write(static writer => HtmlReport.Write(Pictures.Ring, writer)));
        Assert.DoesNotContain('\r', page);

        // It is written so that a parser of XML reads it, apart from the first line.
        XElement html = Pictures.Read(page[(page.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        string[] sources = [.. html.Descendants(Page + "img").Select(static i => (string)i.Attribute("src")!)];
        Assert.Equal(
            1 + PlotCatalog.All.Entries.Count(static e => PlotCatalog.All.Create(e.Id) is { ShowsStudies: false, Moves: false }),
            sources.Length);
        const string Prefix = "data:image/svg+xml;base64,";
        Assert.All(
            sources,
            static s => Assert.Equal(
                Pictures.Svg + "svg", Pictures.Read(Encoding.UTF8.GetString(Convert.FromBase64String(s[Prefix.Length..]))).Name));
        Assert.Equal(
            ["rmse [data units], lower is better", "ratio [x], lower is better"],
            html.Descendants(Page + "h2").Select(static h => h.Value).Where(static h => h.EndsWith("better", StringComparison.Ordinal)));
        Assert.Contains("heun/shift:2", html.Descendants(Page + "td").Select(static c => c.Value));
        XElement plan = html.Descendants(Page + "pre").Single(static p => (string?)p.Attribute("id") == "plan");
        Assert.Contains("\"target\": \"ring\"", plan.Value, StringComparison.Ordinal);
        Assert.Contains(html.Descendants(Page + "li"), static l => l.Value.StartsWith("runtime: .NET", StringComparison.Ordinal));
    }

    [Fact]
    public void The_data_of_the_page_are_the_rows_and_where_the_samples_of_each_go()
    {
        string page = HostileWriter.Write(static writer => HtmlReport.Write(Pictures.Ring, writer));
        XElement html = Pictures.Read(page[(page.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        using JsonDocument data = JsonDocument.Parse(
            html.Descendants(Page + "script").Single(static s => (string?)s.Attribute("id") == "data").Value);
        JsonElement root = data.RootElement;
        Assert.Equal(
            ["euler/uniform", "euler/shift:2", "heun/uniform", "heun/shift:2"],
            root.GetProperty("methods").EnumerateArray().Select(static m => m.GetString()!));
        foreach ((int m, JsonElement row) in root.GetProperty("metrics")[0].GetProperty("figures").EnumerateArray().Index())
        {
            ComparisonRow[] rows = [.. Pictures.Ring.Report.Rows.Skip(2 * m).Take(2)];
            Assert.Equal(
                rows.Select(static r => r.Figure("rmse")!.Value.Value), row.EnumerateArray().Select(static f => f[0].GetDouble()));
        }

        JsonElement plane = root.GetProperty("plane");
        short[] noise = Unpacked(plane.GetProperty("noise"));
        Assert.Equal(8, plane.GetProperty("runs").GetArrayLength());
        foreach (JsonElement run in plane.GetProperty("runs").EnumerateArray())
        {
            // Every run leaves from the same noise, and has as many states as steps, and one.
            short[] states = Unpacked(run.GetProperty("states"));
            Assert.Equal(noise, states[..noise.Length]);
            Assert.Equal((run.GetProperty("steps").GetInt32() + 1) * noise.Length, states.Length);
        }

        // Two steps of Euler with the error of the table, as far as 200 samples tell and a window has parts.
        short[] exact = Unpacked(plane.GetProperty("exact"));
        short[] ends = Unpacked(plane.GetProperty("runs")[0].GetProperty("states"))[^exact.Length..];
        double miss = Math.Sqrt(exact.Zip(ends, static (a, b) => Math.Pow(a - b, 2)).Sum() / (exact.Length / 2));
        Assert.Equal(
            Pictures.Ring.Report.Rows[0].Figure("rmse")!.Value.Value, miss / 16384 * plane.GetProperty("half").GetDouble(), 0.1);
    }

    private static short[] Unpacked(JsonElement text) => MemoryMarshal.Cast<byte, short>(text.GetBytesFromBase64()).ToArray();
}
