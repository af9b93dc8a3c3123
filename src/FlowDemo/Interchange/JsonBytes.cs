using System.Text;

namespace FlowDemo.Interchange;

/// <summary>JSON as programs write it: UTF-8, or UTF-16 with a mark.</summary>
internal static class JsonBytes
{
    /// <summary>The same text in UTF-8 without a mark.</summary>
    /// <param name="file">The whole file.</param>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        return bytes.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..]
            : bytes.StartsWith(Encoding.Unicode.Preamble) ? FromUtf16(Encoding.Unicode, bytes)
            : bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? FromUtf16(Encoding.BigEndianUnicode, bytes)
            : file;
    }

    private static byte[] FromUtf16(Encoding encoding, ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetBytes(encoding.GetString(bytes[encoding.Preamble.Length..]));
}
