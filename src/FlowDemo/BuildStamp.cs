using System.Reflection;

namespace FlowDemo;

/// <summary>Of what an assembly was built.</summary>
/// <param name="Version">Its version, as in <c>0.1.0</c>.</param>
/// <param name="Commit">The commit it was built from, in full; empty where the sources were no repository.</param>
public sealed record BuildStamp(string Version, string Commit)
{
    private const int ShownDigits = 7;

    /// <summary>The stamp of an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    public static BuildStamp Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        string stamp = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;
        string[] parts = stamp.Split('+', 2);
        return new BuildStamp(parts[0], parts.Length > 1 ? parts[1] : string.Empty);
    }

    /// <summary>Both for people: <c>0.1.0+42de184</c>.</summary>
    public override string ToString() =>
        Commit.Length > 0 ? $"{Version}+{Commit[..Math.Min(ShownDigits, Commit.Length)]}" : Version;
}
