using System.Collections.Immutable;
using FlowDemo.Paths;

namespace FlowDemo.Schedules.Formulas;

/// <summary>
/// Grids that were found for one network and published as a table. For another number of steps the table is read at equal
/// distances of its index, linearly in the logarithm of its values; the last value is then replaced by 0.
/// </summary>
internal static class PublishedTables
{
    /// <summary>Noise levels S for 10 steps: Align Your Steps for Stable Diffusion 1.5, SDXL and Stable Video Diffusion.</summary>
    private static readonly ImmutableDictionary<string, double[]> AlignYourSteps = new Dictionary<string, double[]>
    {
        ["sd1"] = [14.6146412293, 6.4745760956, 3.8636745985, 2.6946151520, 1.8841921177, 1.3943805092, 0.9642583904, 0.6523686016,
            0.3977456272, 0.1515232662, 0.0291671582],
        ["sdxl"] = [14.6146412293, 6.3184485287, 3.7681790315, 2.1811480769, 1.3405244945, 0.8620721141, 0.5550693289, 0.3798540708,
            0.2332364134, 0.1114188177, 0.0291671582],
        ["svd"] = [700.00, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0.002],
    }.ToImmutableDictionary();

    /// <summary>Noise shares 1 - t: optimal stepsizes for FLUX.1-dev (10 steps), Wan 2.1 (20) and Chroma (40).</summary>
    private static readonly ImmutableDictionary<string, double[]> OptimalSteps = new Dictionary<string, double[]>
    {
        ["flux"] = [0.9968, 0.9886, 0.9819, 0.975, 0.966, 0.9471, 0.9158, 0.8287, 0.5512, 0.2808, 0.001],
        ["wan"] =
        [
            1.0, 0.997, 0.995, 0.993, 0.991, 0.989, 0.987, 0.985, 0.98, 0.975, 0.973, 0.968, 0.96, 0.946, 0.927, 0.902, 0.864, 0.776,
            0.539, 0.208, 0.001,
        ],
        ["chroma"] =
        [
            0.992, 0.99, 0.988, 0.985, 0.982, 0.978, 0.973, 0.968, 0.961, 0.953, 0.943, 0.931, 0.917, 0.9, 0.881, 0.858, 0.832, 0.802,
            0.769, 0.731, 0.69, 0.646, 0.599, 0.55,
            0.501, 0.451, 0.402, 0.355, 0.311, 0.27, 0.232, 0.199, 0.169, 0.143, 0.12, 0.101, 0.084, 0.07, 0.058, 0.048, 0.001,
        ],
    }.ToImmutableDictionary();

    private const string Notes = "Made for that network, not for the data here: what a grid is worth elsewhere. The first knot is set to "
        + "t = 0, whatever the table starts at.";

    /// <summary>The entries in catalogue order.</summary>
    public static ImmutableArray<CatalogEntry<ISchedule>> Entries { get; } =
    [
        new(
            "ays-table",
            "The published Align Your Steps grid of a diffusion model.",
            static a => OfTable(a.Name, AlignYourSteps[a.Word(0, "sd1", "sdxl", "svd")], static s => s))
        {
            Formula = "log S linear between the 11 values of the table", Order = "dense at both ends", Cost = "no evaluation",
            Source = "Sabour, Fidler, Kreis, Align Your Steps: Optimizing Sampling Schedules in Diffusion Models, 2024, arXiv 2404.14507, "
                + "published tables.",
            Notes = Notes + " The method behind it is ays.",
            Parameters = [new("model", "sd1", "sd1, sdxl or svd.")],
        },
        new(
            "oss-table",
            "The published optimal stepsizes of a flow-matching model.",
            static a => OfTable(a.Name, OptimalSteps[a.Word(0, "flux", "wan", "chroma")], NoiseLevel.OfShare))
        {
            Formula = "log(1 - t) linear between the values of the table", Order = "dense at noise", Cost = "no evaluation",
            Source = "Pei, Wu, Zhang, Zhong, Wen, Xue, Optimal Stepsize for Diffusion Sampling, 2025, arXiv 2503.21774, published tables.",
            Notes = Notes + " The method behind it is oss.",
            Parameters = [new("model", "flux", "flux, wan or chroma.")],
        },
    ];

    private static FormulaSchedule OfTable(string name, double[] table, Func<double, double> levelOf)
    {
        double[] logs = Array.ConvertAll(table, Math.Log);
        return NoiseLevelFormulas.OfLevel(name, _ => (i, steps) => levelOf(Math.Exp(PiecewiseLinear.At(logs, (double)i / steps))));
    }
}
