using System.Globalization;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Retrains a diffusion model on pairs of its own flow without leaving its path. What it aims at is not straight lines but
/// predictions that stay constant along a trajectory, so that DDIM steps of any length are exact; on a curved path plain Euler
/// steps are far off even for a perfect student. Time is cut into phases, each made of whole steps: between the states x_a and
/// x_b of a trajectory at the ends of a phase lies <c>x_t = alpha_t D + sigma_t e</c> with D and e such that it meets both, and
/// the data prediction at a knot t of the phase is <c>D_k = argmin E|D(x_t) - D|^2</c>. With one phase D is the end point and e
/// the noise; with M phases the maps to learn are gentler, and a sampler needs at least M steps.
/// </summary>
/// <param name="phases">M, at least 1.</param>
/// <remarks>
/// Wang et al., Rectified Diffusion: Straightness Is Not Your Need in Rectified Flow, 2024, arXiv 2410.07303. Data prediction in
/// place of noise prediction, which says nothing at alpha = 0; squares in place of the Huber loss. A phase starts there from
/// noised data; the exact flow has the same law at every time, so its own states serve here.
/// </remarks>
internal sealed class RectifiedDiffusion(int phases = 1) : ITrainingMethod
{
    private const double KnotTolerance = 1e-9;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "rectified-diffusion", "Keeps a diffusion model's path and form, and retrains it on pairs of its own flow, in one phase or "
            + "several.", static a => new RectifiedDiffusion(a.Integer(0, 1, 100)))
    {
        Formula = "D_k = argmin E|D(alpha_k D + sigma_k e) - D|^2 at each knot, D and e those of the states at the ends of its phase; one "
            + "phase: x1 = T(x0) and x0",
        Order = "first order: DDIM steps of any length within a phase are exact with unlimited capacity",
        Cost = TrainingContext.PairCost,
        Source = "Wang et al., Rectified Diffusion: Straightness Is Not Your Need in Rectified Flow, 2024, arXiv 2410.07303",
        Notes = "Use it with --solver ddim on --path trigonometric or vp; Euler steps are far off there even with a perfect student.",
        Parameters = [new MethodParameter("phases", "1", "M, 1 to 100: as many as even parts of the grid; at least M steps")],
    };

    /// <inheritdoc/>
    public bool Serves(TimeGrid trained, TimeGrid grid)
    {
        // Steps of any length within a phase: every knot has a function, and every end of a phase is a knot.
        return grid.Knots.All(t => Has(trained, t)) && Ends(trained).All(k => Has(grid, trained[k]));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        int[] budgets = [.. context.Options.Steps.Where(steps => steps >= phases)];
        if (budgets.Length == 0)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"{phases} phases take at least {phases} steps; ask for more with --nfe, or for fewer "
                    + $"phases."));
        }

        foreach (int steps in context.Options.Steps.Where(steps => steps < phases))
        {
            context.Warn(string.Create(
                CultureInfo.InvariantCulture, $"{phases} phases take at least {phases} steps, so there is no member for {steps}"));
        }

        context.Report(
            "first-order defect int E|e(x_t, t) - x0|^2 dt of the exact flow",
            FirstOrderDefect.Measure(context.Teacher, context.FineSolver, context.Validation, context.Execution));
        TimeGrid[] grids = [.. budgets.Select(steps => context.Grid(steps))];
        List<(TimeGrid Cuts, SampleBatch[] States)> solved = [];
        return [.. grids.Select(grid => TrainFor(context, grid, solved))];
    }

    /// <summary>Trains for one grid; grids whose phases end at the same times share the teacher's trajectories.</summary>
    private ModelMember TrainFor(TrainingContext context, TimeGrid grid, List<(TimeGrid Cuts, SampleBatch[] States)> solved)
    {
        int[] ends = Ends(grid);
        TimeGrid cuts = new([.. ends.Select(k => grid[k])]);
        SampleBatch[]? states = solved.Find(s => s.Cuts.Knots.SequenceEqual(cuts.Knots)).States;
        if (states is null)
        {
            states = context.TeacherStates(cuts);
            solved.Add((cuts, states));
        }

        ILearnedFunction[] functions = new ILearnedFunction[grid.Steps];
        for (int m = 0; m < phases; m++)
        {
            (SampleBatch data, SampleBatch noise) = Segment(
                context.Exact.Path.At(grid[ends[m]]), states[m], context.Exact.Path.At(grid[ends[m + 1]]), states[m + 1]);
            for (int k = ends[m]; k < ends[m + 1]; k++)
            {
                PathPoint p = context.Exact.Path.At(grid[k]);
                SampleBatch x = data.Clone();
                Flat.Combine(x.Values, p.Alpha, p.Sigma, noise.Values);
                functions[k] = context.FitKnot(grid[k], x, data);
            }
        }

        return new ModelMember(grid, new LearnedVelocityField([.. grid.Knots[..^1]], [.. functions], Prediction.Data, context.Exact));
    }

    /// <summary>The steps of a grid that phases end at, from 0.</summary>
    private int[] Ends(TimeGrid grid) => [.. Enumerable.Range(0, phases + 1).Select(m => grid.Steps * m / phases)];

    private static bool Has(TimeGrid grid, double t) => grid.Knots.Any(k => Math.Abs(k - t) <= KnotTolerance);

    /// <summary>D and e with <c>alpha D + sigma e</c> equal to a at the one time and to b at the other.</summary>
    private static (SampleBatch Data, SampleBatch Noise) Segment(PathPoint from, SampleBatch a, PathPoint to, SampleBatch b)
    {
        double determinant = (to.Alpha * from.Sigma) - (from.Alpha * to.Sigma);
        SampleBatch data = b.Clone();
        Flat.Combine(data.Values, from.Sigma / determinant, -to.Sigma / determinant, a.Values);
        SampleBatch noise = a.Clone();
        Flat.Combine(noise.Values, to.Alpha / determinant, -from.Alpha / determinant, b.Values);
        return (data, noise);
    }
}
