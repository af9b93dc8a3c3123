using System.Numerics;
using System.Runtime.InteropServices;

namespace FlowDemo.Models;

/// <summary>Carries samples between the order of a batch, coordinate by coordinate, and that of the pipe, row by row.</summary>
internal static class RowOrder
{
    /// <summary>Samples whose rows are written at once, so that both sides stay in the cache.</summary>
    private const int Tile = 8;

    /// <summary>Writes samples as rows.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="start">The first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="isSingle">Whether numbers are float32.</param>
    /// <param name="rows">Receives count x dimension numbers.</param>
    public static void Write(SampleBatch batch, int start, int count, bool isSingle, Span<byte> rows)
    {
        if (isSingle)
        {
            WriteAs(batch, start, count, MemoryMarshal.Cast<byte, float>(rows));
        }
        else
        {
            WriteAs(batch, start, count, MemoryMarshal.Cast<byte, double>(rows));
        }
    }

    /// <summary>Reads rows into samples, times a factor.</summary>
    /// <param name="rows">count x dimension numbers.</param>
    /// <param name="isSingle">Whether they are float32.</param>
    /// <param name="factor">1 or -1.</param>
    /// <param name="batch">Receives them.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="count">How many.</param>
    /// <returns>Whether all of them are finite.</returns>
    public static bool Read(ReadOnlySpan<byte> rows, bool isSingle, double factor, SampleBatch batch, int start, int count) => isSingle
        ? ReadAs(MemoryMarshal.Cast<byte, float>(rows), factor, batch, start, count)
        : ReadAs(MemoryMarshal.Cast<byte, double>(rows), factor, batch, start, count);

    private static void WriteAs<T>(SampleBatch batch, int start, int count, Span<T> rows)
        where T : unmanaged, INumber<T>
    {
        int dimension = batch.Dimension;
        for (int first = 0; first < count; first += Tile)
        {
            int width = Math.Min(Tile, count - first);
            for (int d = 0; d < dimension; d++)
            {
                ReadOnlySpan<double> run = batch.Coordinate(d).Slice(start + first, width);
                int at = (first * dimension) + d;
                foreach (double number in run)
                {
                    rows[at] = T.CreateTruncating(number);
                    at += dimension;
                }
            }
        }
    }

    private static bool ReadAs<T>(ReadOnlySpan<T> rows, double factor, SampleBatch batch, int start, int count)
        where T : unmanaged, INumber<T>
    {
        // A number less itself is 0, and nothing else where it is not finite.
        double trace = 0;
        int dimension = batch.Dimension;
        for (int first = 0; first < count; first += Tile)
        {
            int width = Math.Min(Tile, count - first);
            for (int d = 0; d < dimension; d++)
            {
                Span<double> run = batch.Coordinate(d).Slice(start + first, width);
                int at = (first * dimension) + d;
                foreach (ref double number in run)
                {
                    number = factor * double.CreateTruncating(rows[at]);
                    trace += number - number;
                    at += dimension;
                }
            }
        }

        return trace == 0;
    }
}
