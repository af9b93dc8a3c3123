using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Metrics;

namespace FlowDemo.Reporting;

/// <summary>One metric of a report as a table: methods down, budgets across. What the terminal and markdown show.</summary>
/// <param name="Id">Id of the metric, or <c>ratio</c> for the paired ratio to the baseline.</param>
/// <param name="Heading">What the figures are, in one line.</param>
/// <param name="Unit">What they are measured in.</param>
/// <param name="Budgets">Velocity evaluations per sample, one for each column.</param>
/// <param name="Rows">The methods in the order of the report.</param>
public sealed record FigureTable(string Id, string Heading, string Unit, ImmutableArray<int> Budgets, ImmutableArray<FigureRow> Rows)
{
    /// <summary>Id of the table of paired ratios.</summary>
    public const string RatioId = "ratio";

    /// <summary>Id of the table of errors on the calibration noise.</summary>
    public const string CalibrationId = "calibration";

    /// <summary>Id of the table of what methods cost before they can be run.</summary>
    public const string BuildId = "build";

    /// <summary>Name of the row that holds what exact samples score, in the table of a metric that is not zero for them.</summary>
    public const string FloorName = "(noise floor)";

    /// <summary>What stands above the orders of the methods.</summary>
    public const string OrderHeading =
        "How fast each figure falls: p of figure = c NFE^-p, by least squares over the budgets, and R2; a figure with R2 near 1 and a "
            + "narrow interval may be told for budgets nearby, one with a wide interval falls by no single power";

    /// <summary>The figure that rows are ranked by.</summary>
    internal const string MainMetric = "rmse";

    /// <summary>An error on the test noise so many times that on the calibration noise, beyond its interval, is pointed out.</summary>
    private const double OverFitting = 1.25;

    private static readonly MethodName UsualBaseline = new ComparisonPlan().Baseline;

    /// <summary>
    /// All tables of a report: its first metric, the paired ratio if there is a baseline row, then the other metrics, and for methods
    /// that look at calibration noise their error there and what they cost to build.
    /// </summary>
    /// <param name="report">The report.</param>
    public static ImmutableArray<FigureTable> AllOf(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<FigureTable> tables = [.. report.MetricUnits.Select(m => ForMetric(report, m.Id, m.Unit))];
        if (report.Rows.Any(static r => r.Relative is not null))
        {
            string heading = $"{MainMetric} as a fraction of {report.Plan.Baseline}, "
                + $"paired sample by sample";
            tables.Insert(
                Math.Min(1, tables.Count), Pivot(report, RatioId, heading, "x", static r => r.Relative, static (row, _) => row.Standing));
        }

        if (report.Rows.Any(static r => r.CalibrationError is not null))
        {
            const string Heading = "rmse on the calibration noise, for methods that look at it: far below the rmse of the test noise "
                + "means over-fitted";
            tables.Add(Pivot(
                report,
                CalibrationId,
                Heading,
                report.Units.Name,
                static r => r.CalibrationError is double e ? Estimate.Exact(e) : null,
                static (_, _) => Standing.Behind));
        }

        if (report.Rows.Any(static r => r.BuildEvaluations > 0))
        {
            const string Heading = "what finding the grid and fitting the solver took, once for all samples to come, summed over the "
                + "calibration samples";
            tables.Add(Pivot(
                report,
                BuildId,
                Heading,
                "velocity evaluations",
                static r => r.BuildEvaluations > 0 ? Estimate.Exact(r.BuildEvaluations) : null,
                static (_, _) => Standing.Behind));
        }

        return [.. tables];
    }

    /// <summary>
    /// The tables that say something by themselves: the metrics; the ratios where the reader chose a baseline; the errors on the
    /// calibration noise where they are far below those of the test noise.
    /// </summary>
    /// <param name="report">The report.</param>
    public static ImmutableArray<FigureTable> EssentialOf(ComparisonReport report) =>
        [.. AllOf(report).Where(t => t.Id switch
        {
            RatioId => report.Plan.Baseline != UsualBaseline,
            CalibrationId =>
                report.Rows.Any(static r => r.Figure(MainMetric) is Estimate rmse && rmse.Low > OverFitting * r.CalibrationError),
            BuildId => false,
            _ => true,
        })];

