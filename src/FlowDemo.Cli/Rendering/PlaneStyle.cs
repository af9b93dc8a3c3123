namespace FlowDemo.Cli.Rendering;

/// <summary>With what a picture of the plane is drawn.</summary>
internal enum PlaneStyle
{
    /// <summary>Half blocks in colour, and braille over them.</summary>
    Color,

    /// <summary>Shaded blocks, and braille in their place.</summary>
    Blocks,

    /// <summary>The characters that every terminal has.</summary>
    Ascii,
}
