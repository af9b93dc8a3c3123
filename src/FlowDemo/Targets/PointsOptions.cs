using FlowDemo.Targets.Tables;

namespace FlowDemo.Targets;

/// <summary>How a table of points becomes a mixture.</summary>
public sealed record PointsOptions
{
    /// <summary>The first two numeric columns, standardised, Scott's bandwidth.</summary>
    public static PointsOptions Default { get; } = new();

    /// <summary>The columns to read; null for the first two numeric ones that do not count rows.</summary>
    public ColumnPair? Columns { get; init; }

    /// <summary>How the table is written.</summary>
    public TableForm Table { get; init; } = TableForm.Guessed;

    /// <summary>The width of the kernels.</summary>
    public Bandwidth Bandwidth { get; init; } = Bandwidth.Scott;

    /// <summary>Whether each coordinate is moved and scaled to mean 0 and standard deviation 1.</summary>
    public bool Standardize { get; init; } = true;
}
