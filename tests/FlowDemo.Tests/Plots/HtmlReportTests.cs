using System.Text;
using System.Xml.Linq;
using FlowDemo.Plots;
using FlowDemo.Tests.Reporting;

namespace FlowDemo.Tests.Plots;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_page_stands_alone_with_tables_pictures_plan_and_environment()
    {
        string page = HostileWriter.Write(static writer => HtmlReport.Write(Pictures.Ring, writer));
        Assert.Equal(page, HostileWriter.Write(static writer => HtmlReport.Write(Pictures.Ring, writer)));
        Assert.DoesNotContain('\r', page);

        // It is written so that a parser of XML reads it, apart from the first line.
        XElement html = Pictures.Read(page[(page.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
        string[] sources = [.. html.Descendants("img").Select(static i => (string)i.Attribute("src")!)];
        Assert.Equal(PlotCatalog.All.Entries.Count(static e => !PlotCatalog.All.Create(e.Id).ShowsStudies), sources.Length);
        const string Prefix = "data:image/svg+xml;base64,";
        Assert.All(
            sources,
            static s => Assert.Equal(
                Pictures.Svg + "svg", Pictures.Read(Encoding.UTF8.GetString(Convert.FromBase64String(s[Prefix.Length..]))).Name));
        Assert.Equal(
            ["rmse [data units], lower is better", "ratio [x], lower is better"],
            html.Descendants("h2").Select(static h => h.Value).Where(static h => h.EndsWith("better", StringComparison.Ordinal)));
        Assert.Contains("heun/shift:2", html.Descendants("td").Select(static c => c.Value));
        Assert.Contains("\"target\": \"ring\"", html.Descendants("pre").Single().Value, StringComparison.Ordinal);
        Assert.Contains(html.Descendants("li"), static l => l.Value.StartsWith("runtime: .NET", StringComparison.Ordinal));
    }
}
