using FlowDemo.Interchange;
using FlowDemo.Randomness;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Targets;

/// <summary>Reads points out of tables and arrays.</summary>
public static class PointsFile
{
    /// <summary>Reads the noise points that a user wants to start from, without scaling or smoothing.</summary>
    /// <param name="path">
    /// A table with two columns of numbers and, if need be, a header and a column that counts the rows, or an array, rows x 2;
    /// no value may be missing.
    /// </param>
    /// <returns>The points in the order of the file, bit for bit, as one replicate.</returns>
    /// <exception cref="FlowDemoException">The file cannot be read, is malformed, has not two columns, or holds fewer than 2
    /// points.</exception>
    public static NoiseSet ReadNoise(string path) => ReadNamedNoise(path, TableForm.Guessed).Value;

    /// <summary>As <see cref="ReadNoise"/>, with the file that the points are from.</summary>
    /// <param name="path">The file, or - for standard input.</param>
    /// <param name="form">How the table is written.</param>
    /// <param name="anyDimension">Whether an array may hold points of any dimension.</param>
    /// <exception cref="FlowDemoException">It cannot be used.</exception>
    public static Named<NoiseSet> ReadNamedNoise(string path, TableForm form, bool anyDimension = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(form);
        (byte[] bytes, SourceFile source) = InputFile.Read(path);
        if (anyDimension && IsArray(bytes, path))
        {
            BuiltInTarget.RefuseTableForm(path, form);
            return new Named<NoiseSet>(path, new NoiseSet(ReadRows(bytes, path), 1)) { Files = [source] };
        }

        PointColumns points = IsArray(bytes, path)
            ? ReadColumns(bytes, path, PointsOptions.Default with { Table = form }, isArray: true)
            : ReadTable(bytes, path, form);
        return Named(points, path, source);
    }

    /// <summary>Reads the two columns of points that become a target.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What it is called in complaints.</param>
    /// <param name="options">The form of a table, and the columns.</param>
    /// <param name="isArray">Whether it is an array, not a table.</param>
    internal static PointColumns ReadColumns(byte[] bytes, string name, PointsOptions options, bool isArray)
    {
        using MemoryStream stream = new(bytes, writable: false);
        if (!isArray)
        {
            return PointColumns.Of(PointsTable.Read(stream, name, options.Table), options.Table, options.Columns);
        }

        BuiltInTarget.RefuseTableForm(name, options.Table);
        using NpyArray array = new(stream, name);
        return PointColumns.Of(array, options.Columns);
    }

    /// <summary>Whether a file is an array, not a table: by its name, or by what it begins with.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">Its path.</param>
    internal static bool IsArray(ReadOnlySpan<byte> bytes, string path) =>
        NpyArray.IsBeginning(bytes) || Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an array of rows of any length.</summary>
    private static SampleBatch ReadRows(byte[] bytes, string path)
    {
        using MemoryStream stream = new(bytes, writable: false);
        using NpyArray array = new(stream, path);
        if (array.Shape.Length != 2 || array.Shape[0] is < 2 or > int.MaxValue || array.Shape[1] < 1 || array.Count > int.MaxValue)
        {
            throw new FlowDemoException(
                $"'{path}' has the shape {string.Join(" x ", array.Shape)}; noise for a model is samples x dimension, at least 2 samples.");
        }

        SampleBatch batch = new((int)array.Shape[1], (int)array.Shape[0]);
        double[] row = new double[batch.Dimension];
        for (int i = 0; i < batch.Count; i++)
        {
            array.Read((long)i * row.Length, row);
            for (int d = 0; d < row.Length; d++)
            {
                batch[i, d] = row[d];
            }
        }

        return batch;
    }

    private static PointColumns ReadTable(byte[] text, string path, TableForm form)
    {
        using MemoryStream stream = new(text, writable: false);
        PointsTable table = PointsTable.Read(stream, path, form);
        int[] columns = [.. Enumerable.Range(0, table.Columns).Where(
            c => table.Columns == 2 || !(table.CountsRows(c) || table.IsNamedIndex(c)))];
        if (columns.Length != 2)
        {
            throw new FlowDemoException($"The noise file '{path}' has {table.Columns} column{(table.Columns == 1 ? string.Empty : "s")}; "
                + $"it needs exactly 2, one for each coordinate.");
        }

        return PointColumns.OfNoise(table, form, columns[0], columns[1]);
    }

    private static Named<NoiseSet> Named(PointColumns points, string path, SourceFile source)
    {
        if (points.Values.Count < 2)
        {
            throw new FlowDemoException($"The noise file '{path}' holds 1 point; give at least 2.");
        }

        SampleBatch batch = new(2, points.Values.Count);
        foreach ((int i, (double? x, double? y)) in points.Values.Index())
        {
            (batch[i, 0], batch[i, 1]) = (x!.Value, y!.Value);
        }

        return new Named<NoiseSet>(path, new NoiseSet(batch, 1) { Reading = points.Reading?.Text }) { Files = [source] };
    }
}
