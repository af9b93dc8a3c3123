using System.Globalization;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Plans;

/// <summary>The order in which methods are shown: by name, or by a figure at one budget, the best first.</summary>
/// <param name="Figure">Id of a metric, <c>ratio</c>, or <c>name</c>.</param>
/// <param name="Budget">The column; null for the largest budget.</param>
internal sealed record RowOrder(string Figure, int? Budget)
{
    /// <summary>The order of the alphabet.</summary>
    public const string ByName = "name";

    private const string Option = "--sort";

    /// <summary>Reads an order.</summary>
    /// <param name="text">As in <c>rmse@8</c>.</param>
    /// <exception cref="FlowDemoException">It is not written like that.</exception>
    public static RowOrder Parse(string text)
    {
        string[] parts = text.Split('@');
        string[] figures = [FigureTable.RatioId, .. MetricCatalog.All.Entries.Select(static e => e.Id)];
        return parts switch
        {
            [ByName] => new RowOrder(ByName, null),
            [string figure] when figures.Contains(figure) => new RowOrder(figure, null),
            [string figure, string budget] when figures.Contains(figure) => new RowOrder(
                figure, ArgumentText.Whole(Option, budget, 1, ComparisonPlan.LargestBudget)),
            _ => throw ArgumentText.UnknownWord(Option, parts[0], [ByName, .. figures]),
        };
    }

    /// <summary>Refuses an order by a figure that a report does not have.</summary>
    /// <param name="figures">Ids of what is measured.</param>
    /// <param name="budgets">The columns.</param>
    /// <param name="problems">How many problems there are.</param>
    /// <exception cref="FlowDemoException">It is not there.</exception>
    public void CheckAgainst(IEnumerable<string> figures, IEnumerable<int> budgets, int problems)
    {
        if (Figure == ByName)
        {
            return;
        }

        if (problems > 1 && Figure != FigureTable.RatioId)
        {
            throw new FlowDemoException(
                $"'{Option} {Figure}' orders methods by what they do on one problem; for several take {FigureTable.RatioId} or {ByName}.");
        }

        if (Figure != FigureTable.RatioId && !figures.Contains(Figure))
        {
            throw new FlowDemoException($"'{Option}' asks for '{Figure}', which is not measured; it takes {string.Join(", ", figures)}, "
                + $"{FigureTable.RatioId} or {ByName}.");
        }

        if (Budget is int budget && !budgets.Contains(budget))
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{Option}' asks for NFE {budget}, which is no column; the columns are {string.Join(", ", budgets.Order())}."));
        }
    }

    /// <summary>A study with its methods in this order; methods without the figure stand last.</summary>
    /// <param name="study">The study.</param>
    public StudyReport Apply(StudyReport study)
    {
        int column = Budget ?? study.Reports.SelectMany(static r => r.Rows).Select(static r => r.Budget).DefaultIfEmpty().Max();
        Dictionary<string, double> figures = Figures(study)
            .Where(r => r.Budget == column && r.Value is not null)
            .ToDictionary(static r => r.Method, static r => r.Value!.Value.Value);
        IEnumerable<string> methods = study.Methods.Concat(study.Reports.SelectMany(static r => r.Absent).Select(static a => a.Method));
        return study.Showing(Figure == ByName
            ? [.. methods.Order(StringComparer.Ordinal)]
            : [.. methods.OrderBy(m => figures.GetValueOrDefault(m, double.PositiveInfinity))]);
    }

    private IEnumerable<(string Method, int Budget, Estimate? Value)> Figures(StudyReport study) => study.Only is ComparisonReport only
        ? only.Rows.Select(r => (r.Method, r.Budget, Figure == FigureTable.RatioId ? r.Relative : r.Figure(Figure)))
        : study.Summary.Select(static r => (r.Method, r.Budget, r.Ratio));
}
