using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Reporting;

namespace FlowDemo.Plots;

/// <summary>One page with the tables, all pictures, the plan and the environment. It refers to no other file and runs no script.</summary>
public static class HtmlReport
{
    private const string Style =
        "body{font:16px/1.5 Helvetica,Arial,sans-serif;color:#222;background:#fff;max-width:1000px;margin:2em auto;padding:0 1em}"
        + "table{border-collapse:collapse;margin:.5em 0 1.5em}th,td{padding:.2em .8em;border-bottom:1px solid #ddd;text-align:right}"
        + "th:first-child,td:first-child{text-align:left}img{max-width:100%;height:auto}"
        + "pre{overflow:auto;background:#f6f6f6;padding:1em}.best{font-weight:bold}";

    /// <summary>Writes the page; the same scene gives the same characters on the same machine.</summary>
    /// <param name="scene">What was compared.</param>
    /// <param name="output">Where to; it is neither flushed nor closed. Lines end in "\n".</param>
    public static void Write(PlotScene scene, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(output);
        StudyReport study = scene.Study;
        string subject = study.Only?.TargetLabel ?? string.Create(CultureInfo.InvariantCulture, $"{study.Reports.Length} problems");
        string title = Escape($"FlowDemo: {subject}, {scene.Report.Plan.Path} path");
        output.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
            + $"charset=\"utf-8\"/>\n<title>{title}</title>\n<style>{Style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n");
        if (study.Only is not null)
        {
            WriteReport(scene.Report, output);
        }
        else
        {
            WritePairs([("problems", StudyTables.Problems(study))], output);
            WriteTables(StudyTables.Of(study), StudyTables.Notes(study), output);
        }

        bool lacksFlow = scene.Targets.IsEmpty;
        foreach (CatalogEntry<IPlot> entry in PlotCatalog.All.Entries)
        {
            // One problem has pictures of its own; shares of one problem say nothing.
            IPlot plot = entry.CreateDefault();
            if (plot.ShowsStudies == study.Only is null && !(lacksFlow && plot.NeedsExactFlow))
            {
                WritePicture(plot, entry.Id, entry.Summary, scene, output);
            }
        }

        foreach (ComparisonReport report in study.Only is null ? study.Reports : [])
        {
            output.Write($"<details><summary>{Escape(study.NameOf(report))}</summary>\n");
            WriteReport(report, output);
            output.Write("</details>\n");
        }

        output.Write("<h2>Plan and figures</h2>\n<pre>");
        using StringWriter json = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new JsonReportWriter().Write(study, json);
        output.Write(WebUtility.HtmlEncode(json.ToString()));
        output.Write("</pre>\n<h2>Environment</h2>\n");
        WritePairs(Environment(), output);
        output.Write("</body>\n</html>\n");
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
            + $"better</h2>\n<p>{Escape(table.Heading)}.</p>\n<table>\n<tr><th>method \\ NFE</th>");
        output.Write(string.Concat(table.Budgets.Select(static b => string.Create(CultureInfo.InvariantCulture, $"<th>{b}</th>"))));
        output.Write("</tr>\n");
        foreach (FigureRow row in table.Rows)
        {
            output.Write($"<tr><td>{Escape(row.Method)}</td>{string.Concat(row.Cells.Select(Cell))}</tr>\n");
        }

        output.Write("</table>\n");
    }

    private static string Cell(FigureCell cell)
    {
        if (cell.Figure is not { } figure)
        {
            return "<td>–</td>";
        }

        string text = $"{FigureText.Full.Value(figure)} {FigureText.Full.Margin(figure)} {cell.Tag}".Trim();
        return cell.Standing switch
        {
            Standing.Best => $"<td class=\"best\">{text}</td>",
            Standing.NotSeparated => $"<td>{text} †</td>",
            _ => $"<td>{text}</td>",
        };
    }

    /// <summary>A picture as an image of its own, so that the names inside one picture cannot meet those of another.</summary>
    private static void WritePicture(IPlot plot, string id, string summary, PlotScene scene, TextWriter output)
    {
        using StringWriter svg = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        PlotWriter.WriteSvg(plot, scene, PlotPaper.Screen, svg);
        string data = Convert.ToBase64String(Encoding.UTF8.GetBytes(svg.ToString()));
        output.Write($"<h2>{Escape(id)}</h2>\n<p>{Escape(summary)}</p>\n<img alt=\"{Escape(summary)}\" "
            + $"src=\"data:image/svg+xml;base64,{data}\"/>\n");
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
