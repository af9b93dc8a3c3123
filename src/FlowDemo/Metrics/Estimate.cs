namespace FlowDemo.Metrics;

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">The figure; may be infinite, never NaN.</param>
/// <param name="Low">Lower end of the interval, or <paramref name="Value"/> where there is none.</param>
/// <param name="High">Upper end of the interval, or <paramref name="Value"/> where there is none.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>
    /// What exact samples of the target would score at the same number of points; null for a metric that is zero for them.
    /// </summary>
    public double? Floor { get; init; }

    /// <summary>Whether the figure may be larger, so that it is no estimate and cannot be compared.</summary>
    public bool IsLowerBound { get; init; }

    /// <summary>
    /// Whether chance may be all of the figure, or as much of it as makes no ranking of it: its interval is wider than it is large.
    /// </summary>
    internal bool IsLostInItsInterval => High - Low > Math.Abs(Value);

    /// <summary>A figure that has no sampling error.</summary>
    /// <param name="value">The figure.</param>
    public static Estimate Exact(double value) => new(value, value, value);

    /// <summary>The size of a figure that may have either sign.</summary>
    internal Estimate Magnitude
    {
        get
        {
            (double low, double high) = (Math.Abs(Low), Math.Abs(High));
            return new Estimate(Math.Abs(Value), Low < 0 && High > 0 ? 0 : Math.Min(low, high), Math.Max(low, high));
        }
    }

    /// <summary>The figure and its interval in another scale.</summary>
    /// <param name="scale">An increasing function.</param>
    internal Estimate Map(Func<double, double> scale) => this with
    {
        Value = scale(Value),
        Low = scale(Low),
        High = scale(High),
        Floor = Floor is double floor ? scale(floor) : null,
    };
}
