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

    /// <summary>
    /// Writes several sets of samples, shape sets x samples x dimensions: the states of trajectories knot by knot, which
    /// <c>schedule --trajectories</c> reads, or the end points of a comparison row by row.
    /// </summary>
    /// <param name="sets">The sets, at least one, all of one shape.</param>
    /// <param name="output">Where to; neither flushed nor closed.</param>
    public static void WriteSets(ImmutableArray<SampleBatch> sets, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        NpyHeader.Write([sets.Length, sets[0].Count, sets[0].Dimension], output);
        foreach (SampleBatch samples in sets)
        {
            WriteValues(samples, output);
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
