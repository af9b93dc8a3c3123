using System.Globalization;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers.Prediction;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Consistency distillation as a backward recursion over knots: f_N is the identity, and
/// <c>f_n = argmin E|f(x(t_n)) - f_n+1(x^(t_n+1))|^2</c>, where x(t_n) is noised data and x^ is what the teacher makes of it at the
/// next knot. With one function per knot this is the fixed point of the consistency loss, reached without gradient descent.
/// With a stochastic teacher (SCott: sub-steps of DDIM with noise level eta, or of ER-SDE) squares have the conditional mean as their
/// fixed point, <c>f_n(x) = E[x1 of the SDE | x(t_n) = x]</c>; at eta = 1 that is the denoiser, and one step from pure noise
/// collapses to the mean of the data.
/// </summary>
/// <param name="knots">N, the number of knots, at least 1.</param>
/// <param name="noise">
/// What a sub-step of the teacher from one time to another keeps of the noise and what it adds, in its standard deviation; null for the
/// exact flow as the teacher.
/// </param>
/// <remarks>
/// Song, Dhariwal, Chen, Sutskever, Consistency Models, 2023, arXiv 2303.01469, section 4; Liu et al., SCott: Accelerating
/// Diffusion Models with Stochastic Consistency Distillation, 2024, arXiv 2403.01505, without its adversarial loss.
/// </remarks>
internal sealed class ConsistencyRecursion(
    int knots, Func<double, double, (double Kept, double Added)>? noise = null) : ITrainingMethod
{
    private const int SubSteps = 3;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "consistency", "Consistency distillation: a function per knot that jumps to the end of the trajectory.", static a =>
            new ConsistencyRecursion(a.Integer(0, 1, 100)))
    {
        Formula = "f_n = argmin E|f_n+1(x^(t_n+1)) - f(x(t_n))|^2, x^ one teacher step from noised data, f_N the identity",
        Order = "exact at its own knots with unlimited capacity",
        Cost = "400 / N evaluations per pair and knot",
        Source = "Song, Dhariwal, Chen, Sutskever, Consistency Models, 2023, arXiv 2303.01469",
        Notes = "As a field its velocity points at the end: (f(x, t) - x) / (1 - t). --nfe picks the numbers of steps that divide N.",
        Parameters = [new MethodParameter("knots", "16", "N, 1 to 100")],
    };

    /// <summary>The catalogue's line with a stochastic teacher.</summary>
    internal static CatalogEntry<ITrainingMethod> StochasticEntry { get; } = new(
        "scott", "Consistency distillation from a stochastic teacher; its noise level is a knob.", static a =>
            new ConsistencyRecursion(a.Integer(1, 1, 100), Noise(a)))
    {
        Formula = "as consistency, x^ by 3 sub-steps of DDIM with noise eta, or of ER-SDE; the fixed point is E[x1 of the SDE | x(t_n)]",
        Order = "not exact for eta > 0: the target is random, so squares give its mean",
        Cost = "3 evaluations per pair and knot",
        Source = "Liu et al., SCott: Accelerating Diffusion Models with Stochastic Consistency Distillation, 2024, arXiv 2403.01505",
        Notes = "At eta = 1 one step collapses to the mean of the data. The paper tries eta 0, 0.1, 0.2, 0.3 and 0.6, and ER-SDE of type "
            + "7. The teacher alone is the solver ddim:ETA or er-sde with three times the steps. The adversarial loss of the paper is left "
            + "out.",
        Parameters =
        [
            new MethodParameter("noise", "0.2", "of the teacher: eta of ddim, 0 to 1, or phi of er-sde: type7, ode, rho1.5, sde or rho2.5"),
            new MethodParameter("knots", "16", "N, 1 to 100"),
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        LinearPathOnly.Require(context, "consistency");
        TimeGrid grid = TimeGrid.Uniform(knots);
        RandomSource random = RandomStream.Open(context.Options.Seed, NoiseStream.Data);
        ILearnedFunction[] functions = new ILearnedFunction[knots];
        for (int n = knots - 1; n >= 0; n--)
        {
            SampleBatch start = DataPoints.Draw(context.Target, context.Options.Pairs, random);
            Flat.Combine(start.Values, grid[n], 1 - grid[n], DataPoints.Noise(start.Count, random).Values);
            SampleBatch next = noise is null
                ? Deterministic(context, start, grid, n)
                : Stochastic(context, start, grid, n, noise, random);
            if (n < knots - 1)
            {
                SampleBatch input = next;
                next = input.NewLike();
                functions[n + 1].Evaluate(grid[n + 1], input, next);
            }

            functions[n] = context.FitKnot(grid[n], context.Symmetry.Complete(start), context.Symmetry.Complete(next));
        }

        LearnedVelocityField field = new([.. grid.Knots[..^1]], [.. functions], Prediction.Data, context.Exact);
        Report(context, functions[0]);
        return [.. context.Options.Steps.Where(k => knots % k == 0).DefaultIfEmpty(1).Select(
            k => new ModelMember(TimeGrid.Uniform(k), field))];
    }

    private static SampleBatch Deterministic(TrainingContext context, SampleBatch start, TimeGrid grid, int n)
    {
        SampleBatch end = start.NewLike();
        context.Execution.ForEachChunk(start.Count, (first, count) =>
        {
            SampleBatch chunk = start.Slice(first, count);
            context.FineSolver.Start(context.Teacher, chunk).Step(grid[n], grid[n + 1], chunk);
            end.Insert(chunk, first);
        });
        return end;
    }

    private static Func<double, double, (double Kept, double Added)> Noise(MethodArguments arguments)
    {
        if (!ErSde.Functions.Contains(arguments.Text(0)))
        {
            double eta = arguments.Number(0, 0, 1);
            return (t, s) => OfDdim(eta, t, s);
        }

        ErSde rule = new(arguments.Text(0));
        LinearPath path = new();
        return (t, s) =>
        {
            NoisyStep step = rule.Between(path.At(t), path.At(s));
            return (step.Decay * (1 - t), Math.Sqrt(step.Variance));
        };
    }

    /// <summary><c>z = eta (1 - s) sqrt(1 - (t (1 - s) / (s (1 - t)))^2)</c>, and what is left of (1 - s)^2.</summary>
    private static (double Kept, double Added) OfDdim(double eta, double t, double s)
    {
        double ratio = t * (1 - s) / (s * (1 - t));
        double spread = eta * (1 - s) * Math.Sqrt(1 - (ratio * ratio));
        return (Math.Sqrt(Math.Max(0, ((1 - s) * (1 - s)) - (spread * spread))), spread);
    }

    /// <summary>Sub-steps from t to s: <c>x = s D + k e + z xi</c>, k what is kept of the noise and z what is added.</summary>
    private static SampleBatch Stochastic(
        TrainingContext context,
        SampleBatch start,
        TimeGrid grid,
        int n,
        Func<double, double, (double Kept, double Added)> noise,
        RandomSource random)
    {
        SampleBatch x = start.Clone();
        SampleBatch velocity = x.NewLike();
        for (int k = 0; k < SubSteps; k++)
        {
            double t = grid[n] + ((grid[n + 1] - grid[n]) * k / SubSteps);
            double s = k == SubSteps - 1 ? grid[n + 1] : grid[n] + ((grid[n + 1] - grid[n]) * (k + 1) / SubSteps);
            (double rest, double spread) = noise(t, s);

            // D = x + (1 - t) u and e = x - t u on the linear path.
            context.Teacher.Field.Evaluate(t, x, velocity);
            Flat.Combine(x.Values, s + rest, (s * (1 - t)) - (rest * t), velocity.Values);
            Flat.AddScaled(x.Values, spread, DataPoints.Noise(x.Count, random).Values);
        }

        return x;
    }

    private void Report(TrainingContext context, ILearnedFunction first)
    {
        SampleBatch exact = Sampler.Run(context.Teacher, context.FineSolver, TimeGrid.Uniform(1), context.Validation, context.Execution);
        SampleBatch output = exact.NewLike();
        first.Evaluate(0, context.Validation, output);
        context.Report("one-step RMSE to the exact flow", Flat.RootMeanSquareDistance(output, exact));
        context.Report("mean distance of one-step samples from the mean of the data", MeanRadius(context, output));
        context.Report("mean distance of exact samples from the mean of the data", MeanRadius(context, exact));
        foreach (int steps in context.Options.Steps.Where(k => knots % k != 0))
        {
            context.Warn(string.Create(
                CultureInfo.InvariantCulture, $"{steps} steps do not divide the {knots} knots, so there is no member for them"));
        }
    }

    private static double MeanRadius(TrainingContext context, SampleBatch points) =>
        Enumerable.Range(0, points.Count).Average(
            i => double.Hypot(points[i, 0] - context.Target.MeanX, points[i, 1] - context.Target.MeanY));
}
