using System.Collections.Immutable;
using FlowDemo.Comparison;

namespace FlowDemo.Plots.Page;

/// <summary>One method at one budget: where it takes the samples, knot by knot.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Budget">Velocity evaluations per sample.</param>
/// <param name="States">x and y of each sample at the first knot, then at the next, in parts of the window.</param>
internal sealed record PlaneRun(string Method, int Budget, short[] States);

/// <summary>
/// What a page needs to draw samples in the plane under any of its methods: coordinates as whole parts of a window around noise and data,
/// 16384 from its middle to its edge, so that twice the window fits and what leaves that stands on the rim.
/// </summary>
/// <param name="Points">Samples.</param>
/// <param name="Half">Half of the window's width, in the unit of the data.</param>
/// <param name="Unit">What that is measured in.</param>
/// <param name="Noise">Where the samples start.</param>
/// <param name="Exact">Where the exact flow takes them.</param>
/// <param name="Runs">One for each method and budget, as many as a page may hold.</param>
/// <param name="LeftOut">Methods and budgets that there was no room for.</param>
internal sealed record PlaneRuns(
    int Points, double Half, string Unit, short[] Noise, short[] Exact, ImmutableArray<PlaneRun> Runs, int LeftOut)
{
    private const int Samples = 200;
    private const double Edge = 16384;
    private const double Margin = 1.08;

    /// <summary>Numbers of all runs together: 3 MB of a page at two bytes each, in base 64.</summary>
    private const int MostNumbers = 1_100_000;

    /// <summary>Runs the methods of a scene once more.</summary>
    /// <param name="scene">One problem, with its target.</param>
    public static PlaneRuns Of(PlotScene scene)
    {
        Resampling again = Resampling.Of(scene, Samples, atEveryBudget: true);
        SampleBatch noise = again.Problem.Noise.Points;
        SampleBatch exact = again.Problem.Reference.End;
        (double X, double Y, double Half) window = WindowOf(noise, exact);
        List<PlaneRun> runs = [];
        int numbers = 0;
        foreach (SampledRun run in again.Runs)
        {
            short[] states = [.. again.Paths(run).SelectMany(s => Parts(s, window))];
            numbers += states.Length;
            if (numbers <= MostNumbers)
            {
                runs.Add(new PlaneRun(Resampling.NameOf(run), run.Budget, states));
            }
        }

        return new PlaneRuns(
            noise.Count,
            window.Half,
            scene.Target.Units.Name,
            [.. Parts(noise, window)],
            [.. Parts(exact, window)],
            [.. runs],
            again.Runs.Length - runs.Count + again.LeftOut);
    }

    private static (double X, double Y, double Half) WindowOf(SampleBatch noise, SampleBatch exact)
    {
        (double Middle, double Half) Along(int d)
        {
            double[] values = [.. noise.Coordinate(d), .. exact.Coordinate(d)];
            (double low, double high) = (values.Min(), values.Max());
            return ((low + high) / 2, (high - low) / 2);
        }

        ((double x, double width), (double y, double height)) = (Along(0), Along(1));
        return (x, y, Margin * Math.Max(width, height));
    }

    private static IEnumerable<short> Parts(SampleBatch batch, (double X, double Y, double Half) window)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            yield return Part(batch[i, 0], window.X, window.Half);
            yield return Part(batch[i, 1], window.Y, window.Half);
        }
    }

    // A sample that is no number stands on the rim as well.
    private static short Part(double value, double middle, double half)
    {
        double part = (value - middle) / half * Edge;
        return double.IsNaN(part) ? short.MaxValue : (short)Math.Clamp(Math.Round(part), -short.MaxValue, short.MaxValue);
    }
}
