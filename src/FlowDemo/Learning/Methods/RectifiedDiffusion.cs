using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Sampling;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Retrains a diffusion model on pairs of its own flow without leaving its path: the data prediction at each knot is
/// <c>D_k = argmin E|D(x) - x1|^2, x = alpha(t_k) x1 + sigma(t_k) x0, x1 = T(x0)</c>. What it aims at is not straight
/// lines but predictions that stay constant along a trajectory, so that DDIM steps of any length are exact; on a curved path
/// plain Euler steps are far off even for a perfect student.
/// </summary>
/// <remarks>
/// Wang et al., Rectified Diffusion: Straightness Is Not Your Need in Rectified Flow, 2024, arXiv 2410.07303. Data prediction in
/// place of noise prediction, which says nothing at alpha = 0; squares in place of the Huber loss.
/// </remarks>
public sealed class RectifiedDiffusion : ITrainingMethod
{
    private const int DefectKnots = 50;

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        SampleBatch[] pairs = context.TeacherStates(TimeGrid.Uniform(1));
        context.Report("first-order defect int E|e(x_t, t) - x0|^2 dt of the exact flow", Defect(context));
        return [.. context.Options.Budgets.Select(steps => TrainFor(context, context.Grid("uniform", steps), pairs))];
    }

    private static ModelMember TrainFor(TrainingContext context, TimeGrid grid, SampleBatch[] pairs)
    {
        ILearnedFunction[] functions = new ILearnedFunction[grid.Steps];
        for (int k = 0; k < functions.Length; k++)
        {
            PathPoint p = context.Exact.Path.At(grid[k]);
            SampleBatch x = pairs[1].Clone();
            Flat.Combine(x.Values, p.Alpha, p.Sigma, pairs[0].Values);
            functions[k] = context.Fit(withTime: false, [.. RegressionBlock.Cut(grid[k], x, pairs[1])]);
        }

        return new ModelMember(grid, new LearnedVelocityField([.. grid.Knots[..^1]], [.. functions], Prediction.Data, context.Exact));
    }

    /// <summary>Along the exact flow, at the middles of equal time steps; e = (alpha' x - alpha u) / (alpha' sigma - alpha sigma').</summary>
    private static double Defect(TrainingContext context)
    {
        double[] knots = [0, .. Enumerable.Range(0, DefectKnots).Select(static k => (k + 0.5) / DefectKnots), 1];
        TimeGrid grid = new(knots);
        SampleBatch[] states = Sampler.Trajectory(context.Teacher, context.FineSolver, grid, context.Validation, context.Execution);
        double sum = 0;
        for (int k = 1; k < grid.Steps; k++)
        {
            PathPoint p = context.Exact.Path.At(grid[k]);
            SampleBatch noise = states[k].NewLike();
            context.Teacher.Field.Evaluate(grid[k], states[k], noise);
            Flat.Combine(noise.Values, -p.Alpha / p.Wronskian, p.AlphaRate / p.Wronskian, states[k].Values);
            double distance = Flat.RootMeanSquareDistance(noise, context.Validation);
            sum += distance * distance;
        }

        return sum / DefectKnots;
    }
}
