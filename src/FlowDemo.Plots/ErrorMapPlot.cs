using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Sampling;
using FlowDemo.Targets;
using OxyPlot;
using OxyPlot.Series;

namespace FlowDemo.Plots;

/// <summary>
/// Each sample where a method leaves it, darker and redder the farther that is from where the exact flow takes the same noise.
/// </summary>
internal sealed class ErrorMapPlot : IPlot
{
    private const int Samples = 600;
    private const double DotSize = 2.6;

    // Distances in units of the data; half a decade each, from what nobody would see to what spoils a sample.
    private static readonly ImmutableArray<double> Bounds = [0, 0.01, 0.03, 0.1, 0.3, 1, double.PositiveInfinity];

    // Light to dark, so that the order survives every kind of colour vision and a grey print.
    private static ImmutableArray<OxyColor> Colors =>
    [
        OxyColor.FromRgb(0xC6, 0xDB, 0xEF),
        OxyColor.FromRgb(0x7F, 0xCD, 0xBB),
        OxyColor.FromRgb(0xE6, 0x9F, 0x00),
        OxyColor.FromRgb(0xD5, 0x5E, 0x00),
        OxyColor.FromRgb(0x9E, 0x1B, 0x5A),
        OxyColor.FromRgb(0x22, 0x06, 0x33),
    ];

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<IPlot> Entry { get; } = new(
        "error-map", "Each sample at its end point, coloured by its distance from the exact one.", static _ => new ErrorMapPlot());

    /// <inheritdoc/>
    public bool NeedsExactFlow => true;

    /// <inheritdoc/>
    PlotDrawing IPlot.Draw(PlotScene scene, PlotPaper paper)
    {
        PlotSheet sheet = new(paper);
        Resampling again = Resampling.Of(scene, Samples);
        SampleBatch exact = again.Problem.Reference.End;
        PlanePanels panels = new(sheet, again.Heading("Distance of each sample from its exact end point", scene), scene.Target, exact);
        foreach (SampledRun run in again.Runs)
        {
            double[] distances = [.. EndpointError.Squared(run.End, exact).Select(Math.Sqrt)];
            panels.Add(Resampling.NameOf(run), [.. Colors.Select((color, band) => Band(run.End, distances, band, sheet.Of(DotSize)))]);
        }

        return panels.Draw(Colors.Select((color, band) => PlaneDots.Key(Label(band, scene.Target.Units), color, sheet)));
    }

    private static ScatterSeries Band(SampleBatch end, double[] distances, int band, double size) =>
        PlaneDots.Of(
            end,
            Enumerable.Range(0, end.Count).Where(i => distances[i] >= Bounds[band] && distances[i] < Bounds[band + 1]),
            Colors[band],
            size);

    private static string Label(int band, Units units) => band switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"below {Bounds[1]} {units.Name}"),
        _ when double.IsPositiveInfinity(Bounds[band + 1]) => string.Create(CultureInfo.InvariantCulture, $"{Bounds[band]} and more"),
        _ => string.Create(CultureInfo.InvariantCulture, $"to {Bounds[band + 1]}"),
    };
}
