namespace FlowDemo.Cli.Rendering;

/// <summary>How a piece of text looks where colour is wanted; elsewhere it is plain.</summary>
internal enum Ink
{
    /// <summary>As the terminal writes.</summary>
    Plain,

    /// <summary>Fainter: what is there for whoever looks for it.</summary>
    Dim,

    /// <summary>Stronger: headings and names.</summary>
    Bold,

    /// <summary>An id, or as good as the best.</summary>
    Green,

    /// <summary>The best.</summary>
    BoldGreen,

    /// <summary>What to be aware of.</summary>
    Yellow,
}
