using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;

namespace FlowDemo.Reporting;

/// <summary>The configuration that made a table, which stands above it wherever people read it.</summary>
public static class ReportHeader
{
    /// <summary>Pairs of a name and one line of text.</summary>
    /// <param name="report">The report.</param>
    public static ImmutableArray<(string Name, string Text)> Of(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ComparisonPlan plan = report.Plan;
        string points = plan.Noise switch
        {
            "quasi" => $"quasi-random points in {report.Replicates} independent sets, seed {plan.Seed}",
            "random" => $"pseudo-random points, seed {plan.Seed}",
            string file => $"points of {file}{(report.NoiseReading is string reading ? $", {reading}" : string.Empty)}",
        };
        (string, string)[] guidance = report.Condition is { Guidance: not 1 and double a } ? [("guidance", Guidance(a))] : [];
        return
        [
            (
                "target",
                report.TargetDescription.StartsWith(Path.GetFileName(plan.Target), StringComparison.Ordinal)
                    ? report.TargetDescription
                    : $"{plan.Target}: {report.TargetDescription}"),
            .. guidance,
            ("path", plan.Path),
            ("noise", string.Create(CultureInfo.InvariantCulture, $"{report.Samples} {points}")),
            (
                "reference",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.ReferenceMethod}, {report.ReferenceSteps} steps; its own error is "
                        + $"{FigureText.Number(report.ReferenceError)}")),
        ];
    }

    /// <summary>What the guided flow is, and what no reader may conclude from its distances to the class.</summary>
    private static string Guidance(double a) => string.Create(
        CultureInfo.InvariantCulture,
        $"u = {a:R} u(x, t | class) {(a > 1 ? '-' : '+')} {Math.Abs(1 - a):G6} u(x, t), counted as one evaluation; its exact flow does "
            + $"not sample the distribution of the class, to which kl, mmd, w2 and sliced-w2 measure the distance");
}
