using System.Collections.Immutable;

namespace FlowDemo.Cli.Rendering;

/// <summary>What is known about one entry of any catalogue.</summary>
/// <param name="Kind">What it is, in the singular.</param>
/// <param name="Id">Its name.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Formula">Update or definition.</param>
/// <param name="Order">Order of convergence, or where a grid is denser.</param>
/// <param name="Cost">Velocity evaluations.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Notes">Other names and mix-ups.</param>
/// <param name="Parameters">What may follow the id behind a colon.</param>
internal sealed record MethodPage(
    string Kind,
    string Id,
    string Summary,
    string Formula,
    string Order,
    string Cost,
    string Source,
    string Notes,
    ImmutableArray<MethodParameter> Parameters)
{
    /// <summary>The pages of one catalogue, in its order.</summary>
    /// <typeparam name="T">What its entries create.</typeparam>
    /// <param name="catalog">The catalogue.</param>
    public static IEnumerable<MethodPage> Of<T>(Catalog<T> catalog) => catalog.Entries.Select(e =>
        new MethodPage(catalog.Kind, e.Id, e.Summary, e.Formula, e.Order, e.Cost, e.Source, e.Notes, e.Parameters));
}
