using FlowDemo.Interchange;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Targets;

/// <summary>
/// Finds the target that a user names: a built-in one, a mixture in a .json file, or points in a .csv, .tsv or .npy file.
/// </summary>
public static class TargetLoader
{
    /// <summary>Loads a target. An id of the catalogue goes before a file of the same name.</summary>
    /// <param name="name">An id, the path of a file that ends in .json, .csv, .tsv or .npy, or - for standard input.</param>
    /// <param name="options">How points become a mixture; the defaults unless the target is points.</param>
    /// <exception cref="FlowDemoException">There is no such target, or its file cannot be read or used.</exception>
    public static Target Load(string name, PointsOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        if (TargetCatalog.All.Find(name) is not null)
        {
            return TargetCatalog.All.Create(name)(options);
        }

        string extension = Path.GetExtension(name).ToLowerInvariant();
        if (extension == ".json")
        {
            BuiltInTarget.RefusePointsOptions(name, options);
        }

        return extension switch
        {
            ".json" => ReadMixture(name, options, InputFile.Read(name)),
            ".csv" or ".tsv" or ".npy" => ReadPoints(name, options, InputFile.Read(name)),
            _ when IsUnnamed(name) => ReadUnnamed(name, options, InputFile.Read(name)),
            _ => throw new FlowDemoException(
                $"{TargetCatalog.All.Unknown(name).Message} A file of your own ends in .json (a mixture), or .csv, .tsv or .npy (points); "
                    + $"- is standard input."),
        };
    }

    /// <summary>Whether a name means a file, which <see cref="Load"/> would read.</summary>
    /// <param name="name">The name.</param>
    public static bool IsFile(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TargetCatalog.All.Find(name) is null
            && (IsUnnamed(name) || Path.GetExtension(name).ToLowerInvariant() is ".json" or ".csv" or ".tsv" or ".npy");
    }

    /// <summary>Whether it is standard input or a pipe of the shell, whose names say nothing of what is in them.</summary>
    private static bool IsUnnamed(string name) =>
        name == InputFile.StandardInput
        || name.StartsWith("/dev/", StringComparison.Ordinal)
        || name.StartsWith("/proc/", StringComparison.Ordinal);

    private static Target ReadUnnamed(string name, PointsOptions options, (byte[] Bytes, SourceFile Source) file) =>
        JsonBytes.WithoutMark(file.Bytes).Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8)
            ? ReadMixture(name, options, file)
            : ReadPoints(name, options, file);

    private static Target ReadMixture(string name, PointsOptions options, (byte[] Bytes, SourceFile Source) file)
    {
        BuiltInTarget.RefusePointsOptions(name, options);
        GaussianMixture mixture = MixtureFile.Read(file.Bytes, name);
        return new Target(
            name,
            mixture,
            $"{Path.GetFileName(name)}: mixture, {mixture.Components.Length} components",
            name)
        { File = file.Source };
    }

    private static Target ReadPoints(string name, PointsOptions options, (byte[] Bytes, SourceFile Source) file)
    {
        PointColumns points = PointsFile.ReadColumns(file.Bytes, name, options, PointsFile.IsArray(file.Bytes, name));
        return KernelMixture.Create(name, points, options) with { File = file.Source };
    }
}
