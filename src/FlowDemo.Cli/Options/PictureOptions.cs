using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Metrics;
using FlowDemo.Plots;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Options;

/// <summary>What is shown: how much of the table, and pictures beside it.</summary>
internal sealed partial class PictureOptions : OptionGroup
{
    private const double UsualFont = 8;

    private static readonly string[] Places = [.. Enum.GetNames<LegendPlace>().Select(static p => p.ToLowerInvariant())];

    public PictureOptions()
        : base("tables and pictures")
    {
        string[] kinds = [.. PlotCatalog.All.Entries.Select(static e => e.Id)];
        Details = Flag(
            "--details",
            "every table: ratios, errors on the calibration noise, what methods cost to build, and how fast their errors fall");
        QuietTables = Flag("--quiet-tables", "one table and the answer; the other figures are measured and go into files and pages");
        Each = Flag("--each", "of several problems, the tables of each of them too");
        Sort = Value(
            "--sort",
            "ORDER",
            "methods in tables and pictures by a figure at one NFE, as in rmse@8 or ratio@8 (the largest NFE where none is named), or by "
                + "name",
            static (_, text) => RowOrder.Parse(text));
        Completes(Sort, [RowOrder.ByName, FigureTable.RatioId, .. MetricCatalog.All.Names]);
        Plot = Several(
            "--plot",
            "FILE[:KIND]",
            "draw a picture too, as .svg or .pdf; may be given several times, each with a kind of its own, as in fig.pdf:grids");
        Kind = Value(
            "--plot-kind", "KIND", $"the kind of pictures that name none: {string.Join(", ", kinds)}", ReadKind, kinds[0]);
        Completes(Kind, kinds);
        Size = Value<(double Width, double Height)?>(
            "--plot-size",
            "WxHin",
            "pictures of this size for print, as in 3.25x2.4in (also cm, mm, pt), without the title that a caption takes the place of",
            static (name, text) => PrintSize.Parse(name, text));
        Font = Value<double?>(
            "--plot-font",
            "PT",
            "size of the letters, as in 8pt; goes with --plot-size, and is 8pt where none is given",
            static (name, text) => PrintSize.ParseFont(name, text));
        Legend = Word(
            "--plot-legend",
            "PLACE",
            "where the key to the lines stands: beside, below, inside, labels (each name at the end of its line), or auto",
            Places,
            Places[0]);
        Report = Text("--report", "FILE", "write one page with the tables, all pictures, the plan and the environment too (.html)");
    }

    public Option<bool> Details { get; }

    public Option<bool> QuietTables { get; }

    public Option<bool> Each { get; }

    /// <summary>The order of methods; null where it is the report's own.</summary>
    public Option<RowOrder> Sort { get; }

    public Option<string[]> Plot { get; }

    public Option<Named<IPlot>> Kind { get; }

    private Option<(double Width, double Height)?> Size { get; }

    private Option<double?> Font { get; }

    private Option<string> Legend { get; }

    public Option<string> Report { get; }

    /// <summary>How many of the tables are wanted.</summary>
    /// <exception cref="FlowDemoException">One and all of them.</exception>
    public TableExtent ReadExtent(ParseResult parsed)
    {
        if (!parsed.GetValue(QuietTables))
        {
            return parsed.GetValue(Details) ? TableExtent.All : TableExtent.Usual;
        }

        parsed.Refuse([Details], name => $"'{name}' asks for every table and '{QuietTables.Name}' for one; leave one of them out.");
        return TableExtent.Least;
    }

