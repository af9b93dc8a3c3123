using FlowDemo.Targets;

namespace FlowDemo.Learning.Models;

/// <summary>A field of a model together with the grid that it was trained for.</summary>
/// <param name="Grid">The grid; null for a field that serves any.</param>
/// <param name="Field">The field.</param>
public sealed record ModelMember(TimeGrid? Grid, IModelField Field)
{
    private const double KnotTolerance = 1e-9;

    /// <summary>The class of the target that the field is for, and its guidance; null for the whole target.</summary>
    public ClassCondition? Condition { get; init; }

    /// <summary>Whether the field may be walked on a grid without leaving the times that it was fitted at.</summary>
    /// <param name="grid">The grid.</param>
    public bool Fits(TimeGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Grid is null || (
            Grid.Steps == grid.Steps && Grid.Knots.Zip(grid.Knots, static (a, b) => Math.Abs(a - b)).All(static d => d <= KnotTolerance));
    }
}
