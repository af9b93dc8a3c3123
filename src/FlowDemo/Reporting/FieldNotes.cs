using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Learning.Regressors;

namespace FlowDemo.Reporting;

/// <summary>What stands under a table that compares fields, one line each.</summary>
public static class FieldNotes
{
    /// <summary>The sentence without which such a table is misread.</summary>
    public const string Capacity =
        "The exact flow is known, so a trained field with unlimited capacity would have no error at any NFE: what the table shows is the "
            + "capacity of the regressor, the number of pairs and the knots.";

    /// <summary>The lines, <see cref="Capacity"/> not among them; none when the exact field is alone.</summary>
    /// <param name="report">The report.</param>
    public static ImmutableArray<string> Of(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.Fields.Select(Line)];
    }

    /// <summary>What to know of all the lines together: <see cref="Capacity"/> where a trained field is compared; otherwise null.</summary>
    /// <param name="report">The report.</param>
    public static string? Remark(ComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Fields.Any(static f => f.TrainedBy is not null) ? Capacity : null;
    }

    private static string Line(FieldSummary field)
    {
        string steps = field.Steps switch
        {
            null => string.Empty,
            1 => " at 1 step",
            int count => string.Create(CultureInfo.InvariantCulture, $" at {count} steps"),
        };
        string straightness = string.Create(CultureInfo.InvariantCulture, $"{field.Name}{steps}: S(Z) {field.Straightness:G3}");
        if (field.TrainedBy is not string method || field.Regressor is not RegressorKind regressor)
        {
            return straightness;
        }

        string aware = RegressorKinds.KnowsTheTarget(regressor) ? " (teacher-aware)" : string.Empty;
        string seconds = field.Seconds is double s ? string.Create(CultureInfo.InvariantCulture, $", {s:F1} s") : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{straightness}, {field.Parameters} parameters, trained by {method} with {RegressorKinds.NameOf(regressor)}{aware} features, "
                + $"{field.TrainingEvaluations} training NFE in all{seconds}");
    }
}
