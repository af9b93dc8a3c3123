namespace FlowDemo.Cli.Rendering;

/// <summary>How much of a report is shown as tables.</summary>
internal enum TableExtent
{
    /// <summary>The table that the answer is about.</summary>
    Least,

    /// <summary>The tables that say something by themselves.</summary>
    Usual,

    /// <summary>Every table.</summary>
    All,
}
