namespace FlowDemo.Comparison;

/// <summary>
/// What a comparison will spend, in velocity evaluations per sample, as far as its plan tells: building schedules is not in it.
/// </summary>
/// <param name="Rows">Rows of the report.</param>
/// <param name="RowEvaluations">Evaluations of all rows together.</param>
/// <param name="ReferenceEvaluations">Evaluations of the reference and its check.</param>
/// <param name="Passes">How many times the work of its evaluations a row takes: more than one where its metrics run it again.</param>
public sealed record ComparisonWork(int Rows, long RowEvaluations, long ReferenceEvaluations, int Passes)
{
    /// <summary>An adaptive reference takes about so many evaluations.</summary>
    private const int AdaptiveEvaluations = 1000;

    /// <summary>The whole of it, in evaluations per sample.</summary>
    public long Total => ReferenceEvaluations + (RowEvaluations * Passes);

    /// <summary>The work of a plan.</summary>
    /// <param name="plan">The plan.</param>
    public static ComparisonWork Of(ResolvedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int[] spent = [.. plan.Methods.SelectMany(m => m.BudgetsAmong(plan.Plan.Budgets)).OfType<int>()];
        long reference = plan.Plan.ReferenceSteps is int steps ? 4L * (steps + (steps / 2)) : AdaptiveEvaluations;
        return new ComparisonWork(
            spent.Length,
            spent.Sum(static b => (long)b),
            reference,
            (plan.Plan.Inverts ? 2 : 1) + plan.Metrics.Max(static m => m.Value.Passes));
    }

    /// <summary>The share of the whole that is done.</summary>
    /// <param name="referenceShare">Share of the reference that is there, from 0 to 1.</param>
    /// <param name="rowEvaluations">Evaluations of the rows that are there.</param>
    /// <returns>From 0 to 1.</returns>
    public double Done(double referenceShare, long rowEvaluations) =>
        Math.Min(1, ((referenceShare * ReferenceEvaluations) + (rowEvaluations * Passes)) / Total);
}
