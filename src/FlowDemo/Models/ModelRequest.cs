using System.Buffers.Binary;

namespace FlowDemo.Models;

/// <summary>
/// The header of a request, and of its answer, in 40 bytes, little-endian: magic (4 bytes), kind (int32), request number (int64),
/// t (float64), count (int64), and the rate of t along the direction of a product (float64). Count x dimension numbers follow, row by
/// row; in a request for products as many of the direction behind them.
/// </summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Number">Counts the requests, from 0.</param>
/// <param name="Time">The model's time.</param>
/// <param name="Count">Samples.</param>
/// <param name="TimeRate">1 where the product is also along time, else 0.</param>
internal readonly record struct ModelRequest(ModelRequestKind Kind, long Number, double Time, long Count, double TimeRate)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 40;

    private static ReadOnlySpan<byte> RequestMagic => "FDRQ"u8;

    private static ReadOnlySpan<byte> AnswerMagic => "FDAN"u8;

    /// <summary>Writes the header of the request.</summary>
    /// <param name="header">Receives its bytes.</param>
    public void Write(Span<byte> header)
    {
        RequestMagic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], (int)Kind);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], Number);
        BinaryPrimitives.WriteDoubleLittleEndian(header[16..], Time);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], Count);
        BinaryPrimitives.WriteDoubleLittleEndian(header[32..], TimeRate);
    }

    /// <summary>Whether bytes begin as an answer does.</summary>
    /// <param name="header">The bytes of a header.</param>
    public static bool IsAnswer(ReadOnlySpan<byte> header) => header.StartsWith(AnswerMagic);

    /// <summary>The number and count of an answer.</summary>
    /// <param name="header">The bytes of its header.</param>
    public static (long Number, long Count) ReadAnswer(ReadOnlySpan<byte> header) =>
        (BinaryPrimitives.ReadInt64LittleEndian(header[8..]), BinaryPrimitives.ReadInt64LittleEndian(header[24..]));
}

/// <summary>What a model is asked for.</summary>
internal enum ModelRequestKind
{
    /// <summary>The velocity of every sample.</summary>
    Velocity = 0,

    /// <summary>The derivative of the velocity along a direction of every sample.</summary>
    Product = 1,
}
