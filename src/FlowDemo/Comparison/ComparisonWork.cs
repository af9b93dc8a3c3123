using System.Collections.Immutable;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>What a comparison has to do, from what its plan and each of its methods say of themselves.</summary>
/// <param name="Reference">The reference, and those of resamples.</param>
/// <param name="Methods">Each method that runs, with the work of its rows, in the order in which they run.</param>
/// <param name="Limits">The rows of what no sampler can beat.</param>
public sealed record ComparisonWork(Workload Reference, ImmutableArray<MethodWork> Methods, Workload Limits)
{
    /// <summary>An adaptive reference takes about so many evaluations.</summary>
    private const int AdaptiveEvaluations = 1000;

    /// <summary>Nanoseconds that a row takes for each sample beside its velocities and figures.</summary>
    private const double RowNanoseconds = 100;

    /// <summary>Evaluations that an adaptive solver is taken to need.</summary>
    private const int FreeBudget = 100;

    /// <summary>Evaluations of the row limits for each resampled point and budget; see InformationLimit.</summary>
    private const double LimitNanoseconds = 4e8;

    /// <summary>The whole of it.</summary>
    public Workload Total => Reference + Limits + Workload.Sum(Methods.Select(static m => m.Total));

    /// <summary>The part of it that schedules and fits take.</summary>
    public Workload Building => Workload.Sum(Methods.Select(static m => m.Building));

    /// <summary>The work of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="samples">Test points.</param>
    /// <param name="components">Components of the target; 0 for a model.</param>
    /// <param name="methods">Places in <see cref="ResolvedPlan.Runs"/>; all where it is left out.</param>
    /// <param name="referenceEvaluations">Evaluations of the reference for a sample, where they are known.</param>
    public static ComparisonWork Of(
        ResolvedPlan plan, int samples, int components, ImmutableArray<int>? methods = null, double? referenceEvaluations = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int calibration = components > 0 ? Calibration.Count : Math.Min(samples, Calibration.Count);
        HashSet<(ISchedule, object)> shared = [];
        bool isTraced = false;
        var works = ImmutableArray.CreateBuilder<MethodWork>();
        foreach (ComparedMethod method in plan.RunsAt(methods))
        {
            WorkSetting setting = new(method.Solver.Value, calibration, components);
            bool isShared = method.Schedule.Value.SharedAmong(setting.Solver) is object key && !shared.Add((method.Schedule.Value, key));
            List<int> budgets = [];
            Workload built = Workload.None;
            var rows = ImmutableArray.CreateBuilder<(int? Budget, Workload Build, Workload Run)>();
            foreach (int? budget in method.BudgetsAmong(plan.Plan.Budgets))
            {
                budgets.Add(budget ?? FreeBudget);
                int[] steps = [.. budgets.Select(b => setting.Solver.StepsFor(b)).OfType<int>()];
                Workload building = (isShared ? Workload.None : method.Schedule.Value.WorkFor(setting, steps))
                    + setting.Solver.WorkOfFits(setting, budgets);
                Workload own = building - built;
                built = building;
                bool looks = building != Workload.None || isShared;
                if (building.Evaluations > 0 && !isTraced)
                {
                    own += Calibration.Work(calibration);
                    isTraced = true;
                }

                rows.Add((budget, own, RunOf(plan, method, budget ?? FreeBudget, samples, looks ? calibration : 0)));
            }

            works.Add(new MethodWork(method, rows.ToImmutable()));
        }

        double reference = referenceEvaluations
            ?? (plan.Plan.ReferenceSteps is int fine ? EvaluationsOf(fine) : AdaptiveEvaluations);
        int resamples = plan.Plan.Inverts ? 0 : plan.Resamples;
        bool hasLimits = resamples > 0 && plan.AreLast(methods);
        return new ComparisonWork(
            new Workload(((reference * samples) + ((double)resamples * AdaptiveEvaluations * samples))),
            works.ToImmutable(),
            hasLimits ? new Workload(0, LimitNanoseconds * plan.Plan.Budgets.Length) : Workload.None);
    }

    /// <summary>Evaluations of a reference of fine RK4 steps and of its check by half as many.</summary>
    /// <param name="steps">The fine steps.</param>
    public static long EvaluationsOf(int steps) => 4L * (steps + (steps / 2));

    private static Workload RunOf(ResolvedPlan plan, ComparedMethod method, int budget, int samples, int calibration)
    {
        // A stochastic row runs again without its noise, and one that has looked at the calibration noise runs on that too.
        int runs = (plan.Plan.Inverts ? 2 : 1) + (method.Solver.Value.IsStochastic ? 1 : 0);
        Workload once = new((double)budget * samples);
        Workload figures = Workload.Sum(plan.Metrics.Select(m => m.Value.WorkFor(samples)));
        return (runs * once) + (plan.Metrics.Sum(static m => m.Value.Passes) * once) + new Workload((double)budget * calibration)
            + figures + new Workload(0, RowNanoseconds * samples);
    }
}

/// <summary>The work of a method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Rows">Its rows: the budget, what building its grid and its fit takes, and what running and measuring it takes.</param>
public sealed record MethodWork(ComparedMethod Method, ImmutableArray<(int? Budget, Workload Build, Workload Run)> Rows)
{
    /// <summary>The whole of it.</summary>
    public Workload Total => Workload.Sum(Rows.Select(static r => r.Build + r.Run));

    /// <summary>The part of it that schedules and fits take.</summary>
    public Workload Building => Workload.Sum(Rows.Select(static r => r.Build));
}
