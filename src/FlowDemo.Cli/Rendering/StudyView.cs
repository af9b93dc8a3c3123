using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>What many problems say together, as a person reads it: the problems, the two tables, and the answer last.</summary>
/// <param name="study">What to show, of two problems or more.</param>
/// <param name="width">Columns that a line may take.</param>
/// <param name="color">Whether colour is wanted.</param>
internal sealed class StudyView(StudyReport study, int width, bool color)
{
    /// <summary>Writes the whole view.</summary>
    /// <param name="output">Where to.</param>
    public void Write(TextWriter output)
    {
        ImmutableArray<FigureTable> tables = StudyTables.Of(study);
        FigureText text = TableText.Fitting(tables, width);
        TableText.Write(
            [
                Header(),
                .. tables.Select(t => TableText.Table(t, text, width)),
                TableText.Legend(tables, text, width).Concat(TableText.Notes(StudyTables.Notes(study), width)),
                Answer.Lines(
                    "least mean ratio at each NFE",
                    $", in rmse to {study.Reports[0].Plan.Baseline}",
                    study.Summary.Select(RankedRow.Of),
                    width),
            ],
            color,
            output);
    }

    private IEnumerable<StyledText> Header()
    {
        ComparisonPlan plan = study.Reports[0].Plan;
        (string Name, string Text)[] lines =
        [
            ("problems", StudyTables.Problems(study)),
            ("path", plan.Path),
            ("noise", string.Create(CultureInfo.InvariantCulture, $"{study.Reports[0].Samples} {plan.Noise} points for each problem")),
        ];
        return lines.SelectMany(h => TableText.Hanging($"{h.Name,-11}", Ink.Dim, h.Text, width));
    }
}
