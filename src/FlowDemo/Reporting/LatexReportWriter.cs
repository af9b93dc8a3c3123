using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;

namespace FlowDemo.Reporting;

/// <summary>
/// One table per metric for a paper, ruled by the package booktabs: the caption says what made the figures, so that a table can
/// be taken alone, and the notes say what the marks mean. Numbers are plain, so that no other package is needed.
/// </summary>
public sealed class LatexReportWriter : IReportWriter
{
    /// <summary>Budgets that stand side by side within a column of text; further ones stand below.</summary>
    private const int ColumnsPerBlock = 3;

    private const string BestMark = "*";
    private const string NotSeparatedMark = @"\dagger";

    /// <inheritdoc/>
    public void Write(StudyReport study, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("% Needs \\usepackage{booktabs} in the preamble.\n");
        string origin = study.Manifest is ReportManifest manifest ? Origin(manifest) : string.Empty;
        if (study.Only is null)
        {
            string problems = $"Problems: {LatexText.Of(StudyTables.Problems(study))}. {origin}";
            WriteTables(StudyTables.Of(study), problems, string.Empty, output);
            WriteNotes(StudyTables.Notes(study), [], output);
        }

        foreach ((int i, ComparisonReport report) in study.Reports.Index())
        {
            string label = study.Only is null ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}-") : string.Empty;
            output.Write($"\n% {Printable.Of(study.NameOf(report))}\n");
            WriteTables(FigureTable.AllOf(report), Configuration(report) + origin, label, output);
            string[] remark = FieldNotes.Remark(report) is string r ? [r] : [];
            WriteNotes(ReportNote.AllOf(report), [.. FieldNotes.Of(report), .. remark], output);
        }
    }

    /// <summary>The version of the program and the line that computes the figures again.</summary>
    private static string Origin(ReportManifest manifest)
    {
        string commit = manifest.Commit.Length > 0 ? $" ({manifest.Commit[..Math.Min(7, manifest.Commit.Length)]})" : string.Empty;
        return $"Computed by FlowDemo {LatexText.Of(manifest.Version + commit)}: "
            + $"{LatexText.Code(ReportCommand.Of(manifest))}.";
    }

    private static string Configuration(ComparisonReport report)
    {
        string scale = report.Scale is double s ? string.Create(CultureInfo.InvariantCulture, $"{s:R}") : "the target's own";
        IEnumerable<string> parts = ReportHeader.Of(report).Select(static h => $"{h.Name} {h.Text}").Append($"scale {scale}");
        return string.Concat(parts.Select(static p => LatexText.Of(Sentence(p)) + " "));
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";

    private static void WriteTables(ImmutableArray<FigureTable> tables, string configuration, string label, TextWriter output)
    {
        foreach (FigureTable table in tables)
        {
            string title = LatexText.Of($"{table.Id} ({table.Unit})");
            output.Write($"\n\\begin{{table}}[tbp]\n\\centering\\small\\setlength{{\\tabcolsep}}{{3pt}}\n");
            output.Write($"\\caption[{{{title}}}]{{\\sloppy {title}, lower is better. ");
            output.Write($"{LatexText.Of(Sentence(table.Heading))} {configuration.TrimEnd()}}}\n\\label{{tab:{label}{table.Id}}}\n");
            for (int start = 0; start < table.Budgets.Length; start += ColumnsPerBlock)
            {
                WriteBlock(table, start, Math.Min(start + ColumnsPerBlock, table.Budgets.Length), output);
            }

            output.Write(
                "\n\\par\\medskip\\begin{minipage}{\\linewidth}\\footnotesize\n"
                + $"${BestMark}$: the best of its column, as its 95\\,\\% interval says. "
                + $"${NotSeparatedMark}$: not separated from the best. --: no such row or figure.\n\\end{{minipage}}\n\\end{{table}}\n");
        }
    }

    private static void WriteBlock(FigureTable table, int start, int end, TextWriter output)
    {
        string gap = start > 0 ? "\n\\par\\medskip" : string.Empty;
        output.Write($"{gap}\\begin{{tabular}}{{@{{}}l{new string('r', end - start)}@{{}}}}\n\\toprule\nmethod, NFE");
        output.Write(string.Concat(table.Budgets[start..end].Select(static b => string.Create(CultureInfo.InvariantCulture, $" & {b}"))));
        output.Write(" \\\\\n\\midrule\n");
        foreach (FigureRow row in table.Rows)
        {
            output.Write($"{LatexText.Of(row.Method)}{string.Concat(row.Cells[start..end].Select(static c => $" & {Text(c)}"))} \\\\\n");
        }

        output.Write("\\bottomrule\n\\end{tabular}");
    }

    private static void WriteNotes(ImmutableArray<ReportNote> notes, IEnumerable<string> lines, TextWriter output)
    {
        string[] items = [.. notes.Select(static n => $"{n.Text} ({string.Join("; ", n.Rows)})"), .. lines];
        if (items.Length > 0)
        {
            output.Write("\n\\paragraph{Notes}\n\\begin{itemize}\n");
            output.Write(string.Concat(items.Select(static i => $"\\item {LatexText.Of(i)}\n")));
            output.Write("\\end{itemize}\n");
        }
    }

    private static string Text(FigureCell cell)
    {
        if (cell.Figure is not { } figure)
        {
            return "--";
        }

        string value = Number(FigureText.Full.Value(figure));
        string margin = FigureText.Full.Margin(figure) is { Length: > 0 } m ? $@" \pm {Number(m[1..])}" : string.Empty;
        string tag = cell.Tag is string t ? $@"\;\mathrm{{{LatexText.Of(t)}}}" : string.Empty;
        return cell.Standing switch
        {
            Standing.Best => $"$\\mathbf{{{value}}}{margin}^{{{BestMark}}}{tag}$",
            Standing.NotSeparated => $"${value}{margin}^{{{NotSeparatedMark}}}{tag}$",
            _ => $"${value}{margin}{tag}$",
        };
    }

    /// <summary>A figure in the mode of formulas, with its zero before the point.</summary>
    private static string Number(string text)
    {
        if (text.StartsWith(">=", StringComparison.Ordinal))
        {
            return @"\ge " + Number(text[2..]);
        }

        string[] parts = text.Split('e');
        return text switch
        {
            "inf" => @"\infty",
            "-inf" => @"-\infty",
            "nan" => @"\mathrm{nan}",
            ['.', ..] => "0" + text,
            _ when parts is [string mantissa, string exponent] => $@"{mantissa}{{\cdot}}10^{{{exponent}}}",
            _ => text,
        };
    }
}
