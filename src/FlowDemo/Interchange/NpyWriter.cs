using System.Buffers.Binary;
using System.Collections.Immutable;

namespace FlowDemo.Interchange;

/// <summary>Writes samples as NumPy arrays of float64, which numpy.load reads as the same doubles.</summary>
public static class NpyWriter
{
    /// <summary>Writes end points, shape samples x dimensions.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="output">Where to; neither flushed nor closed.</param>
    public static void Write(SampleBatch samples, Stream output)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(output);
        NpyHeader.Write([samples.Count, samples.Dimension], output);
        WriteValues(samples, output);
    }

    /// <summary>Writes trajectories, shape knots x samples x dimensions: what <c>schedule --trajectories</c> reads.</summary>
    /// <param name="states">The samples at each knot, all of one shape.</param>
    /// <param name="output">Where to; neither flushed nor closed.</param>
    public static void WriteTrajectory(ImmutableArray<SampleBatch> states, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        NpyHeader.Write([states.Length, states[0].Count, states[0].Dimension], output);
        foreach (SampleBatch state in states)
        {
            WriteValues(state, output);
        }
    }

    private static void WriteValues(SampleBatch samples, Stream output)
    {
        byte[] row = new byte[samples.Dimension * sizeof(double)];
        for (int i = 0; i < samples.Count; i++)
        {
            for (int d = 0; d < samples.Dimension; d++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(d * sizeof(double)), samples[i, d]);
            }

            output.Write(row);
        }
    }
}
