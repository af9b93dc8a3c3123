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
    /// <summary>Evaluations of a reference for a sample, about.</summary>
    private const int ReferenceEvaluations = 1000;

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
        Workload references = new((double)ReferenceEvaluations * noise.Count * targets.Count);
        Workload[] fitting = [.. methods.SelectMany(m => targets.Select(t => WorkOf(m.Value, t, plan.Budget)))];
        int components = (int)targets.Average(static t => t.Mixture.Components.Length);
        WorkMeter meter = new(
            Pace.Usual(components, execution.Threads), references + Workload.Sum(fitting), progress);
        meter.Begin("references", references);
        Problem[] problems = [.. targets.Select(t => CreateProblem(plan, path, t, noise, execution) with { Heard = meter.Count })];
        var cells = ImmutableArray.CreateBuilder<TransferCell>();
        for (int m = 0; m < plan.Methods.Length; m++)
        {
            Named<ComparedMethod> method = methods[m];
            TimedSolver[] fits = new TimedSolver[problems.Length];
            for (int f = 0; f < fits.Length; f++)
            {
                meter.Begin($"{method.Name} on {targets[f].Name}", fitting[(m * fits.Length) + f]);
                fits[f] = new MethodUnderTest(method.Value, problems[f]).Prepare(plan.Budget).Ready;
            }

            cells.AddRange(Test(method.Name, fits, targets, problems));
        }

        return new TransferReport(plan, cells.DrainToImmutable());
    }

    /// <summary>About what the grid or the fit of a method takes on a target.</summary>
    private static Workload WorkOf(ComparedMethod method, Target target, int budget)
    {
        WorkSetting setting = new(method.Solver.Value, Calibration.Count, target.Mixture.Components.Length);
        return method.Schedule.Value.WorkFor(setting, [method.Solver.Value.StepsFor(budget) ?? budget])
            + method.Solver.Value.WorkOfFits(setting, [budget]) + Calibration.Work(Calibration.Count);
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