    /// <summary>
    /// The other metrics by which another method is the best of some columns, and which: <c>heun/uniform at 4; heun/boss at 6, 8</c>.
    /// </summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<(string Metric, string Methods)> Dissent(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        IGrouping<int, ComparisonRow>[] columns = [.. report.Rows.GroupBy(static r => r.Budget).OrderBy(static g => g.Key)];
        return from metric in report.MetricUnits.Select(static m => m.Id).Where(static id => id != MainMetric)
               let methods = columns
                   .Select(c => (c.Key, Method: Dissenter([.. c], metric)))
                   .Where(static o => o.Method is not null)
                   .GroupBy(static o => o.Method, static o => o.Key)
                   .Select(static g => $"{g.Key} at {string.Join(", ", g)}")
                   .ToArray()
               where methods.Length > 0
               select (metric, string.Join("; ", methods));
    }

    /// <summary>Methods whose figure of a metric is the least of their column, where by that figure no leader in rmse is near it.</summary>
    /// <param name="column">The rows of one budget.</param>
    /// <param name="metric">Id of another metric than rmse.</param>
    /// <returns>The method, or null where the two figures agree.</returns>
    public static string? Dissenter(IReadOnlyList<ComparisonRow> column, string metric)
    {
        ArgumentNullException.ThrowIfNull(column);
        ComparisonRow[] measured = [.. column.Where(
            r => (!r.IsOnOtherPath || ComparesLaws(metric))
                && r.Figure(metric) is Estimate { IsLowerBound: false } e && double.IsFinite(e.Value))];
        ComparisonRow[] leaders = [.. measured.Where(static r => !r.IsOnOtherPath && r.Standing is Standing.Best or Standing.NotSeparated)];
        Estimate[] figures = [.. measured.Select(r => r.Figure(metric)!.Value)];
        ComparisonRow? least = measured.MinBy(r => r.Figure(metric)!.Value.Value);
        return leaders.Length > 0 && !leaders.Contains(least)
            && leaders.All(r => StandingAmong(r.Figure(metric), figures) == Standing.Behind)
            ? least!.Method
            : null;
    }

    /// <summary>The table without the budgets at which no method has a figure.</summary>
    public FigureTable WithoutEmptyColumns()
    {
        int[] kept = [.. Enumerable.Range(0, Budgets.Length).Where(c => Rows.Any(r => r.Cells[c].Figure is not null))];
        return this with
        {
            Budgets = [.. kept.Select(c => Budgets[c])],
            Rows = [.. Rows.Select(r => r with { Cells = [.. kept.Select(c => r.Cells[c])] })],
        };
    }

    /// <summary>Whether a figure compares laws, so that it means the same on every path.</summary>
    private static bool ComparesLaws(string id) => MetricCatalog.All.Find(id)?.CreateDefault().NeedsTarget is true;

    private static FigureTable ForMetric(ComparisonReport report, string id, string unit)
    {
        string heading = MetricCatalog.All.Find(id)?.Summary.TrimEnd('.') ?? id;
        bool comparesLaws = ComparesLaws(id);
        return id == MainMetric
            ? Pivot(report, id, heading, unit, r => r.Figure(id), static (row, _) => row.Standing)
            : Pivot(
                report,
                id,
                heading,
                unit,
                r => r.Figure(id),
                (row, column) => Marked(
                    row.Figure(id),
                    [.. column.Where(r => comparesLaws || r.OtherPath == row.OtherPath)
                        .Select(r => r.Figure(id)).OfType<Estimate>()]));
    }

    private static FigureTable Pivot(
        ComparisonReport report,
        string id,
        string heading,
        string unit,
        Func<ComparisonRow, Estimate?> figure,
        Func<ComparisonRow, IReadOnlyList<ComparisonRow>, Standing> standing)
    {
        ImmutableArray<int> budgets = [.. report.Rows.Select(static r => r.Budget).Distinct().Order()];
        ILookup<int, ComparisonRow> columns = report.Rows.ToLookup(static r => r.Budget);
        FigureCell Cell(IEnumerable<ComparisonRow> method, int budget)
        {
            if (method.FirstOrDefault(r => r.Budget == budget) is not ComparisonRow row || figure(row) is not Estimate value)
            {
                return default;
            }

            if (value.IsLowerBound)
            {
                return new FigureCell(value, Standing.Behind);
            }

            // Where no row of a column is separated from any other there is nothing to mark.
            ComparisonRow[] column = [.. columns[budget].Where(r => figure(r) is { IsLowerBound: false })];
            bool isOpen = column.All(r => standing(r, column) == Standing.NotSeparated);
            return new FigureCell(value, isOpen ? Standing.Behind : standing(row, column));
        }

        FigureCell Floor(int budget) =>
            columns[budget].Select(r => figure(r)?.Floor).FirstOrDefault(static f => f is not null) is double floor
            ? new FigureCell(Estimate.Exact(floor), Standing.Behind)
            : default;
        FigureRow floors = new(FloorName, [.. budgets.Select(Floor)]);
        return new FigureTable(
            id,
            heading,
            unit,
            budgets,
            [.. report.Rows.GroupBy(static r => r.Method).Select(m => new FigureRow(m.Key, [.. budgets.Select(b => Cell(m, b))])),
                .. floors.Cells.Any(static c => c.Figure is not null) ? [floors] : Array.Empty<FigureRow>()]);
    }

    // Whatever is lost in its own interval is not separated from anything, which is no merit.
    private static Standing Marked(Estimate? figure, IReadOnlyList<Estimate> column) => StandingAmong(figure, column) switch
    {
        Standing.NotSeparated when figure is { IsLostInItsInterval: true } => Standing.Behind,
        Standing standing => standing,
    };

    /// <summary>
    /// How a figure stands by the intervals alone; cautious, because rows share their noise and a paired test would see more.
    /// </summary>
    private static Standing StandingAmong(Estimate? figure, IReadOnlyList<Estimate> column)
    {
        if (figure is not Estimate mine || !double.IsFinite(mine.Value) || column.Count < 2)
        {
            return Standing.Behind;
        }

        return column.Min(static e => e.High) < mine.Low ? Standing.Behind
            : column.Count(e => e.Low <= mine.High) == 1 ? Standing.Best
            : Standing.NotSeparated;
    }
}

/// <summary>One method's figures, one for each budget.</summary>
/// <param name="Method">Solver and schedule, as in <c>heun/boss</c>.</param>
/// <param name="Cells">One for each budget of the table.</param>
public sealed record FigureRow(string Method, ImmutableArray<FigureCell> Cells);

/// <summary>One cell of a table of figures.</summary>
/// <param name="Figure">The figure; null where the method has no row of that budget or the metric does not apply.</param>
/// <param name="Standing">How the figure stands among those of its column.</param>
public readonly record struct FigureCell(Estimate? Figure, Standing Standing)
{
    /// <summary>What the figure is about, behind it: the number of a problem; null where the table says it.</summary>
    public string? Tag { get; init; }
}
