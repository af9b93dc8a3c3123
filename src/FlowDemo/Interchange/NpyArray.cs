using System.Buffers.Binary;
using System.Collections.Immutable;

namespace FlowDemo.Interchange;

/// <summary>
/// An array of NumPy on disk, float32 or float64, little-endian, in C order. Values are read where they are asked for, so the
/// file may be larger than memory.
/// </summary>
public sealed class NpyArray : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly Stream stream;
    private readonly NpyHeader header;
    private readonly long origin;
    private readonly byte[] buffer = new byte[BufferBytes];

    /// <summary>Reads the header and checks that all values are there.</summary>
    /// <param name="stream">The file from its beginning; it can seek, and is closed with this object.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="FlowDemoException">It is no such file, or is cut off.</exception>
    public NpyArray(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        this.stream = stream;
        Name = name;
        header = NpyHeader.Read(stream, name);
        origin = stream.Position;
        long available = (stream.Length - origin) / header.ElementSize;
        if (!IsWithin(header.Shape, available))
        {
            throw new FlowDemoException(
                $"'{name}' is cut off: its header promises {string.Join(" x ", Shape)} values, and {available} are there.");
        }
    }

    /// <summary>What it is called in an error.</summary>
    public string Name { get; }

    /// <summary>Length of each axis.</summary>
    public ImmutableArray<long> Shape => header.Shape;

    /// <summary>Number of values.</summary>
    public long Count => header.Count;

    /// <summary>Whether some bytes are the beginning of such a file.</summary>
    /// <param name="bytes">The bytes.</param>
    internal static bool IsBeginning(ReadOnlySpan<byte> bytes) => bytes.StartsWith(NpyHeader.Magic);

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="FlowDemoException">It cannot be read, is no such file, or is cut off.</exception>
    public static NpyArray Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new NpyArray(file, path);
        }
        catch (Exception e)
        {
            file?.Dispose();
            if (ReadFailure.IsMeantBy(e))
            {
                throw ReadFailure.Of(path, e);
            }

            throw;
        }
    }

    /// <summary>Reads a run of values, counted through all axes in C order.</summary>
    /// <param name="first">The first value.</param>
    /// <param name="values">Receives the run.</param>
    /// <exception cref="FlowDemoException">A value is not finite.</exception>
    public void Read(long first, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + values.Length, Count);
        stream.Position = origin + (first * header.ElementSize);
        int held = BufferBytes / header.ElementSize;
        for (int done = 0; done < values.Length; done += held)
        {
            Span<double> part = values[done..Math.Min(values.Length, done + held)];
            Span<byte> bytes = buffer.AsSpan(0, part.Length * header.ElementSize);
            stream.ReadExactly(bytes);
            Convert(bytes, part);
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new FlowDemoException($"'{Name}' holds a value that is not a finite number, number {first + i} in C order; leave "
                    + $"out the samples that broke down.");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static bool IsWithin(ImmutableArray<long> shape, long available)
    {
        Int128 product = 1;
        foreach (long length in shape)
        {
            product *= length;
            if (product > available)
            {
                return shape.Contains(0);
            }
        }

        return true;
    }

    private void Convert(ReadOnlySpan<byte> bytes, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = header.ElementSize == 4
                ? BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..])
                : BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
        }
    }
}
