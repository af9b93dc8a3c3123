using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>
/// How large a share of the problems each method solves well, as a step line: within a factor of the best row there, or to a relative
/// accuracy within a budget. A method that has no row, or broke down, has not solved the problem.
/// </summary>
internal sealed class ProfilePlot : IPlot
{
    private const string MainMetric = "rmse";
    private const double HighestShare = 1.02;
    private const int MostMarkers = 8;

    /// <summary>Factors beyond this say no more than that a method is far behind.</summary>
    private const double LargestFactor = 100;

    private readonly double? accuracy;

    private ProfilePlot(double? accuracy) => this.accuracy = accuracy;

    /// <summary>The catalogue's line of the performance profile.</summary>
    internal static CatalogEntry<IPlot> Performance { get; } = new(
        "profile",
        "The share of problems on which each method's rmse is within a factor of the best row's, over all budgets.",
        static _ => new ProfilePlot(null))
    {
        Source = "E. D. Dolan, J. J. More, Benchmarking optimization software with performance profiles, Mathematical Programming 91, 2002",
    };

    /// <summary>The catalogue's line of the data profile.</summary>
    internal static CatalogEntry<IPlot> Data { get; } = new(
        "data-profile",
        "The share of problems that each method solves within a budget, to a part of the baseline's rmse at the least budget.",
        static arguments => new ProfilePlot(arguments.Number(0, 1e-9, 1)))
    {
        Parameters = [new("tolerance", "0.1", "part of the baseline's error at the least budget that counts as solved, above 0 to 1")],
        Source = "J. J. More, S. M. Wild, Benchmarking derivative-free optimization algorithms, SIAM Journal on Optimization 20, 2009",
    };

    /// <inheritdoc/>
    public bool ShowsStudies => true;

