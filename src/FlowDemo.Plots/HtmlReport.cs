using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Plots.Page;
using FlowDemo.Reporting;

namespace FlowDemo.Plots;

/// <summary>
/// One page with the answer, a diagram and a plane that a reader moves about in, the tables, all pictures, the plan and the environment.
/// It refers to no other file, and says the same to a reader without scripts.
/// </summary>
public static class HtmlReport
{
    private const int MostLeaders = 3;

    private static readonly ImmutableArray<(string Value, string Text)> Views =
        [("ways", "trajectories"), ("samples", "samples"), ("error", "error map")];

    /// <summary>Writes the page; the same scene gives the same characters on the same machine.</summary>
    /// <param name="scene">What was compared.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    public static void Write(PlotScene scene, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(output);
        scene = scene with { Prepared = new() };
        StudyReport study = scene.Study;
        string subject = study.Only?.TargetLabel ?? string.Create(CultureInfo.InvariantCulture, $"{study.Reports.Length} problems");
        string title = Escape($"FlowDemo: {subject}, {scene.Report.Plan.Path} path");
        ImmutableArray<FigureTable> tables = study.Only is null ? StudyTables.Of(study) : FigureTable.AllOf(scene.Report);
        PlaneRuns? plane = study.Only is not null && !scene.Targets.IsEmpty ? PlaneRuns.Of(scene) : null;
        output.Write("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            + $"<title>{title}</title>\n<style>\n{Resource("page.css")}</style>\n</head>\n<body>\n<h1>{title}</h1>\n");
        WriteAnswer(tables[0], output);
        foreach ((string metric, string methods) in study.Only is null ? [] : FigureTable.Dissent(scene.Report))
        {
            output.Write($"<p>By {Escape(metric)}: {Escape(methods)}.</p>\n");
        }

        WriteChart(scene, tables, plane is not null, output);
        if (plane is not null)
        {
            WritePlane(plane, output);
        }

        if (study.Only is not null)
        {
            WriteReport(scene.Report, output);
        }
        else
        {
            WritePairs([("problems", StudyTables.Problems(study))], output);
            WriteTables(tables, StudyTables.Notes(study), output);
        }

        WritePictures(scene, output);
        foreach (ComparisonReport report in study.Only is null ? study.Reports : [])
        {
            output.Write($"<details><summary>{Escape(study.NameOf(report))}</summary>\n");
            WriteReport(report, output);
            output.Write("</details>\n");
        }

        if (study.Manifest is ReportManifest manifest)
        {
            output.Write($"<h2>Command</h2>\n<pre id=\"command\">{Escape(ReportCommand.Of(manifest))}</pre>\n"
                + "<button type=\"button\" class=\"copy\" data-from=\"command\" hidden=\"hidden\">copy</button>\n");
        }

        output.Write("<details><summary>Plan and figures</summary>\n<pre id=\"plan\">");
        using StringWriter json = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new JsonReportWriter().Write(study, json);
        output.Write(WebUtility.HtmlEncode(json.ToString()));
        output.Write("</pre></details>\n<details><summary>Environment</summary>\n");
        WritePairs(Environment(), output);
        output.Write("</details>\n<div id=\"tip\" role=\"status\" hidden=\"hidden\"></div>\n"
            + $"<script type=\"application/json\" id=\"data\">{new PageData(tables, plane).Write()}</script>\n"
            + $"<script>//<![CDATA[\n{Resource("page.js")}//]]></script>\n</body>\n</html>\n");
    }

