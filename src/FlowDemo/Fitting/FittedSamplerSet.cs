using System.Buffers.Binary;
using System.Collections.Immutable;
using FlowDemo.Interchange;
using FlowDemo.Targets;

namespace FlowDemo.Fitting;

/// <summary>Fitted samplers of several budgets with where they come from: what a file of them holds.</summary>
/// <param name="Program">Version of the program that fitted them.</param>
/// <param name="Target">What the user called the target, or the targets, with commas.</param>
/// <param name="TargetHash">Hash of the targets' components, see <see cref="HashOf"/>.</param>
/// <param name="Path">Id of the path.</param>
/// <param name="Seed">Seed of the calibration noise.</param>
/// <param name="Pairs">Calibration pairs.</param>
/// <param name="Samplers">The samplers, by budget, at least one.</param>
public sealed record FittedSamplerSet(
    string Program,
    string Target,
    string TargetHash,
    string Path,
    int Seed,
    int Pairs,
    ImmutableArray<FittedSampler> Samplers)
{
    /// <summary>SHA-256 of the weights, means and covariances of mixtures, in order, as little-endian doubles.</summary>
    /// <param name="targets">The mixtures.</param>
    public static string HashOf(params ReadOnlySpan<GaussianMixture> targets)
    {
        double[] numbers =
        [
            .. targets.ToArray().SelectMany(static t => t.Components).SelectMany(
                static c => new[] { c.Weight, c.MeanX, c.MeanY, c.CovarianceXX, c.CovarianceXY, c.CovarianceYY }),
        ];
        byte[] bytes = new byte[numbers.Length * sizeof(double)];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), numbers[i]);
        }

        return ContentHash.Of(bytes);
    }
}
