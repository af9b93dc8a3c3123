using System.Collections.Immutable;
using System.Globalization;

namespace FlowDemo.Reporting;

/// <summary>Planar samples as csv. A number has 17 significant digits, so that what is read back is the same double.</summary>
public static class SampleCsvWriter
{
    /// <summary>Writes end points, header <c>x,y</c>.</summary>
    /// <param name="samples">Planar samples.</param>
    /// <param name="output">Where to; lines end in "\n".</param>
    /// <param name="cancellation">Stops between two lines.</param>
    public static void Write(SampleBatch samples, TextWriter output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("x,y\n");
        for (int i = 0; i < samples.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{samples[i, 0]:G17},{samples[i, 1]:G17}\n"));
        }
    }

    /// <summary>Writes trajectories, header <c>sample,t,x,y</c>: all knots of the first sample, then of the next.</summary>
    /// <param name="states">Planar samples at each knot.</param>
    /// <param name="grid">The knots.</param>
    /// <param name="output">Where to; lines end in "\n".</param>
    /// <param name="cancellation">Stops between two lines.</param>
    public static void WriteTrajectory(
        ImmutableArray<SampleBatch> states, TimeGrid grid, TextWriter output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("sample,t,x,y\n");
        for (int i = 0; i < states[0].Count; i++)
        {
            for (int k = 0; k < states.Length; k++)
            {
                cancellation.ThrowIfCancellationRequested();
                output.Write(
                    string.Create(CultureInfo.InvariantCulture, $"{i},{grid[k]:G17},{states[k][i, 0]:G17},{states[k][i, 1]:G17}\n"));
            }
        }
    }
}
