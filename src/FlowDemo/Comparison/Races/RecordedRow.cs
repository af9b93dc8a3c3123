using System.Collections.Immutable;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;

namespace FlowDemo.Comparison.Races;

/// <summary>What a table of results says of one method at one budget on one problem.</summary>
/// <param name="Target">Name of the target.</param>
/// <param name="Scale">The width that it was brought to; null for its own.</param>
/// <param name="Setting">Path, source, seed, number of samples and class: whatever else tells one problem from another.</param>
/// <param name="Name">The method.</param>
/// <param name="Budget">Velocity evaluations asked for.</param>
/// <param name="Ratio">Its rmse as a fraction of the baseline's, paired sample by sample.</param>
/// <param name="Standing">How it stands on its problem.</param>
public sealed record RecordedRow(
    string Target, double? Scale, string Setting, MethodName Name, int Budget, Estimate Ratio, Standing Standing)
{
    /// <summary>The mixture that the path started from; null for noise.</summary>
    public string? Source { get; init; }

    /// <summary>The rmse of the baseline that the ratio is to; null where the table has no rmse to tell it from.</summary>
    public double? Baseline { get; init; }

    /// <summary>The target with its width.</summary>
    public string TargetLabel => Targets.Target.LabelOf(Target, Scale, null);

    /// <summary>What the problem is called.</summary>
    public string Problem => $"{TargetLabel}, {Setting}";

    /// <summary>
    /// The methods that have a row on every problem, the best first: by the geometric mean of their ratios, with what separates them
    /// from the best and the problem where each is furthest behind the best row there.
    /// </summary>
    /// <remarks>
    /// Rows do not hold the errors of single samples, so the noise that problems share cannot be paired: half the interval of a mean, as
    /// a logarithm, is the mean of theirs, which is what it is at most. Methods on several problems are told apart by these intervals; on
    /// one problem the rows say how they stand, unless the best of all is not among them.
    /// </remarks>
    /// <param name="rows">Rows of one budget, of any number of problems.</param>
    /// <param name="problems">The names of the problems, by which the summary numbers them.</param>
    public static ImmutableArray<SummaryRow> Rank(IEnumerable<RecordedRow> rows, ImmutableArray<string> problems)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RecordedRow[] all = [.. rows];
        Dictionary<string, double> least = all.GroupBy(static r => r.Problem).ToDictionary(
            static g => g.Key, static g => g.Min(static r => r.Ratio.Value));
        SummaryRow[] ranked =
        [
            .. all.GroupBy(static r => r.Name)
                .Select(static g => g.DistinctBy(static r => r.Problem).ToArray())
                .Where(g => g.Length == problems.Length)
                .Select(g => Summarise(g, least, problems))
                .OrderBy(static m => m.Ratio!.Value.Value),
        ];
        return problems.Length == 1 && ranked.Any(static m => m.Standing is Standing.Best or Standing.NotSeparated)
            ? [.. ranked]
            : [.. ranked.Select(m => m with { Standing = StandingAmong(m.Ratio!.Value, ranked) })];
    }

    private static SummaryRow Summarise(RecordedRow[] rows, Dictionary<string, double> least, ImmutableArray<string> problems)
    {
        double mean = Math.Exp(rows.Average(static r => Math.Log(r.Ratio.Value)));
        double half = Math.Exp(rows.Average(static r => Math.Log(r.Ratio.High / r.Ratio.Low)) / 2);
        RecordedRow worst = rows.MaxBy(r => r.Ratio.Value / least[r.Problem])!;
        return new SummaryRow(
            rows[0].Name,
            rows[0].Budget,
            rows.Length == 1 ? rows[0].Ratio : new Estimate(mean, mean / half, mean * half),
            rows[0].Standing,
            problems.IndexOf(worst.Problem),
            worst.Ratio.Value / least[worst.Problem],
            []);
    }

    private static Standing StandingAmong(Estimate ratio, SummaryRow[] ranked) =>
        ranked.Min(static m => m.Ratio!.Value.High) < ratio.Low ? Standing.Behind
        : ranked.Count(m => m.Ratio!.Value.Low <= ratio.High) == 1 ? Standing.Best
        : Standing.NotSeparated;
}
