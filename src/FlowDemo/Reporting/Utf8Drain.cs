using System.Buffers;
using System.Text;

namespace FlowDemo.Reporting;

/// <summary>Takes the bytes of a text in UTF-8 and hands them on as text piece by piece, so that a long text is never held whole.</summary>
/// <param name="output">Where to.</param>
internal sealed class Utf8Drain(TextWriter output) : IBufferWriter<byte>
{
    private const int PieceSize = 1 << 14;

    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private byte[] bytes = new byte[PieceSize];
    private char[] text = [];
    private int used;

    /// <inheritdoc/>
    public void Advance(int count) => used += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (bytes.Length - used < Math.Max(1, sizeHint))
        {
            HandOn();
            bytes = bytes.Length >= sizeHint ? bytes : new byte[sizeHint];
        }

        return bytes.AsMemory(used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Hands on what is still held.</summary>
    public void HandOn()
    {
        int most = Encoding.UTF8.GetMaxCharCount(used);
        text = text.Length >= most ? text : new char[most];
        int length = decoder.GetChars(bytes.AsSpan(0, used), text, flush: false);

        // In JSON such characters stand within strings alone, where their numbers mean the same.
        output.Write(Printable.Lines(new string(text, 0, length)));
        used = 0;
    }
}
