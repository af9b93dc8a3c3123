using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;

namespace FlowDemo.Comparison.Races;

/// <summary>
/// Finds the best of many methods for one budget without running all of them in full: every method runs on a few samples, with grids
/// built from little noise, and those that stay go on to more of both. Whatever is worse than the leader beyond the noise leaves, and
/// so does all but the best few.
/// </summary>
/// <remarks>
/// Successive halving: K. Jamieson, A. Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization, AISTATS 2016,
/// arXiv 1502.07943; with the racing test of O. Maron, A. Moore, Hoeffding Races, NIPS 1994, on ratios paired sample by sample.
/// </remarks>
public static class Race
{
    /// <summary>Methods that reach the end whatever the noise says, so that a reader sees what the best is compared with.</summary>
    public const int Finalists = 5;

    /// <summary>Samples and calibration samples of each heat, and how many methods go on from it at most.</summary>
    private static readonly ImmutableArray<(int Samples, int Calibration, int Survivors)> Plan =
        [(256, 16, 24), (1024, 64, Finalists)];

    /// <summary>Runs the heats.</summary>
    /// <param name="plan">Solvers, schedules, one budget and the seed; how many samples it names does not matter here.</param>
    /// <param name="subjects">The problems, on which methods are ranked by the geometric mean of their errors.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <param name="progress">Hears what is being done; null for silence.</param>
    /// <exception cref="FlowDemoException">No method can spend the budget.</exception>
    public static RaceReport Run(
        ResolvedPlan plan, ImmutableArray<Subject> subjects, Execution execution, IProgress<WorkProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int budget = plan.Plan.Budgets[0];
        (ImmutableArray<ComparedMethod> runners, ImmutableArray<(string, int)> excluded) = Starters(plan, budget);
        List<RaceHeat> heats = [];
        foreach ((int samples, int calibration, int survivors) in Plan)
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"{runners.Length} methods on {samples} samples");
            double done = heats.Count;
            Problem[] problems = [.. subjects.Select(s => ProblemOf(s, plan, samples, calibration, execution))];
            List<Runner> finished = [];
            List<string> obstacles = [];
            foreach (ComparedMethod method in runners)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                double share = (double)(finished.Count + obstacles.Count) / runners.Length;
                progress?.Report(new WorkProgress(label, (done + share) / Plan.Length));
                try
                {
                    finished.Add(Runner.Of(method, problems, budget));
                }
                catch (FlowDemoException failure) when (failure.IsObstacle && subjects.Any(static s => s.Model is not null))
                {
                    obstacles.Add(failure.Message);
                }
            }

            excluded = excluded.AddRange(obstacles.CountBy(static o => o).Select(static o => (o.Key, o.Value)));
            if (finished.Count == 0)
            {
                throw new FlowDemoException($"None of the methods works on this model. {obstacles[0]}");
            }

            heats.Add(new RaceHeat(samples, calibration, runners.Length, finished.Sum(static r => r.Evaluations)));
            if (heats.Count == 1)
            {
                int count = finished.RemoveAll(static r => r.TakesDerivatives);
                excluded = count > 0 ? excluded.Add(("they take derivatives of the field, which NFE does not count", count)) : excluded;
            }

            runners = [.. Leaders(finished, survivors).Select(static r => r.Method)];
        }

        return new RaceReport([.. runners.Select(static m => m.Name)], [.. heats], excluded);
    }

    /// <summary>Who takes part: whatever spends the budget, is not trained and ends where the exact flow does.</summary>
    private static (ImmutableArray<ComparedMethod> Methods, ImmutableArray<(string, int)> Excluded) Starters(ResolvedPlan plan, int budget)
    {
        ComparedMethod[] able = [.. plan.Methods.Where(m => m.Solver.Value.TakesBudget && m.BudgetsAmong([budget]).Any())];
        ImmutableArray<ComparedMethod> methods =
            [.. able.Where(static m => !m.Solver.Value.IsFitted && !m.Solver.Value.IsStochastic)];
        if (methods.IsEmpty)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"No training-free method among those named can spend an NFE of {budget}; choose another '--nfe'."));
        }

        (string, int)[] excluded =
        [
            ("they are fitted to a target", able.Count(static m => m.Solver.Value.IsFitted)),
            ("they add noise, so they do not end where the exact flow does", able.Count(static m => m.Solver.Value.IsStochastic)),
        ];
        return (methods, [.. excluded.Where(static e => e.Item2 > 0)]);
    }

    private static Problem ProblemOf(Subject subject, ResolvedPlan plan, int samples, int calibration, Execution execution)
    {
        Flow flow = subject.FlowOn(plan.Path);
        int seed = plan.Plan.Seed;
        NoiseSet noise = flow.Begin(NormalNoise.Quasi(samples, seed, NoiseStream.Race, subject.Dimension));
        return new Problem(
            subject,
            flow,
            Calibration.Of(flow, seed, calibration),
            noise,
            ReferenceSolution.Adaptive(flow, noise.Points, execution),
            seed,
            execution);
    }

    /// <summary>
    /// The best of a heat, in order: as many as may go on, without those beyond the finalists that are worse than the leader.
    /// </summary>
    private static IEnumerable<Runner> Leaders(List<Runner> finished, int survivors)
    {
        Runner[] ranked = [.. finished.OrderBy(static r => r.LogError)];
        return ranked.Take(survivors).Where((r, i) => i < Finalists || !r.IsWorseThan(ranked[0], ranked.Length));
    }

    /// <summary>A method that has run a heat.</summary>
    private sealed record Runner(ComparedMethod Method, GroupSums[] Sums, long Evaluations, bool TakesDerivatives)
    {
        /// <summary>Mean over the problems of the logarithm of its mean squared error; infinite where it broke down.</summary>
        public double LogError { get; } =
            Sums.Sum(static s => Math.Log(s.Total)) is var sum && double.IsNaN(sum) ? double.PositiveInfinity : sum;

        public static Runner Of(ComparedMethod method, Problem[] problems, int budget)
        {
            SampledRun[] runs = [.. problems.Select(p => new MethodUnderTest(method, p).Run(budget))];
            return new Runner(
                method,
                [.. runs.Zip(problems, static (run, p) => GroupedRatio.Sums(p.Noise, EndpointError.Squared(run.End, p.Reference.End)))],
                runs.Sum(static r => r.BuildEvaluations + r.Spent.Velocities),
                runs.Any(static r => r.Spent.Derivatives > 0));
        }

        /// <summary>Whether it is worse, with a chance of error of 5 % for the whole heat.</summary>
        public bool IsWorseThan(Runner leader, int heat)
        {
            PooledRatio ratio = new([.. Sums.Zip(leader.Sums, GroupedRatio.Paired)]);
            return ratio.Value > 1 && ratio.TwoSidedProbability() <= (1 - Intervals.Confidence) / heat;
        }
    }
}
