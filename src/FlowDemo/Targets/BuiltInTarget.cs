using System.Resources;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Targets;

/// <summary>Entries of the data distributions that come with the program.</summary>
internal static class BuiltInTarget
{
    /// <summary>The source of a distribution that is nobody else's.</summary>
    internal const string Own = "defined here";

    /// <summary>The line of a mixture, which has no use for the options for points.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="summary">What it is, without a full stop.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="create">Makes it.</param>
    internal static CatalogEntry<Func<PointsOptions, Target>> Mixture(
        string id,
        string summary,
        string source,
        Func<GaussianMixture> create) =>
        new(id, summary + ".", _ => options =>
        {
            RefusePointsOptions(id, options);
            return new Target(id, create(), summary, source);
        })
        {
            Source = source,
        };

    /// <summary>The line of points that come with the program.</summary>
    /// <param name="id">Their name.</param>
    /// <param name="summary">What they are, without a full stop.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="resource">The file.</param>
    internal static CatalogEntry<Func<PointsOptions, Target>> Points(string id, string summary, string source, string resource) =>
        new(id, summary + ".", _ => options =>
        {
            using Stream stream = typeof(BuiltInTarget).Assembly.GetManifestResourceStream(resource)
                ?? throw new MissingManifestResourceException(resource);
            return KernelMixture.Create(
                id,
                PointColumns.Of(PointsTable.Read(stream, resource, options.Table), options.Table, options.Columns),
                options) with
            { Source = source };
        })
        {
            Source = source,
        };

    /// <summary>Says so when options are given that a mixture has no use for.</summary>
    /// <param name="name">The target.</param>
    /// <param name="options">What was given.</param>
    /// <exception cref="FlowDemoException">They are not the defaults.</exception>
    internal static void RefusePointsOptions(string name, PointsOptions options)
    {
        RefuseTableForm(name, options.Table);
        if (options != PointsOptions.Default)
        {
            throw new FlowDemoException($"The target '{name}' is a mixture, not points: columns, bandwidth and standardisation cannot be "
                + $"chosen for it; leave these options out.");
        }
    }

    /// <summary>Says so when the form of a table is given for what is none.</summary>
    /// <param name="name">The target.</param>
    /// <param name="form">What was given.</param>
    /// <exception cref="FlowDemoException">Something was given.</exception>
    internal static void RefuseTableForm(string name, TableForm form)
    {
        if (form != TableForm.Guessed)
        {
            string given = form.Delimiter is not null ? "--delimiter" : form.Header is not null ? "--header" : $"--missing {form.Missing}";
            throw new FlowDemoException($"'{given}' is about a table, and '{name}' is none; leave it out.");
        }
    }
}
