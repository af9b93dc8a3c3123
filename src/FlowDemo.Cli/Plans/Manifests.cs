using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using FlowDemo.Comparison;
using FlowDemo.Interchange;
using FlowDemo.Numerics;

namespace FlowDemo.Cli.Plans;

/// <summary>Records how a report came about.</summary>
internal static class Manifests
{
    /// <summary>The manifest of a comparison on this machine.</summary>
    /// <param name="options">The options that make it again.</param>
    public static ReportManifest Of(ImmutableArray<(string Name, string Value)> options)
    {
        string[] version = (typeof(Manifests).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty).Split('+', 2);
        return new ReportManifest(
            version[0],
            version.Length > 1 ? version[1] : string.Empty,
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            VectorWidth.Bits,
            [.. FilesAmong(options).Select(static f => (f, Hash(f)))],
            options);
    }

    /// <summary>The hash of a file's bytes.</summary>
    /// <param name="path">The file.</param>
    public static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ContentHash.Of(stream);
    }

    /// <summary>The files that options name: a value as a whole, or what stands behind the colon of one of its pieces.</summary>
    private static IEnumerable<string> FilesAmong(ImmutableArray<(string Name, string Value)> options) => options
        .SelectMany(static o => o.Value.Split(',').Select(static p => p.Split(':', 2)[^1]).Prepend(o.Value))
        .Where(static f => Path.HasExtension(f) && File.Exists(f))
        .Distinct();
}
