using System.Globalization;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// BOSS with few trained numbers: the weights of a student that imitates the exact velocity at the knots are frozen, and a
/// correction of rank r moves them to the chords, <c>C = F + A B</c>, C the M x 2K weights of M features at K knots. With residual
/// fits the frozen student is the exact field itself and the correction a residual over it. At rank 2K it is the full fit of
/// <c>boss</c>, at rank 0 the frozen student.
/// </summary>
/// <param name="rank">r, at least 0.</param>
/// <remarks>
/// Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414, appendix E,
/// where every layer of the network gets such a correction of rank 4; a linear student has one layer. Fitted by
/// <see cref="LowRankCorrection"/> instead of gradient descent. The weights are merged, so that sampling costs what it did.
/// </remarks>
internal sealed class LowRankStraightening(int rank) : ITrainingMethod
{
    private const int LargestSweeps = 60;
    private const double SmallestGain = 1e-8;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "velocity-lora", "BOSS with few trained numbers: a low-rank correction of a frozen student's weights at all knots.", static a =>
            new LowRankStraightening(a.Integer(0, 0, 200)))
    {
        Formula = "C = F + A B, A (M x r) shared by the knots, B (r x 2K): the weights of M features at K knots, F those of the exact "
            + "velocity",
        Order = "as boss at rank 2K",
        Cost = TrainingContext.PairCost + "; the fit sweeps over small linear systems",
        Source = "Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening of Flow-Matching Models, 2023, arXiv 2312.16414, "
            + "appendix E; Hu et al., LoRA, 2021, arXiv 2106.09685",
        Notes = "With --residual yes the frozen student is the exact field. Reports trained parameters, and the errors of the full fit "
            + "and of the frozen student: the fit lowers the loss at the knots, which at rank 1 may still raise the error at the end.",
        Parameters = [new MethodParameter("rank", "4", "r, 0 to 200; 2K and more is the full fit")],
    };

    /// <inheritdoc/>
    public string Schedule => "boss";

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        SampleBatch exact = Sampler.Run(context.Teacher, context.FineSolver, TimeGrid.Uniform(1), context.Validation, context.Execution);
        return [.. context.Options.Steps.Select(steps => TrainFor(context, context.Grid(steps), exact))];
    }

    private ModelMember TrainFor(TrainingContext context, TimeGrid grid, SampleBatch exact)
    {
        KnotRows rows = new KnotStraightening(Schedule, Chord.Trajectory).Rows(context, grid);
        RidgeSolution[] fits = [.. Enumerable.Range(0, grid.Steps).Select(
            k => context.SolveKnot(grid[k], rows.States[k], KnotStudent.Target(context, grid, rows, k), rows.Weights?[k]))];
        Matrix<double>[] frozen = [.. fits.Select((p, k) => Frozen(context, grid, rows, p, k))];
        LowRankCorrection correction = new(fits, frozen, rank);
        for (int sweep = 0; sweep < LargestSweeps; sweep++)
        {
            double before = correction.Loss;
            if (!correction.Sweep() || before - correction.Loss < SmallestGain * before)
            {
                break;
            }
        }

        ModelMember member = Member(context, grid, fits, correction.Coefficients);
        string steps = string.Create(CultureInfo.InvariantCulture, $"{grid.Steps} step{(grid.Steps == 1 ? string.Empty : "s")}");
        long trained = (long)correction.Rank * (fits[0].Features.Count + (2 * grid.Steps));
        context.Report($"{steps}: rank of the correction", correction.Rank);
        context.Report($"{steps}: trained parameters", trained);
        context.Report($"{steps}: trained parameters as a share of the full fit's", (double)trained / member.Field.ParameterCount);
        context.Report($"{steps}: RMSE to the exact flow", Error(context, member, exact));
        context.Report(
            $"{steps}: RMSE of the full fit", Error(context, Member(context, grid, fits, k => fits[k].Coefficients), exact));
        context.Report($"{steps}: RMSE of the frozen student", Error(context, Member(context, grid, fits, k => frozen[k]), exact));
        if (rank >= 2 * grid.Steps)
        {
            context.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"rank {rank} does not restrict the weights of {steps}, whose rank is at most {2 * grid.Steps}: that member is the full "
                    + $"fit"));
        }

        return member;
    }

    /// <summary>
    /// The weights of the frozen student: a fit of the exact velocity, or nothing where the exact velocity is added anyway.
    /// </summary>
    private static Matrix<double> Frozen(TrainingContext context, TimeGrid grid, KnotRows rows, RidgeSolution fit, int k)
    {
        if (FeatureDesign.IsResidual(context.Options))
        {
            return Matrix<double>.Build.Dense(fit.Features.Count, 2);
        }

        return context.SolveKnot(
            grid[k],
            rows.States[k],
            KnotStudent.TeacherVelocities(context, grid[k], rows.States[k]),
            rows.Weights?[k]).Coefficients;
    }

    private static ModelMember Member(
        TrainingContext context,
        TimeGrid grid,
        RidgeSolution[] fits,
        Func<int, Matrix<double>> coefficients) =>
        KnotStudent.Member(context, grid, [.. fits.Select((p, k) => p.With(coefficients(k)))]);

    private static double Error(TrainingContext context, ModelMember member, SampleBatch exact)
    {
        SampleBatch end = Sampler.Run(
            context.Teacher with { Field = member.Field }, Tableaus.Euler, member.Grid!, context.Validation, context.Execution);
        return Flat.RootMeanSquareDistance(end, exact);
    }
}
