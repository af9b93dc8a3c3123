using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowDemo.Interchange;

/// <summary>The header of a file in NumPy's .npy format, versions 1.0 to 3.0.</summary>
/// <remarks>NumPy Enhancement Proposal 1, A Simple File Format for NumPy Arrays, and the documentation of numpy.lib.format.</remarks>
/// <param name="ElementSize">Bytes of one value: 4 or 8, a little-endian floating-point number.</param>
/// <param name="Shape">Length of each axis; the values of the last axis lie side by side.</param>
internal sealed partial record NpyHeader(int ElementSize, ImmutableArray<long> Shape)
{
    private const int LongestText = 1 << 20;
    private const int Alignment = 64;

    /// <summary>What every such file begins with.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Number of values.</summary>
    public long Count => Shape.Aggregate(1L, static (product, length) => checked(product * length));

    /// <summary>Reads a header and leaves the stream at the first value.</summary>
    /// <param name="stream">The file from its beginning.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="FlowDemoException">It is not such a file, or holds something else than rows of floating-point numbers.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        try
        {
            return Parse(ReadText(stream, name), name);
        }
        catch (EndOfStreamException e)
        {
            throw new FlowDemoException($"'{name}' ends within its header; it was cut off, so write it again.", e);
        }
    }

    /// <summary>Writes the header of an array of 8-byte numbers, version 1.0, padded as NumPy pads it.</summary>
    /// <param name="shape">Length of each axis.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(ReadOnlySpan<int> shape, Stream stream)
    {
        StringBuilder axes = new();
        foreach (int length in shape)
        {
            axes.Append(CultureInfo.InvariantCulture, $"{(axes.Length > 0 ? " " : string.Empty)}{length},");
        }

        // Python writes the comma behind the last axis only when there is no other.
        string tuple = shape.Length == 1 ? axes.ToString() : axes.ToString().TrimEnd(',');
        string text = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({tuple}), }}";
        int prefix = Magic.Length + 4;
        int total = (prefix + text.Length + Alignment) / Alignment * Alignment;
        Span<byte> start = [.. Magic, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], (ushort)(total - prefix));
        stream.Write(start);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(total - prefix - 1) + "\n"));
    }

    private static string ReadText(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (!start[..6].SequenceEqual(Magic))
        {
            throw new FlowDemoException($"'{name}' is not a .npy file; write it with numpy.save.");
        }

        if (start[6] is < 1 or > 3 || start[7] != 0)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' is a .npy file of version {start[6]}.{start[7]}; versions 1.0, 2.0 and 3.0 can be read."));
        }

        Span<byte> size = stackalloc byte[4];
        size.Clear();
        stream.ReadExactly(start[6] == 1 ? size[..2] : size);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > LongestText)
        {
            throw new FlowDemoException($"'{name}' has a broken header: its length cannot be right.");
        }

        byte[] text = new byte[length];
        stream.ReadExactly(text);
        return Encoding.UTF8.GetString(text);
    }

    private static NpyHeader Parse(string text, string name)
    {
        Match type = Type().Match(text);
        Match order = Order().Match(text);
        Match axes = Axes().Match(text);
        if (!order.Success || !axes.Success || !text.Contains("descr", StringComparison.Ordinal))
        {
            throw new FlowDemoException($"'{name}' has a broken header: descr, fortran_order or shape is missing.");
        }

        int size = type.Groups[1].Value switch
        {
            "<f4" => 4,
            "<f8" => 8,
            ">f4" or ">f8" => throw new FlowDemoException(
                $"'{name}' is big-endian; write it as float32 or float64 in little-endian order, as in array.astype('<f4')."),
            string other => throw new FlowDemoException($"'{name}' holds values of type '{(type.Success ? other : "record")}'; float32 "
                + $"and float64 can be read, as from array.astype('float32')."),
        };
        if (order.Groups[1].Value == "True")
        {
            throw new FlowDemoException($"'{name}' is in Fortran order; write numpy.ascontiguousarray(array), which is in C order.");
        }

        ImmutableArray<long> shape = [.. axes.Groups[1].Value.Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long length)
                ? length
                : throw new FlowDemoException($"'{name}' has a broken header: '{word}' is not the length of an axis."))];
        return new NpyHeader(size, shape);
    }

    [GeneratedRegex("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]", RegexOptions.CultureInvariant)]
    private static partial Regex Type();

    [GeneratedRegex("['\"]fortran_order['\"]\\s*:\\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex Order();

    [GeneratedRegex("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)", RegexOptions.CultureInvariant)]
    private static partial Regex Axes();
}
