using System.Collections.Immutable;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Learning;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Plans;

/// <summary>A comparison that is ready to run.</summary>
/// <param name="Plan">What to compare.</param>
/// <param name="Recipe">The method to train by first; null for none.</param>
/// <param name="Target">The data distribution.</param>
/// <param name="StartPoints">The user's own noise points; null to draw them.</param>
/// <param name="Execution">Threads and cancellation.</param>
/// <param name="Options">The options that make the same comparison again, with their values as text.</param>
internal sealed record ComparisonRequest(
    ResolvedPlan Plan,
    Named<ITrainingMethod>? Recipe,
    Target Target,
    Named<NoiseSet>? StartPoints,
    Execution Execution,
    ImmutableArray<(string Name, string Value)> Options)
{
    /// <summary>Carries it out and records how.</summary>
    /// <param name="terminal">Where to show progress.</param>
    /// <param name="keepsEnds">Whether the report has the end points of its rows.</param>
    /// <exception cref="ArithmeticException">Training broke down.</exception>
    public ComparisonReport Run(Terminal terminal, bool keepsEnds = false)
    {
        ResolvedPlan plan = Recipe is null ? Plan : Follow(Recipe, terminal);
        ComparisonReport report = ProgressDisplay.While(terminal, progress => ComparisonRunner.Run(plan, Target, StartPoints?.Value, Execution, progress, keepsEnds));
        return report with { Manifest = Manifests.Of(Options, Inputs) };
    }

    /// <summary>The files that it reads, once each.</summary>
    public IEnumerable<SourceFile> Inputs =>
        [.. Target.File is SourceFile file ? [file] : Array.Empty<SourceFile>(), .. StartPoints?.Files ?? [], .. Plan.Files];

    /// <summary>Trains by a method for the budgets of the plan and compares the outcome with the exact field.</summary>
    private ResolvedPlan Follow(Named<ITrainingMethod> recipe, Terminal terminal)
    {
        ComparisonPlan plan = Plan.Plan;
        TrainingOptions options = new() { Steps = plan.Budgets, Seed = plan.Seed, Schedule = plan.Schedules[0] };
        options.Check();
        if (!recipe.Value.ConditionsOf(Target).Contains(Target.Condition))
        {
            throw new FlowDemoException($"The recipe '{recipe.Name}' trains for classes, and this comparison is for the whole target; name a class and the guidance with '--class' and '--guidance'.");
        }

        TrainingRun run = TrainingRun.Of(recipe, Target, plan.Path, options, Execution, terminal);
        return Plan.With([.. plan.Fields, new ComparedField("straightened", run.Model, run.Seconds)]);
    }
}
