using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
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
    public static TransferReport Run(
        TransferPlan plan, IReadOnlyList<Target> targets, Execution execution, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(targets);
        ImmutableArray<Named<ComparedMethod>> methods = plan.Resolve();
        IPath path = PathCatalog.All.Create(plan.Path);
        NoiseSet noise = NormalNoise.Quasi(plan.Samples, plan.Seed, NoiseStream.Test);
        progress?.Report(new WorkProgress("references", 0));
        Problem[] problems = [.. targets.Select(t => CreateProblem(plan, path, t, noise, execution))];
        var cells = ImmutableArray.CreateBuilder<TransferCell>();
        for (int m = 0; m < plan.Methods.Length; m++)
        {
            Named<ComparedMethod> method = methods[m];
            TimedSolver[] fits = new TimedSolver[problems.Length];
            for (int f = 0; f < fits.Length; f++)
            {
                progress?.Report(new WorkProgress(
                    $"{method.Name} on {targets[f].Name}", ((double)(m * fits.Length) + f) / (plan.Methods.Length * fits.Length)));
                fits[f] = new MethodUnderTest(method.Value, problems[f]).Prepare(plan.Budget).Ready;
            }

            cells.AddRange(Test(method.Name, fits, targets, problems));
        }

        return new TransferReport(plan, cells.DrainToImmutable());
    }

    private static Problem CreateProblem(TransferPlan plan, IPath path, Target target, NoiseSet noise, Execution execution)
    {
        Flow flow = ExactFlow.Of(target, path);
        NoiseSet start = flow.Begin(noise);
        ReferenceSolution reference = ReferenceSolution.Adaptive(flow, start.Points, execution);
        return new Problem(new Subject(target), flow, Calibration.Of(flow, plan.Seed), start, reference, plan.Seed, execution);
    }

    private static IEnumerable<TransferCell> Test(string method, TimedSolver[] fits, IReadOnlyList<Target> targets, Problem[] problems)
    {
        double[][] squares = new double[fits.Length * fits.Length][];
        for (int fitted = 0; fitted < fits.Length; fitted++)
        {
            for (int tested = 0; tested < fits.Length; tested++)
            {
                Problem problem = problems[tested];
                ISolver solver = fits[fitted].Solver.For(problem.Target!);
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
