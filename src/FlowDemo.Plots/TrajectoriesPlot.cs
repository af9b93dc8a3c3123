using FlowDemo.Comparison;
using OxyPlot;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>
/// The ways that a few samples take from noise to data, step by step, over the exact ways and the contours of the target.
/// </summary>
internal sealed class TrajectoriesPlot : IPlot
{
    private const int Samples = 60;

    // No fields: a command that draws nothing would load the library of plots for them.
    private static OxyColor ReferenceColor => OxyColor.FromAColor(0xA0, OxyColor.FromRgb(0x00, 0x72, 0xB2));

    private static OxyColor MethodColor => OxyColor.FromAColor(0x90, OxyColor.FromRgb(0xD5, 0x5E, 0x00));

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPlot> Entry { get; } = new(
        "trajectories", "The ways that samples take, over the exact ways and the density of the target.", static _ =>
            new TrajectoriesPlot());

    /// <inheritdoc/>
    public bool NeedsExactFlow => true;

    /// <inheritdoc/>
    PlotDrawing IPlot.Draw(PlotScene scene, PlotPaper paper)
    {
        PlotSheet sheet = new(paper);
        Resampling again = Resampling.Of(scene, Samples);
        SampleBatch[] exact = again.ReferencePaths();
        PlanePanels panels = new(sheet, again.Heading("Ways from noise to data", scene), scene.Target, exact[0], exact[^1]);
        foreach (SampledRun run in again.Runs)
        {
            panels.Add(
                Resampling.NameOf(run),
                Ways(exact, ReferenceColor, sheet),
                Ways(again.Paths(run), MethodColor, sheet),
                PlaneDots.Of(run.End, PlotSheet.Ink, sheet.Of(2.6)));
        }

        return panels.Draw(
            [
                new LineSeries { Title = "exact flow", Color = ReferenceColor, StrokeThickness = sheet.Of(3) },
                new LineSeries { Title = "method", Color = MethodColor, StrokeThickness = sheet.Of(3) },
                PlaneDots.Key("its end points", PlotSheet.Ink, sheet),
                new LineSeries { Title = "target density", Color = PlotSheet.Muted, StrokeThickness = sheet.Of(1) },
            ]);
    }

    private static LineSeries Ways(SampleBatch[] states, OxyColor color, PlotSheet sheet)
    {
        LineSeries ways = new() { Color = color, StrokeThickness = sheet.Of(1.8) };
        for (int i = 0; i < states[0].Count; i++)
        {
            ways.Points.AddRange(states.Select(s => new DataPoint(s[i, 0], s[i, 1])));
            ways.Points.Add(DataPoint.Undefined);
        }

        return ways;
    }
}
