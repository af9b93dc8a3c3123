using System.Collections.Immutable;
using System.Globalization;

namespace FlowDemo.Reporting;

/// <summary>Samples as csv. A number has 17 significant digits, so that what is read back is the same double.</summary>
public static class SampleCsvWriter
{
    /// <summary>Writes end points, header <c>x,y</c>, or <c>x1,x2,...</c> where there are not two coordinates.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="output">Where to; lines end in "\n".</param>
    /// <param name="cancellation">Stops between two lines.</param>
    public static void Write(SampleBatch samples, TextWriter output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"{Header(samples)}\n");
        for (int i = 0; i < samples.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteRow(samples, i, output);
        }
    }

    /// <summary>Writes trajectories, header <c>sample,t,x,y</c>: all knots of the first sample, then of the next.</summary>
    /// <param name="states">Samples at each knot.</param>
    /// <param name="grid">The knots.</param>
    /// <param name="output">Where to; lines end in "\n".</param>
    /// <param name="cancellation">Stops between two lines.</param>
    public static void WriteTrajectory(
        ImmutableArray<SampleBatch> states, TimeGrid grid, TextWriter output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"sample,t,{Header(states[0])}\n");
        for (int i = 0; i < states[0].Count; i++)
        {
            for (int k = 0; k < states.Length; k++)
            {
                cancellation.ThrowIfCancellationRequested();
                output.Write(string.Create(CultureInfo.InvariantCulture, $"{i},{grid[k]:G17},"));
                WriteRow(states[k], i, output);
            }
        }
    }

    private static string Header(SampleBatch samples) => samples.Dimension == 2
        ? "x,y"
        : string.Join(',', Enumerable.Range(1, samples.Dimension).Select(static d => string.Create(CultureInfo.InvariantCulture, $"x{d}")));

    private static void WriteRow(SampleBatch samples, int i, TextWriter output)
    {
        for (int d = 0; d < samples.Dimension; d++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{(d == 0 ? string.Empty : ",")}{samples[i, d]:G17}"));
        }

        output.Write("\n");
    }
}
