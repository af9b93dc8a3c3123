using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Plans;

/// <summary>Finds out what cannot work before any work is done.</summary>
internal static class PlanCheck
{
    /// <summary>Bytes that a sample takes apart from its error in each row: states, tangents, stages, bootstrap.</summary>
    private const long BytesPerSample = 320;

    /// <summary>No fitted sampler has more evaluations.</summary>
    private const int LargestFit = 100;

    /// <summary>Checks the names with their parameters, that some row comes out, and that the samples fit in memory.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="FlowDemoException">It cannot be carried out.</exception>
    public static void Check(ComparisonPlan plan)
    {
        ISolver[] solvers = [.. plan.Solvers.Select(SolverCatalog.All.Create)];
        _ = SolverCatalog.All.Create(plan.BaselineSolver);
        foreach (string schedule in plan.Schedules.Append(plan.BaselineSchedule))
        {
            _ = ScheduleCatalog.All.Create(schedule);
        }

        foreach (string metric in plan.Metrics)
        {
            _ = MetricCatalog.All.Create(metric);
        }

        foreach ((string name, ISolver solver) in plan.Solvers.Zip(solvers))
        {
            if (solver is ISelfTimedSolver && !plan.Budgets.Any(b => solver.StepsFor(b) is not null))
            {
                string fitted = string.Join(", ", Enumerable.Range(1, LargestFit).Where(b => solver.StepsFor(b) is not null));
                throw new FlowDemoException($"'{name}' has no sampler for {string.Join(", ", plan.Budgets)} evaluations; choose '--nfe' among {fitted}.");
            }
        }

        if (!solvers.Any(s => s is IAdaptiveSolver || plan.Budgets.Any(b => s.StepsFor(b) is not null)))
        {
            throw new FlowDemoException($"None of the solvers can spend {string.Join(", ", plan.Budgets)} evaluations exactly; '--nfe' needs a multiple of what a step costs, see 'flowdemo list solvers'.");
        }

        CheckMemory(plan.Samples, BytesPerSample + ((long)sizeof(double) * plan.Solvers.Length * plan.Schedules.Length * plan.Budgets.Length));
    }

    /// <summary>Checks that the end points of all rows fit in memory together.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="FlowDemoException">They do not.</exception>
    public static void CheckEnds(ComparisonPlan plan) =>
        CheckMemory(plan.Samples, BytesPerSample + (3L * sizeof(double) * plan.Fields.Length * plan.Solvers.Length * plan.Schedules.Length * plan.Budgets.Length));

    /// <summary>Checks that so many samples fit in memory.</summary>
    /// <param name="samples">Number of samples.</param>
    /// <param name="bytesPerSample">What each takes.</param>
    /// <exception cref="FlowDemoException">They do not.</exception>
    public static void CheckMemory(int samples, long bytesPerSample)
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (samples > available / bytesPerSample)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"{samples} samples would take about {samples * (bytesPerSample / 1e9):F1} GB; this machine has {available / 1e9:F1} GB. Ask for {available / bytesPerSample} or fewer."));
        }
    }
}
