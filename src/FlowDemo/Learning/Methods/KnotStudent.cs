using System.Collections.Immutable;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;

namespace FlowDemo.Learning.Methods;

/// <summary>A student with one regression for each knot.</summary>
internal static class KnotStudent
{
    /// <summary>Fits velocities at the knots.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="grid">The knots.</param>
    /// <param name="rows">What to fit.</param>
    public static ModelMember Fit(TrainingContext context, TimeGrid grid, KnotRows rows) =>
        Member(context, grid, [.. Enumerable.Range(0, grid.Steps).Select(
            k => context.FitKnot(grid[k], rows.States[k], Target(context, grid, rows, k), rows.Weights?[k]))]);

    /// <summary>Fits one function of state and time to the velocities at all knots, as the network of the paper is.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="grid">The knots.</param>
    /// <param name="rows">What to fit.</param>
    public static ModelMember FitOne(TrainingContext context, TimeGrid grid, KnotRows rows) => Member(
        context,
        grid,
        [],
        [
            context.Fit(withTime: true, [.. Enumerable.Range(0, grid.Steps).SelectMany(
                k => RegressionBlock.Cut(grid[k], rows.States[k], Target(context, grid, rows, k), rows.Weights?[k]))]),
        ]);

    /// <summary>What the function at a knot is to give: the velocity, or for a residual what it has beyond the teacher's.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="grid">The knots.</param>
    /// <param name="rows">What to fit.</param>
    /// <param name="k">Index of the knot.</param>
    public static SampleBatch Target(TrainingContext context, TimeGrid grid, KnotRows rows, int k)
    {
        if (!FeatureDesign.IsResidual(context.Options))
        {
            return rows.Velocities[k];
        }

        SampleBatch target = rows.Velocities[k].Clone();
        Flat.AddScaled(target.Values, -1, TeacherVelocities(context, grid[k], rows.States[k]).Values);
        return target;
    }

    /// <summary>The teacher's velocities at states that were completed by symmetry: those of the first map, and their images.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="t">Time.</param>
    /// <param name="states">States, completed.</param>
    public static SampleBatch TeacherVelocities(TrainingContext context, double t, SampleBatch states)
    {
        SampleBatch first = states.Slice(0, states.Count / context.Symmetry.Order);
        SampleBatch velocities = first.NewLike();
        context.Teacher.Field.Evaluate(t, first, velocities);
        return context.Symmetry.Complete(velocities);
    }

    /// <summary>Puts fitted functions together.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="grid">The knots.</param>
    /// <param name="functions">One function for each knot.</param>
    public static ModelMember Member(TrainingContext context, TimeGrid grid, ILearnedFunction[] functions) =>
        Member(context, grid, [.. grid.Knots[..^1]], functions);

    private static ModelMember Member(
        TrainingContext context, TimeGrid grid, ImmutableArray<double> knots, ILearnedFunction[] functions)
    {
        Prediction prediction = FeatureDesign.IsResidual(context.Options) ? Prediction.Residual : Prediction.Velocity;
        return new ModelMember(grid, new LearnedVelocityField(knots, [.. functions], prediction, context.Exact));
    }
}
