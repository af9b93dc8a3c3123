namespace FlowDemo.Targets;

/// <summary>Finds the target that a user names: a built-in one, a mixture in a .json file, or points in a .csv file.</summary>
public static class TargetLoader
{
    /// <summary>Loads a target. An id of the catalogue goes before a file of the same name.</summary>
    /// <param name="name">An id, or the path of a file that ends in .json or .csv.</param>
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

        switch (Path.GetExtension(name).ToLowerInvariant())
        {
            case ".json":
                BuiltInTarget.RefusePointsOptions(name, options);
                (byte[] json, SourceFile mixtureFile) = InputFile.Read(name);
                GaussianMixture mixture = MixtureFile.Read(json, name);
                return new Target(name, mixture, $"{Path.GetFileName(name)}: mixture, {mixture.Components.Length} components", name) { File = mixtureFile };
            case ".csv":
                (byte[] text, SourceFile pointsFile) = InputFile.Read(name);
                using (MemoryStream stream = new(text, writable: false))
                {
                    return KernelMixture.Create(name, PointsTable.Read(stream, name), options) with { File = pointsFile };
                }

            default:
                throw new FlowDemoException($"{TargetCatalog.All.Unknown(name).Message} A file of your own ends in .json (a mixture) or .csv (points).");
        }
    }
}
