using FlowDemo.Randomness;

namespace FlowDemo.Comparison.Studies;

/// <summary>
/// Some methods of a comparison, measured by themselves: what one machine computes while others compute the rest. Parts of one
/// problem are joined into the report that one run of all of it gives.
/// </summary>
/// <param name="Measured">A report whose rows are not held against each other; it says nothing of ratios and standings.</param>
public sealed record StudyPart(ComparisonReport Measured)
{
    /// <summary>Measures some of the methods.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="subject">What to compare on.</param>
    /// <param name="userNoise">Noise points to use in place of drawn ones; null to draw them as the plan says.</param>
    /// <param name="methods">Which of <see cref="ResolvedPlan.Runs"/>.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <exception cref="FlowDemoException">A method and the problem do not go together.</exception>
    public static StudyPart Measure(
        ResolvedPlan plan,
        Subject subject,
        NoiseSet? userNoise,
        Range methods,
        Execution execution,
        IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(subject);
        return new StudyPart(ComparisonRunner.Measure(plan, subject, userNoise, methods, execution, progress));
    }

    /// <summary>The report of a problem.</summary>
    /// <param name="parts">All its parts, in the order of their methods; at least one.</param>
    /// <param name="metrics">Names of the metrics, in the plan's order.</param>
    /// <param name="listsBaseline">Whether the baseline's rows stay.</param>
    public static ComparisonReport Join(IReadOnlyList<StudyPart> parts, IEnumerable<string> metrics, bool listsBaseline)
    {
        ArgumentNullException.ThrowIfNull(parts);
        (string Id, string Unit)[] units = [.. parts.SelectMany(static p => p.Measured.MetricUnits).Distinct()];
        ComparisonReport first = parts[0].Measured;
        return ComparisonRunner.Conclude(
            first with
            {
                MetricUnits = [.. metrics.SelectMany(m => units.Where(u => u.Id == m))],
                Rows = [.. parts.SelectMany(static p => p.Measured.Rows)],
                Absent = [.. parts.SelectMany(static p => p.Measured.Absent)],
            },
            listsBaseline);
    }
}
