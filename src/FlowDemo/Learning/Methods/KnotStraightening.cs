using FlowDemo.Learning.Models;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Refits the velocity at the knots of a grid alone, so that one Euler step from each knot lands on the next:
/// <c>min sum_k E|v_k(x(t_k)) - (x(t_k+1) - x(t_k)) / (t_k+1 - t_k)|^2</c>, one regression for each knot, in closed form. With
/// knots from the Bellman recursion it is the second half of BOSS; with a single knot it is one-step distillation.
/// </summary>
/// <param name="schedule">Name of the schedule of the knots, unless the user chooses another.</param>
/// <param name="chord">Which chord the velocity points along.</param>
/// <param name="isOne">Whether one regression with the time as an input serves all knots, in place of one for each.</param>
/// <remarks>
/// Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414, section 3.2,
/// with regressions in closed form in place of fine-tuning and exact teacher trajectories in place of Euler ones.
/// </remarks>
internal sealed class KnotStraightening(string schedule, Chord chord, bool isOne = false) : ITrainingMethod
{
    private static readonly MethodParameter ChordParameter =
        new(
            "chord",
            "trajectory",
            "trajectory for the chord between teacher states, line for the straight line between noise and end point");

    private static readonly MethodParameter StudentParameter =
        new("student", "each", "each for a regression at every knot, one for a single regression with the time as an input");

    /// <summary>The catalogue's line at the knots of BOSS.</summary>
    internal static CatalogEntry<ITrainingMethod> BossEntry { get; } = new(
        "boss", "Knots from the Bellman recursion, then a velocity refitted so that each knot points at the next.", static a =>
            Of("boss", a))
    {
        Formula = "v_k = argmin E|v(x(t_k)) - (x(t_k+1) - x(t_k)) / (t_k+1 - t_k)|^2 for each knot t_k",
        Order = "exact at its own knots with unlimited capacity",
        Cost = TrainingContext.PairCost,
        Source = "Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414",
        Notes = "One model for each number of steps; --schedule chooses other knots. At 1 step it is one-step distillation.",
        Parameters = [ChordParameter, StudentParameter],
    };

    /// <summary>The catalogue's line at uniform knots.</summary>
    internal static CatalogEntry<ITrainingMethod> DistillEntry { get; } = new(
        "distill", "Distillation to 1 or K steps at uniform knots.", static a => Of("uniform", a))
    {
        Formula = "v_0 = argmin E|x0 + v(x0) - x1|^2 at one step; chords between the knots at more",
        Order = "exact at its own knots with unlimited capacity",
        Cost = TrainingContext.PairCost,
        Source = "Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003, section 2.3",
        Notes = "distill:line regresses on the straight line between noise and end point, as K-step distillation of rectified flow does.",
        Parameters = [ChordParameter, StudentParameter],
    };

    /// <inheritdoc/>
    public string Schedule => schedule;

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        return [.. context.Options.Steps.Select(steps => TrainFor(context, context.Grid(steps)))];
    }

    /// <summary>Trains for one grid.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="grid">The knots.</param>
    internal ModelMember TrainFor(TrainingContext context, TimeGrid grid) => isOne
        ? KnotStudent.FitOne(context, grid, Rows(context, grid))
        : KnotStudent.Fit(context, grid, Rows(context, grid));

    /// <summary>States at the knots, the velocities wanted there, and the weights of the rows.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="grid">The knots.</param>
    internal KnotRows Rows(TrainingContext context, TimeGrid grid)
    {
        (SampleBatch[] states, double[][]? weights) = States(context, grid);
        SampleBatch[] chords = new SampleBatch[grid.Steps];
        for (int k = 0; k < chords.Length; k++)
        {
            chords[k] = states[k + 1].Clone();
            Flat.AddScaled(chords[k].Values, -1, states[k].Values);
            Flat.Scale(chords[k].Values, 1 / (grid[k + 1] - grid[k]));
        }

        return new KnotRows(states, chords, weights);
    }

    private (SampleBatch[] States, double[][]? Weights) States(TrainingContext context, TimeGrid grid)
    {
        if (chord == Chord.Line)
        {
            return (LineStates(grid, context.TeacherStates(TimeGrid.Uniform(1))), null);
        }

        if (!context.Options.WeighBySensitivity || grid.Steps == 1)
        {
            return (context.TeacherStates(grid), null);
        }

        TeacherTrajectory trajectory = TeacherTrajectory.Solve(context, grid);
        return (trajectory.States, trajectory.Weights);
    }

    private static SampleBatch[] LineStates(TimeGrid grid, SampleBatch[] ends) => [.. grid.Knots.Select(t =>
    {
        SampleBatch point = ends[1].Clone();
        Flat.Combine(point.Values, t, 1 - t, ends[0].Values);
        return point;
    })];

    /// <summary>The chord may be left out before the student.</summary>
    private static KnotStraightening Of(string schedule, MethodArguments arguments)
    {
        MethodArguments given = arguments.WithLeading("trajectory", "line");
        Chord chord = given.Word(0, "trajectory", "line") == "line" ? Chord.Line : Chord.Trajectory;
        return new KnotStraightening(schedule, chord, given.Word(1, "each", "one") == "one");
    }
}

/// <summary>Which chord a knot's velocity points along.</summary>
public enum Chord
{
    /// <summary>From the teacher's state at the knot to its state at the next: <c>(x(t') - x(t)) / (t' - t)</c>.</summary>
    Trajectory,

    /// <summary>From the noise to the end point of its trajectory, at the points of the straight line between them.</summary>
    Line,
}
