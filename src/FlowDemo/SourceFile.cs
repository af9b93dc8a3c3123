namespace FlowDemo;

/// <summary>A file that something was made from: a report says which, and whoever makes it again can tell whether it has changed.</summary>
/// <param name="Path">The path as the user wrote it.</param>
/// <param name="Sha256">SHA-256 of its bytes when they were read, in lower-case hexadecimal.</param>
public sealed record SourceFile(string Path, string Sha256);
