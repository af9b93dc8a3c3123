namespace FlowDemo;

/// <summary>Something that may be done to any method of a catalogue, written behind its name: <c>boss+gauss</c>.</summary>
/// <typeparam name="T">What the catalogue creates.</typeparam>
/// <param name="Id">What stands behind the plus sign.</param>
/// <param name="Summary">One sentence that says what it does.</param>
/// <param name="Apply">Makes the changed method.</param>
public sealed record CatalogModifier<T>(string Id, string Summary, Func<T, T> Apply);
