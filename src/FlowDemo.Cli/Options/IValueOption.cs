namespace FlowDemo.Cli.Options;

/// <summary>An option with one value.</summary>
internal interface IValueOption
{
    /// <summary>Its value when left out, as it would be written; null when it has none.</summary>
    string? DefaultText { get; }
}
