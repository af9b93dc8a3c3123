using System.Globalization;

namespace FlowDemo.Targets;

/// <summary>Reads files whole that fit in memory, with what is made of them; larger ones, and those without end, are refused.</summary>
internal static class BoundedFile
{
    /// <summary>Bytes of the largest file: as text it still is one string.</summary>
    private const long Largest = 1_000_000_000;

    /// <summary>Bytes of the largest one that does not say its length: a device or a pipe.</summary>
    private const long LargestUnknown = 256_000_000;

    /// <summary>Bytes that one byte of a table comes to: itself, text, fields and numbers.</summary>
    private const long Growth = 8;

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="FlowDemoException">It is too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        return ReadAll(file, $"The file '{path}'");
    }

    /// <summary>All bytes of a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What a complaint calls it.</param>
    /// <exception cref="FlowDemoException">It is too large, or has no end.</exception>
    public static byte[] ReadAll(Stream stream, string name)
    {
        long length = stream.CanSeek ? stream.Length : 0;
        long most = Math.Min(length > 0 ? Largest : LargestUnknown, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Growth);
        if (length > most)
        {
            throw TooLarge(name, most);
        }

        byte[] bytes = new byte[length > 0 ? length : 1 << 16];
        int count = 0;
        while (true)
        {
            int read = stream.Read(bytes, count, bytes.Length - count);
            if (read == 0)
            {
                return bytes.AsSpan(0, count).ToArray();
            }

            count += read;
            if (count == bytes.Length)
            {
                // The file may have grown; one byte more tells whether it ends here.
                int next = stream.ReadByte();
                if (next < 0)
                {
                    return bytes;
                }

                if (count + 1 > most)
                {
                    throw TooLarge(name, most);
                }

                Array.Resize(ref bytes, (int)Math.Min(most + 1, Math.Max(2L * count, 1 << 16)));
                bytes[count++] = (byte)next;
            }
        }
    }

    private static FlowDemoException TooLarge(string name, long most) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{name} holds more than {most / 1e6:F0} MB, which is all that can be read whole here; take a part of it."));
}