    /// <inheritdoc/>
    PlotDrawing IPlot.Draw(PlotScene scene, PlotPaper paper)
    {
        PlotSheet sheet = new(paper);
        StudyReport study = scene.Study;
        Curve[] curves = [.. accuracy is double tolerance ? SolvedWithin(study, tolerance) : WithinFactor(study)];
        string problems = study.Reports.Length == 1
            ? study.NameOf(study.Reports[0])
            : string.Create(CultureInfo.InvariantCulture, $"{study.Reports.Length} problems");
        PlotModel panel = sheet.Panel(paper.IsPrint ? null : accuracy is null
            ? $"Performance profile: {problems}, each at every NFE"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Data profile: {problems}, solved to {accuracy} of the rmse of {study.Reports[0].Plan.Baseline} at the least NFE"));
        double last = AddAxes(panel, sheet, curves);
        ImmutableArray<SeriesStyle> styles = SeriesStyle.For([.. curves.Select(static c => (c.Name.Solver, c.Name.ScheduleAndField))]);
        foreach ((Curve curve, SeriesStyle style) in curves.Zip(styles))
        {
            StairStepSeries line = new()
            {
                Title = Printable.Of(curve.Name.ToString()),
                Color = style.Color,
                StrokeThickness = sheet.Of(2.2),
                LineStyle = style.Line,
                VerticalStrokeThickness = sheet.Of(2.2),
                VerticalLineStyle = style.Line,
            };
            line.Points.AddRange(curve.Points.Select(static p => new DataPoint(p.Reach, p.Share)));
            panel.Series.Add(line);

            // Markers at some of the steps tell the solvers apart without colour.
            LineSeries markers = style.Series(null, sheet);
            markers.LineStyle = LineStyle.None;
            int stride = Math.Max(1, curve.Points.Length / MostMarkers);
            markers.Points.AddRange(curve.Points.Where((_, i) => i % stride == 0).Select(static p => new DataPoint(p.Reach, p.Share)));
            panel.Series.Add(markers);
        }

        LineKey key = new(sheet);
        key.AddTo(
            panel,
            [.. curves.Zip(styles, static (c, s) => (
                c.Name.ToString(), s.Color, new DataPoint(c.Points[^1].Reach, c.Points[^1].Share)))],
            last,
            0,
            HighestShare,
            isLogarithmic: false);
        return PlotDrawing.Of(panel, paper.Width, key.HeightFor(curves.Length));
    }

    /// <summary>Each method's share of the pairs of problem and budget within each factor of the best.</summary>
    private static IEnumerable<Curve> WithinFactor(StudyReport study)
    {
        IGrouping<int, ComparisonRow>[] cells = [.. study.Reports.SelectMany(static r => r.Rows.GroupBy(static row => row.Budget))];
        ILookup<MethodName, double> factors = cells
            .SelectMany(static cell =>
            {
                double least = cell.Min(Error);
                return cell.Select(r => (r.Name, Factor: least == Error(r) ? 1 : Error(r) / least));
            })
            .ToLookup(static p => p.Name, static p => p.Factor);
        return Names(study).Select(name => new Curve(name, Steps(factors[name], cells.Length, 1, LargestFactor)));
    }

    /// <summary>Each method's share of the problems solved within each budget.</summary>
    private static IEnumerable<Curve> SolvedWithin(StudyReport study, double tolerance)
    {
        int last = study.Reports.SelectMany(static r => r.Rows).Select(static r => r.Budget).DefaultIfEmpty(1).Max();
        return Names(study).Select(name => new Curve(name, Steps(
            study.Reports.Select(r => r.Rows
                .Where(row => row.Name == name && Error(row) <= tolerance * Yardstick(r))
                .Select(static row => row.Nfe)
                .DefaultIfEmpty(double.PositiveInfinity)
                .Min()),
            study.Reports.Length,
            1,
            last)));
    }

    /// <summary>The baseline's error at the least budget that it has a row for.</summary>
    private static double Yardstick(ComparisonReport report) => report.Rows
        .Where(static r => r.Relative is { Value: > 0 })
        .OrderBy(static r => r.Budget)
        .Select(static r => Error(r) / r.Relative!.Value.Value)
        .FirstOrDefault();

    private static IEnumerable<MethodName> Names(StudyReport study) =>
        study.Reports.SelectMany(static r => r.Rows).Select(static r => r.Name).Distinct();

    private static double Error(ComparisonRow row) =>
        row is { BrokeDown: false } && row.Figure(MainMetric) is Estimate rmse ? rmse.Value : double.PositiveInfinity;

    /// <summary>The corners of a step line that rises at each of some values.</summary>
    private static ImmutableArray<(double Reach, double Share)> Steps(IEnumerable<double> values, int of, double first, double last)
    {
        double[] sorted = [.. values.Where(v => v <= last).Order()];
        double At(double reach) => (double)sorted.Count(v => v <= reach) / of;
        return [.. sorted.Prepend(first).Append(last).Distinct().Select(reach => (reach, At(reach)))];
    }

    private double AddAxes(PlotModel panel, PlotSheet sheet, Curve[] curves)
    {
        double last = curves.SelectMany(static c => c.Points).Select(static p => p.Reach).DefaultIfEmpty(2).Max();
        panel.Axes.Add(sheet.Styled(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Title = accuracy is null ? "factor of the best row's rmse" : "velocity evaluations per sample (NFE)",
            Base = accuracy is null ? 10 : 2,
            Minimum = 1,
            Maximum = last,
            LabelFormatter = static x => x.ToString("0.##", CultureInfo.InvariantCulture),
        }));
        panel.Axes.Add(sheet.Styled(new LinearAxis
        {
            Position = AxisPosition.Left,
            Title = "share of problems",
            Minimum = 0,
            Maximum = HighestShare,
            MajorStep = 0.2,
            LabelFormatter = static y => y.ToString("0.#", CultureInfo.InvariantCulture),
        }));
        return last;
    }

    private sealed record Curve(MethodName Name, ImmutableArray<(double Reach, double Share)> Points);
}
