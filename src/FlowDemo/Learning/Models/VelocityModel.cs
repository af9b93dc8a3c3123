using System.Collections.Immutable;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Models;

/// <summary>What a training method produced: velocity fields for one target on one path, with where they come from.</summary>
/// <param name="Target">The data distribution they were trained for, all of its classes.</param>
/// <param name="Path">Id of the path they live on.</param>
/// <param name="Members">The fields: for each class, one for each grid, or one for all.</param>
/// <param name="Record">How they were trained.</param>
public sealed record VelocityModel(GaussianMixture Target, string Path, ImmutableArray<ModelMember> Members, TrainingRecord Record)
{
    /// <summary>
    /// The member for a grid: the one that was trained on it; failing that, one that serves all grids, one with as many steps,
    /// and last the one with the nearest number of steps.
    /// </summary>
    /// <param name="grid">The grid that will be walked.</param>
    public ModelMember MemberFor(TimeGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Members.FirstOrDefault(m => m.Grid is not null && m.Fits(grid))
            ?? Members.FirstOrDefault(static m => m.Grid is null)
            ?? Members.MinBy(m => Math.Abs(m.Grid!.Steps - grid.Steps))!;
    }
}
