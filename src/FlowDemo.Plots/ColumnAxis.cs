using System.Globalization;
using FlowDemo.Targets;
using OxyPlot.Axes;

namespace FlowDemo.Plots;

/// <summary>
/// An axis of the plane with the user's own name and numbers: points stand where they are in standard units, and the ticks at round
/// numbers of the column.
/// </summary>
internal sealed class ColumnAxis : LinearAxis
{
    private readonly Column column;

    /// <summary>Creates the axis of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="units">What coordinates are measured in.</param>
    public ColumnAxis(Column column, Units units)
    {
        this.column = column;
        bool isOwn = column is { Origin: 0, Size: 1 };
        Title = Printable.Of(column.Name) + (isOwn ? $" [{units.Name}]" : string.Empty);
        LabelFormatter = x => ((x * column.Size) + column.Origin).ToString("0.######", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override void GetTickValues(
        out IList<double> majorLabelValues, out IList<double> majorTickValues, out IList<double> minorTickValues)
    {
        (double low, double high) = ((ActualMinimum * column.Size) + column.Origin, (ActualMaximum * column.Size) + column.Origin);
        double length = Math.Abs(IsHorizontal() ? ScreenMax.X - ScreenMin.X : ScreenMax.Y - ScreenMin.Y);
        double step = CalculateActualInterval(
            length, IntervalLength, high - low, MinimumMajorIntervalCount, MaximumMajorIntervalCount);
        int first = (int)Math.Ceiling((low / step) - 1e-9);
        int last = (int)Math.Floor((high / step) + 1e-9);
        IEnumerable<int> multiples = Enumerable.Range(first, Math.Max(0, last - first + 1));
        majorTickValues = [.. multiples.Select(k => ((k * step) - column.Origin) / column.Size)];
        majorLabelValues = majorTickValues;
        minorTickValues = [];
    }
}
