using FlowDemo.Randomness;

namespace FlowDemo.Targets;

/// <summary>Reads points as they are, without scaling or smoothing.</summary>
public static class PointsFile
{
    /// <summary>Reads the noise points that a user wants to start from.</summary>
    /// <param name="path">A file of comma-separated values with two columns of numbers and, if need be, a header; no value may be missing.</param>
    /// <returns>The points in the order of the file, bit for bit, as one replicate.</returns>
    /// <exception cref="FlowDemoException">The file cannot be read, is malformed, has not two columns, or holds fewer than 2 points.</exception>
    public static NoiseSet ReadNoise(string path) => ReadNamedNoise(path).Value;

    /// <summary>As <see cref="ReadNoise"/>, with the file that the points are from.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FlowDemoException">It cannot be used.</exception>
    public static Named<NoiseSet> ReadNamedNoise(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        (byte[] text, SourceFile source) = InputFile.Read(path);
        using MemoryStream stream = new(text, writable: false);
        PointsTable table = PointsTable.Read(stream, path);
        if (table.Columns != 2)
        {
            throw new FlowDemoException($"The noise file '{path}' has {table.Columns} column{(table.Columns == 1 ? string.Empty : "s")}; it needs exactly 2, one for each coordinate.");
        }

        if (table.Rows.Count < 2)
        {
            throw new FlowDemoException($"The noise file '{path}' holds 1 point; give at least 2.");
        }

        SampleBatch points = new(2, table.Rows.Count);
        for (int i = 0; i < points.Count; i++)
        {
            for (int d = 0; d < 2; d++)
            {
                points[i, d] = table.Number(table.Rows[i], d) ?? throw table.Fault(table.Rows[i], d, "the value is missing; noise points cannot be skipped");
            }
        }

        return new Named<NoiseSet>(path, new NoiseSet(points, 1)) { Files = [source] };
    }
}
