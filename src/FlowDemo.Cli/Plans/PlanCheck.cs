using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Fitting;
using FlowDemo.Learning;
using FlowDemo.Metrics;
using FlowDemo.Randomness;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Plans;

/// <summary>Finds out what cannot work before any work is done.</summary>
internal static class PlanCheck
{
    /// <summary>Bytes that a sample takes apart from its error in each row: states, tangents, stages, bootstrap.</summary>
    private const long BytesPerSample = 320;

    /// <summary>Bytes that a training pair takes, with its copies and their features in the largest regressor.</summary>
    private const long BytesPerPair = 1300;

    /// <summary>Bytes that a knot adds to a pair: the state, its velocity and their weight.</summary>
    private const long BytesPerKnot = 48;

    /// <summary>Checks that some row comes out, and that the samples fit in memory.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="FlowDemoException">It cannot be carried out.</exception>
    public static void Check(ResolvedPlan plan)
    {
        ImmutableArray<int> budgets = plan.Plan.Budgets;
        foreach ((Named<ISolver> solver, string why) in WithoutSampler(plan))
        {
            IEnumerable<int> fitted = Enumerable.Range(1, FittedSampler.MostEvaluations).Where(b => solver.Value.StepsFor(b) is not null);
            throw new FlowDemoException($"'{solver.Name}' {why}; choose '--nfe' among {string.Join(", ", fitted)}.");
        }

        if (!plan.Methods.Any(m => m.BudgetsAmong(budgets).Any()))
        {
            throw new FlowDemoException($"None of the solvers can spend {string.Join(", ", budgets)} evaluations exactly; '--nfe' needs a "
                + $"multiple of what a step costs, see 'flowdemo list solvers'.");
        }

        CheckMemory(plan.Plan.Samples, BytesPerSample + ((long)sizeof(double) * plan.Methods.Length * budgets.Length));
        foreach (Named<IMetric> metric in plan.Metrics)
        {
            CheckMemory(
                metric.Value.BytesFor(plan.Plan.Samples) + (plan.Plan.Samples * BytesPerSample),
                $"'--metric {metric.Name}' with {plan.Plan.Samples.ToString(CultureInfo.InvariantCulture)} samples",
                "Take fewer samples, or a smaller number behind the metric's colon.");
        }
    }

    /// <summary>Fitted solvers that are not fitted to any of the budgets, with why, said of them.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<(Named<ISolver> Solver, string Why)> WithoutSampler(ResolvedPlan plan) => plan.Solvers
        .Where(s => s.Value.IsFitted && s.Value.TakesBudget && !plan.Plan.Budgets.Any(b => s.Value.StepsFor(b) is not null))
        .Select(s => (s, $"has no sampler for {string.Join(", ", plan.Plan.Budgets)} evaluations"));

    /// <summary>Checks that a model and the noise have one dimension, and that its samples fit in memory.</summary>
    /// <param name="samples">Samples that are drawn, where the user brings none.</param>
    /// <param name="dimension">Coordinates of the model's samples.</param>
    /// <param name="noise">The user's own noise; null to draw it.</param>
    /// <exception cref="FlowDemoException">They do not.</exception>
    public static void CheckModel(int samples, int dimension, Named<NoiseSet>? noise)
    {
        if (noise is not null && noise.Value.Points.Dimension != dimension)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The noise file '{noise.Name}' has {noise.Value.Points.Dimension} coordinates and the model has {dimension}; give an "
                    + $"array (.npy) of samples x {dimension}, or leave '--x0' out."));
        }

        samples = noise?.Value.Count ?? samples;
        CheckMemory(
            samples * (long)dimension * BytesPerSample / 2,
            string.Create(CultureInfo.InvariantCulture, $"{samples} samples of {dimension} dimensions"),
            "Ask for fewer samples.");
    }

    /// <summary>Checks that the pairs of a training fit in memory.</summary>
    /// <param name="options">What the user decides.</param>
    /// <exception cref="FlowDemoException">They do not.</exception>
    public static void CheckTraining(TrainingOptions options) => CheckMemory(
        options.Pairs * (BytesPerPair + (BytesPerKnot * (long)options.Steps.Max())),
        $"Training on {options.Pairs.ToString(CultureInfo.InvariantCulture)} pairs",
        "Ask for fewer with '--pairs'.");

    /// <summary>Checks that the pairs of a fit fit in memory.</summary>
    /// <param name="pairs">Calibration pairs.</param>
    /// <param name="evaluations">Most evaluations of a sampler.</param>
    /// <exception cref="FlowDemoException">They do not.</exception>
    public static void CheckFit(int pairs, int evaluations) => CheckMemory(
        pairs * (BytesPerSample + (BytesPerKnot * (long)evaluations)),
        $"Fitting to {pairs.ToString(CultureInfo.InvariantCulture)} pairs",
        "Ask for fewer with '--pairs'.");

    /// <summary>Checks that so many bytes are there, under the limits of the machine, its container and the run time.</summary>
    /// <param name="bytes">Bytes that something takes.</param>
    /// <param name="what">What takes them.</param>
    /// <param name="remedy">What to do, a sentence.</param>
    /// <exception cref="FlowDemoException">They are not.</exception>
    public static void CheckMemory(long bytes, string what, string remedy)
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"{what} would take about {bytes / 1e9:F1} GB; there are {available / 1e9:F1} GB. {remedy}"));
        }
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
                $"{samples} samples would take about {samples * (bytesPerSample / 1e9):F1} GB; this machine has {available / 1e9:F1} GB. "
                    + $"Ask for {available / bytesPerSample} or fewer."));
        }
    }
}
