using FlowDemo.Comparison;
using FlowDemo.Randomness;
using FlowDemo.Targets;
using OxyPlot;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>The samples of each method beside as many exact draws of the target.</summary>
internal sealed class SamplesPlot : IPlot
{
    private const int Samples = 600;
    private const double DotSize = 2.2;

    // No fields: a command that draws nothing would load the library of plots for them.
    private static OxyColor TargetColor => OxyColor.FromRgb(0x00, 0x72, 0xB2);

    private static OxyColor MethodColor => OxyColor.FromRgb(0xD5, 0x5E, 0x00);

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPlot> Entry { get; } = new(
        "samples", "The samples of each method beside draws of the target.", static _ => new SamplesPlot());

    /// <inheritdoc/>
    public bool NeedsExactFlow => true;

    /// <inheritdoc/>
    PlotDrawing IPlot.Draw(PlotScene scene, PlotPaper paper)
    {
        PlotSheet sheet = new(paper);
        Resampling again = Resampling.Of(scene, Samples);
        SampleBatch drawn = MixtureSampler.Stratified(
            scene.Target.Mixture, Samples, RandomStream.Open(scene.Report.Plan.Seed, NoiseStream.Metric));
        PlanePanels panels = new(
            sheet, again.Heading("Samples beside the target", scene), scene.Target, drawn, again.Problem.Reference.End);
        panels.Add("the target itself", PlaneDots.Of(drawn, TargetColor, sheet.Of(DotSize)));
        foreach (SampledRun run in again.Runs)
        {
            panels.Add(Resampling.NameOf(run), PlaneDots.Of(run.End, MethodColor, sheet.Of(DotSize)));
        }

        return panels.Draw(
            [
                PlaneDots.Key("exact draws", TargetColor, sheet),
                PlaneDots.Key("samples of the method", MethodColor, sheet),
                new LineSeries { Title = "target density", Color = PlotSheet.Muted, StrokeThickness = sheet.Of(1) },
            ]);
    }
}
