using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Randomness;

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
        (string, string)[] direction = plan.Inverts
            ?
            [
                (
                    "direction",
                    "from the exact end points to noise and back; NFE is that of each way, rmse how far samples come back from where they "
                        + "left"),
            ]
            : [];
        (string, string)[] units = report.Units.Text is string text ? [("units", text)] : [];
        if (plan.Noise == NormalNoise.QuasiKind && report.Model is { Greeting.Dimension: not 2 })
        {
            points = $"pseudo-random points, seed {plan.Seed}";
        }

        return
        [
            .. report.Model is ModelSummary model ? OfModel(model, report) : [],
            .. plan.Target == ComparisonPlan.NoTarget ? Array.Empty<(string, string)>() : [(
                "target",
                report.TargetDescription.StartsWith(Path.GetFileName(plan.Target), StringComparison.Ordinal)
                    ? report.TargetDescription
                    : $"{plan.Target}: {report.TargetDescription}")],
            .. units,
            .. guidance,
            .. plan.Source is string source ? [("source", source)] : Array.Empty<(string, string)>(),
            ("path", plan.Path),
            .. direction,
            ("noise", string.Create(CultureInfo.InvariantCulture, $"{report.Samples} {points}")),
            (
                "reference",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{report.ReferenceMethod}, {report.ReferenceSteps} steps; its own error is "
                        + $"{FigureText.Number(report.ReferenceError)}{InDeviations(report)}")),
        ];
    }

    private static string InDeviations(ComparisonReport report) => report.Model is ModelSummary model
        ? $", {FigureText.Number(report.ReferenceError / model.Deviation)} of the end points' standard deviation"
        : string.Empty;

    /// <summary>What the model is, what was spent on it, what it is worth, and what it cannot do.</summary>
    private static IEnumerable<(string Name, string Text)> OfModel(ModelSummary model, ComparisonReport report)
    {
        yield return ("model", string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Command}: {model.Greeting.Dimension} dimensions, {model.Greeting.Type}"
                + $"{(model.Greeting.HasProducts ? ", with derivatives" : string.Empty)}; asked for {model.Velocities} velocities in all, "
                + $"{(double)model.Velocities / report.Samples:F0} NFE per sample"));
        yield return ("end points", $"standard deviation {FigureText.Number(model.Deviation)}, the unit of nrmse");
        if (model.FlowDistance is double distance)
        {
            yield return (
                "its error",
                $"the model's flow ends {FigureText.Number(distance)} from the target's exact flow; where rmse is below that, more steps "
                    + $"are wasted{Enough(report, distance)}");
        }

        foreach (IGrouping<string, string> reason in report.LeftOut.GroupBy(static l => l.Reason, static l => l.Method))
        {
            yield return ("left out", $"{string.Join(", ", reason)}: {reason.Key}");
        }
    }

    /// <summary>The least budget at which some method's error is below the model's own.</summary>
    private static string Enough(ComparisonReport report, double distance)
    {
        ComparisonRow? first = report.Rows
            .Where(r => r.Figure("rmse") is Estimate rmse && rmse.Value < distance)
            .OrderBy(static r => r.Nfe)
            .ThenBy(static r => r.Figure("rmse")!.Value.Value)
            .FirstOrDefault();
        return first is null
            ? ", which no row here reaches"
            : string.Create(CultureInfo.InvariantCulture, $", here from NFE {first.Nfe:0.##} on, first with {first.Method}");
    }

    /// <summary>What the guided flow is, and what no reader may conclude from its distances to the class.</summary>
    private static string Guidance(double a) => string.Create(
        CultureInfo.InvariantCulture,
        $"u = {a:R} u(x, t | class) {(a > 1 ? '-' : '+')} {Math.Abs(1 - a):G6} u(x, t), counted as one evaluation; its exact flow does "
            + $"not sample the distribution of the class, to which kl, mmd, w2 and sliced-w2 measure the distance, nor p(x | class) "
            + $"p(class | x)^(A - 1), to which w2:tilted does");
}
