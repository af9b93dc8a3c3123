using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FlowDemo.Interchange;

/// <summary>JSON as programs write it: UTF-8, or UTF-16 with a mark.</summary>
public static class JsonBytes
{
    /// <summary>No UTF-8 holds it: it stands for what is no text in UTF-16.</summary>
    private const byte NoText = 0xff;

    /// <summary>The same text in UTF-8 without a mark.</summary>
    /// <param name="file">The whole file.</param>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        return bytes.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..]
            : bytes.StartsWith(Encoding.Unicode.Preamble) ? FromUtf16(bytes, swap: !BitConverter.IsLittleEndian)
            : bytes.StartsWith(Encoding.BigEndianUnicode.Preamble) ? FromUtf16(bytes, swap: BitConverter.IsLittleEndian)
            : file;
    }

    /// <summary>The first place where a text is no JSON, or a string in it is no text.</summary>
    /// <param name="json">UTF-8 without a mark.</param>
    /// <returns>The place, or null where all is well.</returns>
    public static JsonFault? FaultIn(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(in reader))
                {
                    return JsonFault.At(json, (int)reader.TokenStartIndex, isSyntax: false);
                }
            }

            return null;
        }
        catch (JsonException fault)
        {
            return new JsonFault((int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1, IsSyntax: true);
        }
    }

    private static bool IsText(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return !reader.ValueSpan.ContainsAnyExceptInRange<byte>(0, 0x7f) || Utf8.IsValid(reader.ValueSpan);
        }

        try
        {
            _ = reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // What the reader says of half a character.
            return false;
        }
    }

    private static byte[] FromUtf16(ReadOnlySpan<byte> bytes, bool swap)
    {
        char[] text = MemoryMarshal.Cast<byte, char>(bytes[2..]).ToArray();
        if (swap)
        {
            Span<ushort> units = MemoryMarshal.Cast<char, ushort>(text.AsSpan());
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        ArrayBufferWriter<byte> utf8 = new(text.Length + 1);
        for (ReadOnlySpan<char> rest = text; rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int used) == OperationStatus.Done)
            {
                utf8.Advance(rune.EncodeToUtf8(utf8.GetSpan(4)));
            }
            else
            {
                utf8.Write([NoText]);
            }

            rest = rest[used..];
        }

        if (bytes.Length % 2 != 0)
        {
            utf8.Write([NoText]);
        }

        return utf8.WrittenSpan.ToArray();
    }
}

/// <summary>A place in a text that is meant to be JSON.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The byte of the line, from 1.</param>
/// <param name="IsSyntax">Whether it is no JSON from there; otherwise it is JSON with a string that is no text.</param>
public readonly record struct JsonFault(int Line, int Column, bool IsSyntax)
{
    /// <summary>What is wrong there, after the name of the file.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"line {Line}, column {Column} "
            + $"{(IsSyntax ? "cannot be read" : "holds a string that is no text: half a character, or bytes that are no UTF-8")}");

    internal static JsonFault At(ReadOnlySpan<byte> json, int offset, bool isSyntax)
    {
        ReadOnlySpan<byte> before = json[..offset];
        return new JsonFault(before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'), isSyntax);
    }
}
