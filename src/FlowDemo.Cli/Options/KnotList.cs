namespace FlowDemo.Cli.Options;

/// <summary>A time grid written out: <c>0,0.2,1</c>.</summary>
internal static class KnotList
{
    /// <summary>Reads a grid.</summary>
    /// <param name="option">Name of the option, for the complaint.</param>
    /// <param name="text">Times separated by commas.</param>
    /// <exception cref="FlowDemoException">A piece is no finite number, or the times are no grid.</exception>
    public static TimeGrid Parse(string option, string text) => new([.. text
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(piece => ArgumentText.TryNumber(piece, out double knot)
            ? knot
            : throw new FlowDemoException(
                $"'{option}' takes times separated by commas, such as 0,0.2,1; '{piece}' is not a finite number."))]);
}