    /// <summary>The best of each column of the first table, and those not separated from it.</summary>
    private static void WriteAnswer(FigureTable table, TextWriter output)
    {
        output.Write($"<h2>Least {Escape(table.Id)} at each NFE</h2>\n<div class=\"scroll\"><table class=\"names\">\n"
            + $"<thead><tr><th>NFE</th><th>method</th><th>{Escape(table.Id)}</th></tr></thead>\n<tbody>\n");
        foreach ((int column, int budget) in table.Budgets.Index())
        {
            (string Method, FigureCell Cell)[] cells =
            [
                .. table.Rows.Select(r => (r.Method, Cell: r.Cells[column]))
                    .Where(static r => r.Cell.Figure is { IsLowerBound: false })
                    .OrderBy(static r => r.Cell.Figure!.Value.Value),
            ];
            (string Method, FigureCell Cell)[] leaders =
                [.. cells.Where(static r => r.Cell.Standing is Standing.Best or Standing.NotSeparated)];
            string names = Leaders(cells, [.. leaders.Select(static l => l.Method)]);
            string figure = leaders.Length == 0 ? "–" : TextOf(leaders[0].Cell);
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"<tr><td>{budget}</td><td>{Escape(names)}</td><td>{figure}</td></tr>\n"));
        }

        output.Write("</tbody></table></div>\n");
    }

    /// <summary>Who leads a column, in words.</summary>
    /// <param name="cells">Its figures, the least first.</param>
    /// <param name="leaders">The best, and those not separated from it.</param>
    private static string Leaders(IReadOnlyList<(string Method, FigureCell Cell)> cells, string[] leaders)
    {
        // A row that cannot be ranked may still be the best: its interval is wider than its value.
        string? open = cells.Count > 0 && cells[0].Cell.Standing == Standing.Unranked ? cells[0].Method : null;
        if (open is not null)
        {
            return leaders.Length > 0
                ? $"{leaders[0]}, or {open}, whose interval is wider than its error"
                : $"not certain; {open} is least, within an interval wider than itself";
        }

        // Where no row is separated from any other a table marks none.
        string[] all = leaders.Length > 0 ? leaders : [.. cells.Select(static c => c.Method)];
        return all.Length switch
        {
            0 => "none",
            1 => all[0],
            > MostLeaders => string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", all.Take(MostLeaders))} and {all.Length - MostLeaders} more, not separated"),
            _ => string.Join(", ", all) + ", not separated",
        };
    }

    private static void WriteChart(PlotScene scene, ImmutableArray<FigureTable> tables, bool hasPlane, TextWriter output)
    {
        output.Write("<h2>Error against evaluations</h2>\n<p class=\"controls\"><label>figure <select id=\"metric\">");
        output.Write(string.Concat(tables.Select(static (t, i) => string.Create(
            CultureInfo.InvariantCulture, $"<option value=\"{i}\">{Escape(t.Id)}</option>"))));
        output.Write("</select></label> <span class=\"dim\">A method that is clicked stands out here"
            + $"{(hasPlane ? ", in the plane" : string.Empty)} and in the tables.</span></p>\n<div class=\"chart\" id=\"chart\">\n");
        IPlot still = PlotCatalog.All.Create(scene.Study.Only is null ? "profile" : "work-precision");
        WriteImage(still, "Error against velocity evaluations", scene, output);
        output.Write("</div>\n");
    }

    private static void WritePlane(PlaneRuns plane, TextWriter output)
    {
        output.Write("<h2>In the plane</h2>\n<div class=\"controls\"><label>method <select id=\"plane-method\"></select></label> "
            + "<label>NFE <input type=\"range\" id=\"plane-nfe\" min=\"0\" value=\"0\" step=\"1\"/></label> ");
        foreach ((string value, string text) in Views)
        {
            string isChecked = value == "ways" ? " checked=\"checked\"" : string.Empty;
            output.Write($"<label><input type=\"radio\" name=\"plane-view\" value=\"{value}\"{isChecked}/> {text}</label> ");
        }

        string rest = plane.LeftOut > 0
            ? string.Create(CultureInfo.InvariantCulture, $" {plane.LeftOut} more would have made the page too large.")
            : string.Empty;
        output.Write("</div>\n<canvas id=\"plane-canvas\" width=\"900\" height=\"900\" role=\"img\" aria-labelledby=\"plane-words\">"
            + "</canvas>\n<p id=\"plane-words\" aria-live=\"polite\"></p>\n<p class=\"dim\">Grey: where the exact flow ends; orange: where "
            + $"the method does; the error map colours where a sample starts, from blue, a thousandth of the window, to red.{rest}</p>\n");
    }

    private static void WritePictures(PlotScene scene, TextWriter output)
    {
        output.Write("<details><summary>Pictures</summary>\n");
        bool lacksFlow = scene.Targets.IsEmpty;
        foreach (CatalogEntry<IPlot> entry in PlotCatalog.All.Entries)
        {
            // One problem has pictures of its own; shares of one problem say nothing; and what moves would be the larger part of the page.
            IPlot plot = entry.CreateDefault();
            if (plot.ShowsStudies == scene.Study.Only is null && !(lacksFlow && plot.NeedsExactFlow) && !plot.Moves)
            {
                output.Write($"<h2>{Escape(entry.Id)}</h2>\n<p>{Escape(entry.Summary)}</p>\n");
                WriteImage(plot, entry.Summary, scene, output);
            }
        }

        output.Write("</details>\n");
    }

    private static void WriteReport(ComparisonReport report, TextWriter output)
    {
        WritePairs(ReportHeader.Of(report), output);
        WriteTables(FigureTable.AllOf(report), ReportNote.AllOf(report), output);
        foreach (string line in FieldNotes.Of(report))
        {
            output.Write($"<p>{Escape(line)}</p>\n");
        }

        if (FieldNotes.Remark(report) is string remark)
        {
            output.Write($"<p>{Escape(remark)}</p>\n");
        }
    }

    private static void WriteTables(ImmutableArray<FigureTable> tables, ImmutableArray<ReportNote> notes, TextWriter output)
    {
        foreach (FigureTable table in tables)
        {
            WriteTable(table, output);
        }

        output.Write("<p><b>Bold</b>: the best of its column, as its 95 % interval says. †: not separated from the best. –: no such row "
            + "or figure.</p>\n");
        if (notes.Length > 0)
        {
            output.Write("<h2>Notes</h2>\n");
            WritePairs(notes.Select(static n => (n.Text, string.Join("; ", n.Rows))), output);
        }
    }

    private static void WritePairs(IEnumerable<(string Name, string Text)> pairs, TextWriter output)
    {
        output.Write("<ul>\n");
        foreach ((string name, string text) in pairs)
        {
            output.Write($"<li>{Escape(name)}: {Escape(text)}</li>\n");
        }

        output.Write("</ul>\n");
    }

    private static void WriteTable(FigureTable table, TextWriter output)
    {
        output.Write($"<h2>{Escape(table.Id)} [{Escape(table.Unit)}], lower is "
            + $"better</h2>\n<p>{Escape(table.Heading)}.</p>\n<div class=\"scroll\"><table class=\"figures\">\n<thead><tr>"
            + "<th>method \\ NFE</th>");
        output.Write(string.Concat(table.Budgets.Select(static b => string.Create(CultureInfo.InvariantCulture, $"<th>{b}</th>"))));
        output.Write("</tr></thead>\n<tbody>\n");
        foreach (FigureRow row in table.Rows)
        {
            output.Write($"<tr><td>{Escape(row.Method)}</td>{string.Concat(row.Cells.Select(Cell))}</tr>\n");
        }

        output.Write("</tbody></table></div>\n");
    }

    private static string Cell(FigureCell cell)
    {
        if (cell.Figure is not { } figure)
        {
            return "<td>–</td>";
        }

        string value = string.Create(CultureInfo.InvariantCulture, $" data-value=\"{figure.Value:R}\"");
        return cell.Standing switch
        {
            Standing.Best => $"<td class=\"best\"{value}>{TextOf(cell)}</td>",
            Standing.NotSeparated => $"<td{value}>{TextOf(cell)} †</td>",
            _ => $"<td{value}>{TextOf(cell)}</td>",
        };
    }

    private static string TextOf(FigureCell cell) =>
        $"{FigureText.Full.Value(cell.Figure!.Value)} {FigureText.Full.Margin(cell.Figure!.Value)} {cell.Tag}".Trim();

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A picture as an image of its own, so that the names inside one picture cannot meet those of another.</summary>
    private static void WriteImage(IPlot plot, string summary, PlotScene scene, TextWriter output)
    {
        using StringWriter svg = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        PlotWriter.WriteSvg(plot, scene, PlotPaper.Screen, svg);
        string data = Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.ToString()));
        output.Write($"<img alt=\"{Escape(summary)}\" src=\"data:image/svg+xml;base64,{data}\"/>\n");
    }

    private static IEnumerable<(string Name, string Text)> Environment()
    {
        yield return ("FlowDemo", BuildStamp.Of(typeof(HtmlReport).Assembly).ToString());
        yield return ("runtime", RuntimeInformation.FrameworkDescription);
        yield return ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        int bits = VectorWidth.Bits;
        yield return ("vectors", string.Create(CultureInfo.InvariantCulture, $"{bits} bits"));
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(Printable.Of(text));
}
