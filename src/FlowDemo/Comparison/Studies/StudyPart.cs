using System.Collections.Immutable;
using FlowDemo.Randomness;

namespace FlowDemo.Comparison.Studies;

/// <summary>
/// Some methods of a comparison, measured by themselves: what one machine computes while others compute the rest. Parts of one
/// problem are joined into the report that one run of all of it gives.
/// </summary>
/// <param name="Measured">A report whose rows are not held against each other; it says nothing of ratios and standings.</param>
/// <param name="Places">Where its methods stand among those of the comparison, by name.</param>
public sealed record StudyPart(ComparisonReport Measured, IReadOnlyDictionary<string, int> Places)
{
    /// <summary>Measures some of the methods.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="subject">What to compare on.</param>
    /// <param name="userNoise">Noise points to use in place of drawn ones; null to draw them as the plan says.</param>
    /// <param name="methods">Places in <see cref="ResolvedPlan.Runs"/>.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <exception cref="FlowDemoException">A method and the problem do not go together.</exception>
    public static StudyPart Measure(
        ResolvedPlan plan,
        Subject subject,
        NoiseSet? userNoise,
        ImmutableArray<int> methods,
        Execution execution,
        IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(subject);
        return new StudyPart(
            ComparisonRunner.Measure(plan, subject, userNoise, methods, execution, progress),
            plan.RunsAt(methods).Zip(methods).ToDictionary(static m => m.First.Name.ToString(), static m => m.Second));
    }

    /// <summary>The report of a problem.</summary>
    /// <param name="parts">All its parts, at least one.</param>
    /// <param name="metrics">Names of the metrics, in the plan's order.</param>
    /// <param name="listsBaseline">Whether the baseline's rows stay.</param>
    public static ComparisonReport Join(IReadOnlyList<StudyPart> parts, IEnumerable<string> metrics, bool listsBaseline)
    {
        ArgumentNullException.ThrowIfNull(parts);
        (string Id, string Unit)[] units = [.. parts.SelectMany(static p => p.Measured.MetricUnits).Distinct()];
        ComparisonReport first = parts[0].Measured;
        Dictionary<string, int> places = new(parts.SelectMany(static p => p.Places));

        // What is the comparison's and no method's stands behind all of them.
        int PlaceOf(string method) => places.GetValueOrDefault(method, places.Count);
        return ComparisonRunner.Conclude(
            first with
            {
                MetricUnits = [.. metrics.SelectMany(m => units.Where(u => u.Id == m))],
                Rows = [.. parts.SelectMany(static p => p.Measured.Rows).OrderBy(r => PlaceOf(r.Method))],
                Absent = [.. parts.SelectMany(static p => p.Measured.Absent).OrderBy(a => PlaceOf(a.Method))],
            },
            listsBaseline);
    }
}
