using System.Security.Cryptography;

namespace FlowDemo.Interchange;

/// <summary>SHA-256 in lower-case hexadecimal: by it a file says what it belongs to, and that nobody has changed it.</summary>
public static class ContentHash
{
    /// <summary>Digits of a hash.</summary>
    public const int Length = 2 * SHA256.HashSizeInBytes;

    /// <summary>The hash of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of what a stream still holds.</summary>
    /// <param name="stream">The stream; it is read to its end.</param>
    public static string Of(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));
}
