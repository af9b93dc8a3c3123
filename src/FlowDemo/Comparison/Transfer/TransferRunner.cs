using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Comparison.Transfer;

/// <summary>Fits every method on every target and runs it on all of them: what a grid or a fitted sampler is worth elsewhere.</summary>
/// <remarks>The question of table 6 of Nguyen, Nguyen, Nguyen, Bellman Optimal Stepsize Straightening, 2023, arXiv 2312.16414.</remarks>
public static class TransferRunner
{
    /// <summary>Makes the table.</summary>
    /// <param name="plan">What to fit and where to run it.</param>
    /// <param name="targets">The targets that the plan names, in its order.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <exception cref="FlowDemoException">The plan names something unknown, or a method cannot spend the budget exactly.</exception>
    public static TransferReport Run(TransferPlan plan, IReadOnlyList<Target> targets, Execution execution, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(targets);
        Check(plan);
        NoiseSet noise = NormalNoise.Quasi(plan.Samples, plan.Seed, NoiseStream.Test);
        progress?.Report(new WorkProgress("references", 0));
        Problem[] problems = [.. targets.Select(t => CreateProblem(plan, t, noise, execution))];
        var cells = ImmutableArray.CreateBuilder<TransferCell>();
        for (int m = 0; m < plan.Methods.Length; m++)
        {
            string method = plan.Methods[m];
            TimedSolver[] fits = new TimedSolver[problems.Length];
            for (int f = 0; f < fits.Length; f++)
            {
                progress?.Report(new WorkProgress($"{method} on {targets[f].Name}", ((double)(m * fits.Length) + f) / (plan.Methods.Length * fits.Length)));
                fits[f] = Fit(method, plan.Budget, problems[f]);
            }

            cells.AddRange(Test(method, fits, targets, problems));
        }

        return new TransferReport(plan, cells.DrainToImmutable());
    }

    private static void Check(TransferPlan plan)
    {
        foreach (string method in plan.Methods)
        {
            (string solver, string? schedule) = Split(method);
            ISolver created = SolverCatalog.All.Create(solver);
            if (created.StepsFor(plan.Budget) is null)
            {
                throw new FlowDemoException($"'{solver}' cannot spend {plan.Budget} evaluations exactly; choose another budget or leave it out.");
            }

            if (created.IsStochastic)
            {
                throw new FlowDemoException($"'{solver}' is stochastic, and this table compares end points with those of the reference; leave it out.");
            }

            if (created is ISelfTimedSolver == schedule is not null)
            {
                throw new FlowDemoException(schedule is null
                    ? $"'{method}' needs a schedule behind a slash, as in {method}/uniform."
                    : $"'{solver}' has times of its own; write it without '/{schedule}'.");
            }

            if (schedule is not null)
            {
                _ = ScheduleCatalog.All.Create(schedule);
            }
        }
    }

    private static (string Solver, string? Schedule) Split(string method)
    {
        // A file name may hold slashes; a schedule never ends in .json.
        int slash = method.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? -1 : method.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (method, null) : (method[..slash], method[(slash + 1)..]);
    }

    private static Problem CreateProblem(TransferPlan plan, Target target, NoiseSet noise, Execution execution)
    {
        Flow flow = ExactFlow.Of(target, PathCatalog.All.Create(plan.Path));
        ReferenceSolution reference = ReferenceSolution.Adaptive(flow, noise.Points, execution);
        return new Problem(target.Mixture, flow, Calibration.Of(flow, plan.Seed), noise, reference, plan.Seed, execution);
    }

    private static TimedSolver Fit(string method, int budget, Problem problem)
    {
        (string solverName, string? scheduleName) = Split(method);
        ISolver solver = SolverCatalog.All.Create(solverName);
        ScheduleContext context = new(problem.Flow, problem.Target, solver, problem.Calibration, problem.Execution);
        return MethodSetup.Prepare(context, () => ScheduleCatalog.All.Create(scheduleName!).Prepare(context), solver.StepsFor(budget)!.Value);
    }

    private static IEnumerable<TransferCell> Test(string method, TimedSolver[] fits, IReadOnlyList<Target> targets, Problem[] problems)
    {
        double[][] squares = new double[fits.Length * fits.Length][];
        for (int fitted = 0; fitted < fits.Length; fitted++)
        {
            for (int tested = 0; tested < fits.Length; tested++)
            {
                Problem problem = problems[tested];
                ISolver solver = fits[fitted].Solver is IRetargetable moved ? moved.For(problem.Target) : fits[fitted].Solver;
                SampleBatch end = Sampler.Run(problem.Flow, solver, fits[fitted].Grid, problem.Noise.Points, problem.Execution);
                squares[(fitted * fits.Length) + tested] = EndpointError.Squared(end, problem.Reference.End);
            }
        }

        for (int fitted = 0; fitted < fits.Length; fitted++)
        {
            for (int tested = 0; tested < fits.Length; tested++)
            {
                double[] own = squares[(tested * fits.Length) + tested];
                double[] these = squares[(fitted * fits.Length) + tested];
                yield return new TransferCell(
                    method,
                    targets[fitted].Name,
                    targets[tested].Name,
                    Math.Sqrt(these.Sum() / these.Length),
                    PairedComparison.Ratio(problems[tested].Noise, these, own));
            }
        }
    }
}
