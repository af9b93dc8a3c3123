using System.Buffers.Binary;
using System.Security.Cryptography;
using FlowDemo.Targets;

namespace FlowDemo.Fitting.Files;

/// <summary>Fingerprints by which a file says what it belongs to and that nobody has changed it.</summary>
internal static class ContentHash
{
    /// <summary>SHA-256 of some bytes, in lower-case hexadecimal.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>SHA-256 of the weights, means and covariances of a mixture, in order, as little-endian doubles.</summary>
    /// <param name="target">The mixture.</param>
    public static string Of(GaussianMixture target)
    {
        double[] numbers =
        [
            .. target.Components.SelectMany(static c => new[] { c.Weight, c.MeanX, c.MeanY, c.CovarianceXX, c.CovarianceXY, c.CovarianceYY }),
        ];
        byte[] bytes = new byte[numbers.Length * sizeof(double)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
        }

        return Of(bytes);
    }
}
