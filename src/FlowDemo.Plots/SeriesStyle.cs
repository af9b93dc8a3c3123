using System.Collections.Immutable;
using OxyPlot;

namespace FlowDemo.Plots;

/// <summary>How one method is drawn, the same in every picture: colour alone never tells two of them apart.</summary>
/// <param name="Color">Line colour.</param>
/// <param name="Marker">Shape at each point.</param>
/// <param name="Line">Dashes of the line.</param>
/// <remarks>
/// The colours are those of M. Okabe and K. Ito, Color Universal Design, 2008, without yellow, which is too light for a line on white.
/// </remarks>
internal readonly record struct SeriesStyle(OxyColor Color, MarkerType Marker, LineStyle Line)
{
    private static readonly ImmutableArray<OxyColor> Colors =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xB2),
        OxyColor.FromRgb(0xD5, 0x5E, 0x00),
        OxyColor.FromRgb(0x00, 0x9E, 0x73),
        OxyColor.FromRgb(0xCC, 0x79, 0xA7),
        OxyColor.FromRgb(0xE6, 0x9F, 0x00),
        OxyColor.FromRgb(0x56, 0xB4, 0xE9),
        OxyColor.FromRgb(0x00, 0x00, 0x00),
    ];

    // Every two neighbours differ in the line as well as in the marker. Five shapes and seven colours repeat after 35 methods.
    private static readonly ImmutableArray<(MarkerType Marker, LineStyle Line)> Shapes =
    [
        (MarkerType.Circle, LineStyle.Solid),
        (MarkerType.Square, LineStyle.Dash),
        (MarkerType.Triangle, LineStyle.DashDot),
        (MarkerType.Diamond, LineStyle.LongDash),
        (MarkerType.Plus, LineStyle.Dot),
    ];

    /// <summary>
    /// A style for each method. Where there are few enough of both, the colour names the solver and the shape the schedule;
    /// otherwise both run through the list.
    /// </summary>
    /// <param name="methods">Solver, and the rest of the method's name; in the order of the legend.</param>
    public static ImmutableArray<SeriesStyle> For(IReadOnlyList<(string Solver, string Schedule)> methods)
    {
        string[] solvers = [.. methods.Select(static m => m.Solver).Distinct()];
        string[] schedules = [.. methods.Select(static m => m.Schedule).Distinct()];
        bool hasMeaning = solvers.Length <= Colors.Length && schedules.Length <= Shapes.Length;
        return [.. methods.Select((m, i) => hasMeaning
            ? Of(Array.IndexOf(solvers, m.Solver), Array.IndexOf(schedules, m.Schedule))
            : Of(i, i))];
    }

    private static SeriesStyle Of(int color, int shape)
    {
        (MarkerType marker, LineStyle line) = Shapes[shape % Shapes.Length];
        return new SeriesStyle(Colors[color % Colors.Length], marker, line);
    }
}