    /// <summary>The pictures asked for, their places checked before any work is done.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="tables">Where the tables go.</param>
    /// <param name="problems">How many problems there are.</param>
    /// <param name="hasExactFlow">Whether their exact flows can be sampled once more.</param>
    /// <param name="terminal">Whose standard output is meant by "-".</param>
    /// <exception cref="FlowDemoException">A kind is unknown, or a place cannot be written.</exception>
    public ImmutableArray<PictureOrder> Read(
        ParseResult parsed, IEnumerable<OutputFile> tables, int problems, bool hasExactFlow, Terminal terminal)
    {
        if (problems == 1)
        {
            parsed.Refuse([Each], static name => $"'{name}' is for several problems, and there is one; its tables are there anyway.");
        }

        string[] pictures = parsed.GetValue(Plot) ?? [];
        if (pictures.Length == 0)
        {
            parsed.Refuse([Kind, Size, Font, Legend], name =>
                $"'{name}' is about the picture of '{Plot.Name} FILE', and no file is named; add '{Plot.Name} FILE.svg'.");
        }

        PlotPaper paper = ReadPaper(parsed);
        List<PictureOrder> orders = [.. pictures.Select(p => ReadPicture(p.Trim(), paper, problems, hasExactFlow, parsed, terminal))];
        if (parsed.GetValue(Report) is string page)
        {
            FileExtension.Require(page, "html");
            orders.Add(new PictureOrder(OutputFile.At(page, terminal), HtmlReport.Write, null));
        }

        return orders.Select(static o => o.File).Concat(tables).Count(static f => f.IsStandardOutput) > 1
            ? throw new FlowDemoException(
                $"Tables, pictures and the page cannot share stdout; name files for all but one of them, such as '{Plot.Name} "
                    + $"picture.svg'.")
            : [.. orders];
    }

    private static Named<IPlot> ReadKind(string option, string text) => PlotCatalog.All.Resolve(text);

    private PlotPaper ReadPaper(ParseResult parsed)
    {
        double? font = parsed.GetValue(Font);
        PlotPaper paper = parsed.GetValue(Size) is (double width, double height) ? PlotPaper.Print(width, height, font ?? UsualFont)
            : font is null ? PlotPaper.Screen
            : throw new FlowDemoException($"'{Font.Name}' is for print; say how large the picture is with '{Size.Name} 3.25x2.4in'.");
        return paper with { Legend = (LegendPlace)Array.IndexOf(Places, parsed.GetRequiredValue(Legend)) };
    }

    /// <summary>A picture: the kind stands behind the ending of the file, or is that of all.</summary>
    private PictureOrder ReadPicture(
        string text, PlotPaper paper, int problems, bool hasExactFlow, ParseResult parsed, Terminal terminal)
    {
        if (text.Length == 0)
        {
            throw new FlowDemoException($"'{Plot.Name}' needs a value; the one given is empty.");
        }

        Match match = PictureName().Match(text);
        string path = match.Success ? match.Groups["path"].Value : text;
        Named<IPlot> plot = match.Groups["kind"] is { Success: true, Value: string kind }
            ? ReadKind(Plot.Name, kind)
            : parsed.GetRequiredValue(Kind);
        string ending = FileExtension.RequirePicture(path, Plot.Name);
        if (problems > 1 && !plot.Value.ShowsStudies)
        {
            IEnumerable<string> fitting = PlotCatalog.All.Entries
                .Select(static e => e.Id)
                .Where(static id => PlotCatalog.All.Create(id).ShowsStudies);
            throw new FlowDemoException(
                $"'{plot.Name}' shows one problem, and there are {problems.ToString(CultureInfo.InvariantCulture)}; "
                    + $"for several take {string.Join(" or ", fitting)}.");
        }

        if (plot.Value.NeedsExactFlow && !hasExactFlow)
        {
            throw new FlowDemoException(PlotScene.NeedsExactFlow);
        }

        if (plot.Value.Moves && (paper.IsPrint || ending == FileExtension.Pdf))
        {
            throw new FlowDemoException(IPlot.NeedsScreen);
        }

        OutputFile file = OutputFile.At(path, terminal);
        return ending == FileExtension.Pdf
            ? new PictureOrder(file, null, (scene, stream) => PlotWriter.WritePdf(plot.Value, scene, paper, stream))
            : new PictureOrder(file, (scene, writer) => PlotWriter.WriteSvg(plot.Value, scene, paper, writer), null);
    }

    [GeneratedRegex(
        @"^(?<path>-|.*?\.(?:svg|pdf|png|jpe?g|eps))(?::(?<kind>.+))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PictureName();
}
