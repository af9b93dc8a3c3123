using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Cli.Files;
using FlowDemo.Cli.Plans;
using FlowDemo.Cli.Rendering;
using FlowDemo.Metrics;
using FlowDemo.Reporting;
using FlowDemo.Plots;

namespace FlowDemo.Cli.Options;

/// <summary>What is shown: how much of the table, and pictures beside it.</summary>
internal sealed class PictureOptions : OptionGroup
{
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
        Plot = Text("--plot", "FILE", "draw a picture too (.svg)");
        Kind = Value("--plot-kind", "KIND", string.Join(", ", kinds), static (_, text) => PlotCatalog.All.Resolve(text), kinds[0]);
        Completes(Kind, kinds);
        Report = Text("--report", "FILE", "write one page with the tables, all pictures, the plan and the environment too (.html)");
    }

    public Option<bool> Details { get; }

    public Option<bool> QuietTables { get; }

    public Option<bool> Each { get; }

    /// <summary>The order of methods; null where it is the report's own.</summary>
    public Option<RowOrder> Sort { get; }

    public Option<string> Plot { get; }

    public Option<Named<IPlot>> Kind { get; }

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

        List<PictureOrder> orders = [];
        if (parsed.GetValue(Plot) is string picture)
        {
            FileExtension.Require(picture, "svg");
            Named<IPlot> plot = parsed.GetRequiredValue(Kind);
            if (problems > 1 && !plot.Value.ShowsStudies)
            {
                IEnumerable<string> fitting = PlotCatalog.All.Entries
                    .Select(static e => e.Id)
                    .Where(static id => PlotCatalog.All.Create(id).ShowsStudies);
                throw new FlowDemoException(
                    $"'{Kind.Name} {plot.Name}' shows one problem, and there are {problems.ToString(CultureInfo.InvariantCulture)}; "
                        + $"for several take {string.Join(" or ", fitting)}.");
            }

            if (plot.Value.NeedsExactFlow && !hasExactFlow)
            {
                throw new FlowDemoException(PlotScene.NeedsExactFlow);
            }

            orders.Add(new PictureOrder(OutputFile.At(picture, terminal), plot.Value.Write));
        }
        else
        {
            parsed.Refuse([Kind], name =>
                $"'{name}' says what the picture of '{Plot.Name} FILE' shows, and no file is named; add '{Plot.Name} FILE.svg'.");
        }

        if (parsed.GetValue(Report) is string page)
        {
            FileExtension.Require(page, "html");
            orders.Add(new PictureOrder(OutputFile.At(page, terminal), HtmlReport.Write));
        }

        return orders.Select(static o => o.File).Concat(tables).Count(static f => f.IsStandardOutput) > 1
            ? throw new FlowDemoException(
                $"Tables, pictures and the page cannot share stdout; name files for all but one of them, such as '{Plot.Name} "
                    + $"picture.svg'.")
            : [.. orders];
    }
}
