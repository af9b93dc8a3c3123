using System.Globalization;
using System.Text.RegularExpressions;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Plans;

/// <summary>Something that must not come out of a comparison, as in <c>rmse(euler/boss,8) &gt; 0.2</c>.</summary>
/// <param name="Metric">Id of a metric, or <c>ratio</c>.</param>
/// <param name="Method">The row, as in <c>euler/boss</c>.</param>
/// <param name="Budget">The column.</param>
/// <param name="Comparison">One of &gt;, &gt;=, &lt;, &lt;=.</param>
/// <param name="Threshold">What the figure is compared with.</param>
internal sealed partial record FailCondition(string Metric, string Method, int Budget, string Comparison, double Threshold)
{
    /// <summary>Reads a condition.</summary>
    /// <param name="text">As in <c>rmse(euler/boss,8) &gt; 0.2</c>.</param>
    /// <exception cref="FlowDemoException">It is not written like that.</exception>
    public static FailCondition Parse(string text)
    {
        Match match = Form().Match(text);
        return match.Success
            && ArgumentText.TryInteger(match.Groups["budget"].Value, out long budget) && budget is >= 1 and <= ComparisonPlan.LargestBudget
            && ArgumentText.TryNumber(match.Groups["threshold"].Value, out double threshold)
                ? new FailCondition(
                    match.Groups["metric"].Value,
                    MethodOptions.Canonical(match.Groups["method"].Value),
                    (int)budget,
                    match.Groups["comparison"].Value,
                    threshold)
                : throw new FlowDemoException(
                    $"'--fail-if' takes checks such as 'rmse(euler/boss,8) > 0.2', with >, >=, < or <=; '{text}' is not one.");
    }

    /// <summary>Refuses a condition on a figure that the plan does not measure.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="FlowDemoException">The plan has no such metric, row or column.</exception>
    public void CheckAgainst(ResolvedPlan plan)
    {
        if (Metric != FigureTable.RatioId && !plan.Plan.Metrics.Contains(Metric))
        {
            throw MetricCatalog.All.Find(Metric) is null
                ? ArgumentText.UnknownWord("--fail-if", Metric, [.. plan.Plan.Metrics, FigureTable.RatioId])
                : new FlowDemoException($"'--fail-if' asks for '{Metric}', which is not measured; add it to '--metric'.");
        }

        if (!plan.Methods.Any(m => Method == m.Name.ToString() && m.BudgetsAmong(plan.Plan.Budgets).Contains(Budget)))
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"'--fail-if' asks for {Method} at NFE {Budget}, which is no row of this comparison; see '--solver', '--schedule' and "
                    + $"'--nfe'.{Guess(plan)}"));
        }
    }

    /// <summary>
    /// What is wrong with a study: a ratio is that of the summary where there is one, any other figure that of each problem.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <returns>A sentence, or null when the condition does not hold.</returns>
    public string? FailureIn(StudyReport study)
    {
        if (study.Only is null && Metric == FigureTable.RatioId)
        {
            return study.Summary.Where(r => r.Method == Method && r.Budget == Budget).Select(r => Failure(r.Ratio)).FirstOrDefault();
        }

        return study.Reports
            .SelectMany(report => report.Rows
                .Where(r => r.Method == Method && r.Budget == Budget)
                .Select(r => Failure(Metric == FigureTable.RatioId ? r.Relative : r.Figure(Metric)))
                .Select(f => f is null || study.Only is not null ? f : $"{study.NameOf(report)}: {f}"))
            .FirstOrDefault(static f => f is not null);
    }

    private string? Failure(Estimate? figure)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{Metric}({Method},{Budget})");
        return figure switch
        {
            null => $"{name} has no figure.",
            { IsLowerBound: true } bound => string.Create(
                CultureInfo.InvariantCulture, $"{name} is known to be {bound.Value:R} or more only, which cannot be checked."),
            { } known when Holds(known.Value) => string.Create(
                CultureInfo.InvariantCulture, $"{name} is {known.Value:R}, and that is {Comparison} {Threshold:R}."),
            _ => null,
        };
    }

    private string Guess(ResolvedPlan plan) =>
        NameList.Nearest(Method, plan.Methods.Select(static m => m.Name.ToString())) is string nearest && nearest != Method
            ? $" Did you mean '{nearest}'?"
            : string.Empty;

    private bool Holds(double value) => Comparison switch
    {
        ">" => value > Threshold,
        ">=" => value >= Threshold,
        "<" => value < Threshold,
        _ => value <= Threshold,
    };

    [GeneratedRegex(
        @"^\s*(?<metric>[a-z0-9-]+(:[a-z0-9,.-]+)?)\s*\(\s*(?<method>[^()/\s]+/[^()/\s]+)\s*,\s*(?<budget>[0-9]+)\s*\)\s*(?<comparison>>=|<=|>|<)\s*(?<threshold>\S+)\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
