using System.Collections.Immutable;
using FlowDemo.Metrics;

namespace FlowDemo.Comparison.Studies;

/// <summary>One method at one budget over all problems of a study.</summary>
/// <param name="Name">The method.</param>
/// <param name="Budget">Velocity evaluations asked for.</param>
/// <param name="Ratio">
/// Geometric mean over the problems of its rmse as a fraction of the baseline's, with the interval that the noise leaves it;
/// null where a problem has no such row.
/// </param>
/// <param name="Standing">How it stands among the rows of its budget.</param>
/// <param name="Worst">Index of the problem where it is furthest behind the best row there; null where it has no ratio.</param>
/// <param name="Regret">Its rmse there as a multiple of that of the best row, at least 1; null where it has no ratio.</param>
/// <param name="Notes">Why there is no ratio, and on which problems it broke down.</param>
public sealed record SummaryRow(
    MethodName Name, int Budget, Estimate? Ratio, Standing Standing, int? Worst, double? Regret, ImmutableArray<string> Notes)
{
    /// <summary>The method, as in <c>heun/boss</c>.</summary>
    public string Method => Name.ToString();
}
