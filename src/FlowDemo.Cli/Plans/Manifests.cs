using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FlowDemo.Comparison;
using FlowDemo.Numerics;

namespace FlowDemo.Cli.Plans;

/// <summary>Records how a report came about.</summary>
internal static class Manifests
{
    /// <summary>The manifest of a comparison on this machine.</summary>
    /// <param name="options">The options that make it again.</param>
    /// <param name="inputs">The files that it was made from.</param>
    public static ReportManifest Of(ImmutableArray<(string Name, string Value)> options, IEnumerable<SourceFile> inputs)
    {
        BuildStamp program = BuildStamp.Of(typeof(Manifests).Assembly);
        return new ReportManifest(
            program.Version,
            program.Commit,
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            VectorWidth.Bits,
            [.. inputs.DistinctBy(static f => f.Path).Select(static f => (f.Path, f.Sha256))],
            options);
    }
}
