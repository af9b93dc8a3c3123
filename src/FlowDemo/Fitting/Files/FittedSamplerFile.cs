using System.Text.Json;
using System.Text.Json.Serialization;
using FlowDemo.Interchange;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Files;

/// <summary>Fitted samplers as JSON: the same bytes for the same samplers, and what is read back gives the same bytes.</summary>
public static class FittedSamplerFile
{
    private static readonly SealedJson<FittedSamplerSet> Json =
        new("flowdemo-fitted-sampler", 3, "fitted sampler", "fit", FittedSamplerJson.Default.SealedFileFittedSamplerSet);

    /// <summary>The whole file, in UTF-8, ended by a line feed.</summary>
    /// <param name="set">The samplers.</param>
    public static byte[] Write(FittedSamplerSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Json.Write(set);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name, for complaints.</param>
    /// <exception cref="FlowDemoException">It is not a file of fitted samplers of this version, or it has been changed.</exception>
    public static FittedSamplerSet Read(ReadOnlyMemory<byte> bytes, string name) => Json.Read(
        bytes,
        name,
        static set => set.Samplers.IsEmpty || set.Samplers.DistinctBy(static s => s.Evaluations).Count() != set.Samplers.Length
            ? throw new FlowDemoException("A file holds at least one sampler, and one for each NFE.")
            : set);
}

/// <summary>How fitted samplers are written and read.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(FiniteConverter), typeof(NumberLineConverter), typeof(NameConverter<WarmStartKind>)])]
[JsonSerializable(typeof(SealedFile<FittedSamplerSet>))]
internal sealed partial class FittedSamplerJson : JsonSerializerContext;
