using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Races;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Cli.Rendering;

/// <summary>Which of the recorded rows a question is about.</summary>
/// <param name="Plan">Budget, solvers and schedules.</param>
/// <param name="Targets">Names of targets; null for all.</param>
/// <param name="Scales">Widths; null for all.</param>
/// <param name="NamesSolvers">Whether the plan's solvers are asked for; otherwise all are.</param>
/// <param name="NamesSchedules">Whether the plan's schedules are.</param>
/// <param name="Path">The path.</param>
internal sealed record RecordedChoice(
    ComparisonPlan Plan,
    ImmutableArray<string>? Targets,
    ImmutableArray<double>? Scales,
    bool NamesSolvers,
    bool NamesSchedules,
    string Path)
{
    /// <summary>Whether a row is about one of the problems.</summary>
    public bool IsAbout(RecordedRow row) =>
        (Targets is not { } targets || targets.Contains(row.Target))
        && (Scales is not { } scales || (row.Scale is double scale && scales.Contains(scale)))
        && row.Setting.StartsWith(Path + " ", StringComparison.Ordinal);

    /// <summary>Whether a row is of one of the methods at the budget.</summary>
    public bool Asks(RecordedRow row) =>
        row.Budget == Plan.Budgets[0]
        && (!NamesSolvers || Plan.Solvers.Contains(row.Name.Solver))
        && (!NamesSchedules || Plan.Schedules.Contains(row.Name.Schedule));
}

/// <summary>
/// The best of recorded results as a person reads them: the problems, two tables of the first five, and how to run them again.
/// </summary>
/// <param name="ranked">Methods, the best first.</param>
/// <param name="problems">What the problems are called.</param>
/// <param name="setting">What they have in common; empty where they differ in more than target and scale.</param>
/// <param name="targets">Names of their targets.</param>
/// <param name="scales">Their widths, without those that have their own.</param>
/// <param name="start">The options for their path and their source, where these are not the usual ones.</param>
internal sealed class RecordedText(
    ImmutableArray<SummaryRow> ranked,
    ImmutableArray<string> problems,
    string setting,
    ImmutableArray<string> targets,
    ImmutableArray<double> scales,
    string start)
{
    private const int Shown = 5;

    /// <summary>Answers a question.</summary>
    /// <param name="rows">All that was recorded.</param>
    /// <param name="choice">The question.</param>
    /// <exception cref="FlowDemoException">Nothing that was asked for is recorded.</exception>
    public static RecordedText Of(ImmutableArray<RecordedRow> rows, RecordedChoice choice)
    {
        RecordedRow[] about = [.. rows.Where(choice.IsAbout)];
        string[] strange = [.. (choice.Targets ?? []).Except(about.Select(static r => r.Target))];
        if (rows.IsEmpty)
        {
            throw new FlowDemoException(
                "There is no row in the results that has a ratio to a baseline; 'flowdemo compare -f csv' writes such rows.");
        }

        if (about.Length == 0 || strange.Length > 0)
        {
            throw new FlowDemoException(
                $"The results have no row of {(strange.Length > 0 ? string.Join(", ", strange) : "what was asked")}; they are of "
                    + $"{string.Join(", ", rows.Select(static r => r.TargetLabel).Distinct())}.");
        }

        ImmutableArray<string> problems = [.. about.Select(static r => r.Problem).Distinct()];
        ImmutableArray<SummaryRow> ranked = RecordedRow.Rank(about.Where(choice.Asks), problems);
        bool isOneSetting = about.Select(static r => r.Setting).Distinct().Count() == 1;
        return ranked.Length > 0
            ? new RecordedText(
                ranked,
                isOneSetting ? [.. about.Select(static r => r.TargetLabel).Distinct()] : problems,
                isOneSetting ? about[0].Setting : string.Empty,
                [.. about.Select(static r => r.Target).Distinct()],
                [.. about.Select(static r => r.Scale).OfType<double>().Distinct()],
                StartOf(choice.Path, [.. about.Select(static r => r.Source).Distinct()]))
            : throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"No method among those named has a result at NFE {choice.Plan.Budgets[0]} on every problem; there are results at NFE "
                    + $"{string.Join(", ", about.Select(static r => r.Budget).Distinct().Order())}."));
    }

    /// <summary>Writes the answer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="width">Columns that a line may take.</param>
    /// <param name="color">Whether colour is wanted.</param>
    public void Write(TextWriter output, int width, bool color)
    {
        ImmutableArray<FigureTable> tables =
        [
            Table(
                FigureTable.RatioId,
                "rmse as a fraction of the baseline's"
                    + (problems.Length > 1 ? ": geometric mean over the problems, with an interval that is at most so wide" : string.Empty),
                "x",
                static r => new FigureCell(r.Ratio, r.Standing)),
            .. problems.Length > 1
                ? [Table(
                    StudyTables.WorstId,
                    "rmse on the problem where a method is furthest behind, as a multiple of the best row there; @ numbers the problem",
                    "x the best",
                    static r => new FigureCell(Estimate.Exact(r.Regret!.Value), Standing.Behind)
                    {
                        Tag = string.Create(CultureInfo.InvariantCulture, $"@{r.Worst + 1}"),
                    })]
                : Array.Empty<FigureTable>(),
        ];
        FigureText text = TableText.Fitting(tables, width);
        TableText.Write(
            [
                TableText.Hanging(
                    $"{"problems",-11}", Ink.Dim, string.Join("; ", problems.Select(static (p, i) => Invariant($"{i + 1} {p}"))), width)
                    .Concat(setting.Length > 0 ? TableText.Hanging($"{"each",-11}", Ink.Dim, setting, width) : [])
                    .Concat(TableText.Hanging(
                        $"{"methods",-11}",
                        Ink.Dim,
                        Invariant($"{ranked.Length} with a result on each{Tied()}; nothing was computed"),
                        width)),
                .. tables.Select(t => TableText.Table(t, text, width)),
                TableText.Legend(tables, text, width),
                [StyledText.Empty.Add("again  ", Ink.Dim).Add(Again())], // one line whatever the width: it is there to be copied
            ],
            color,
            output);
    }

    private static string StartOf(string path, string?[] sources) =>
        (path == new ComparisonPlan().Path ? string.Empty : $" --path {ReportCommand.Word(path)}")
            + (sources is [string source] ? $" --source {ReportCommand.Word(source)}" : string.Empty);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Tied() => ranked.Count(static r => r.Standing == Standing.NotSeparated) is > 1 and int count
        ? Invariant($", {count} not separated")
        : string.Empty;

    private string Again()
    {
        string widths = string.Join(',', scales.Select(static c => Invariant($"{c}")));
        string scale = scales.IsEmpty ? string.Empty : $" --scale {widths}";
        string methods = string.Join(',', ranked.Take(Shown).Select(static r => r.Method));
        return Invariant($"flowdemo compare -t {string.Join(',', targets)}{scale}{start} --nfe {ranked[0].Budget} --method {methods}");
    }

    private FigureTable Table(string id, string heading, string unit, Func<SummaryRow, FigureCell> cell) => new(
        id, heading, unit, [ranked[0].Budget], [.. ranked.Take(Shown).Select(r => new FigureRow(r.Method, [cell(r)]))]);
}
