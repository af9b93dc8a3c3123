using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Fitting;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Plans;

/// <summary>Finds out what cannot work before any work is done.</summary>
internal static class PlanCheck
{
    /// <summary>Bytes that a sample takes apart from its error in each row: states, tangents, stages, bootstrap.</summary>
    private const long BytesPerSample = 320;

    /// <summary>Checks that some row comes out, and that the samples fit in memory.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="FlowDemoException">It cannot be carried out.</exception>
    public static void Check(ResolvedPlan plan)
    {
        ImmutableArray<int> budgets = plan.Plan.Budgets;
        foreach ((string name, ISolver solver) in plan.Solvers)
        {
            if (!solver.TakesSchedule && solver.TakesBudget && !budgets.Any(b => solver.StepsFor(b) is not null))
            {
                IEnumerable<int> fitted = Enumerable.Range(1, FittedSampler.MostEvaluations).Where(b => solver.StepsFor(b) is not null);
                throw new FlowDemoException(
                    $"'{name}' has no sampler for {string.Join(", ", budgets)} evaluations; choose '--nfe' among {string.Join(", ", fitted)}.");
            }
        }

        if (!plan.Methods.Any(m => m.BudgetsAmong(budgets).Any()))
        {
            throw new FlowDemoException($"None of the solvers can spend {string.Join(", ", budgets)} evaluations exactly; '--nfe' needs a multiple of what a step costs, see 'flowdemo list solvers'.");
        }

        CheckMemory(plan.Plan.Samples, BytesPerSample + ((long)sizeof(double) * plan.Methods.Length * budgets.Length));
    }

    /// <summary>Checks that the end points of all rows fit in memory together.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="FlowDemoException">They do not.</exception>
    public static void CheckEnds(ResolvedPlan plan) =>
        CheckMemory(plan.Plan.Samples, BytesPerSample + (3L * sizeof(double) * plan.Methods.Length * plan.Plan.Budgets.Length));

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
