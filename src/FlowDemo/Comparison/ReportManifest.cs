using System.Collections.Immutable;

namespace FlowDemo.Comparison;

/// <summary>What it takes to make a report again, and to tell why it came out otherwise.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Commit">Commit that it was built from; empty where that is not known.</param>
/// <param name="Runtime">The runtime that it ran on.</param>
/// <param name="VectorBits">Width of the widest vectors that it used.</param>
/// <param name="Inputs">The files that it read, with the SHA-256 of their bytes in lower-case hexadecimal.</param>
/// <param name="Plan">Everything that decides the numbers: options by name, with their values as text.</param>
public sealed record ReportManifest(
    string Version,
    string Commit,
    string Runtime,
    int VectorBits,
    ImmutableArray<(string Path, string Sha256)> Inputs,
    ImmutableArray<(string Name, string Value)> Plan)
{
    /// <summary>A hash of the model's answers to fixed inputs; null where there is no model.</summary>
    public string? ModelFingerprint { get; init; }
}
