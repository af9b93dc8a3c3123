using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using FlowDemo.Cli.Rendering;
using FlowDemo.Comparison;
using FlowDemo.Learning;
using FlowDemo.Models;
using FlowDemo.Randomness;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Plans;

/// <summary>A comparison that is ready to run.</summary>
/// <param name="Plan">What to compare.</param>
/// <param name="Recipes">The methods to train by first.</param>
/// <param name="Target">The data distribution; null for a model alone.</param>
/// <param name="StartPoints">The user's own noise points; null to draw them.</param>
/// <param name="Execution">Threads and cancellation.</param>
/// <param name="Options">The options that make the same comparison again, with their values as text.</param>
internal sealed record ComparisonRequest(
    ResolvedPlan Plan,
    ImmutableArray<Recipe> Recipes,
    Target? Target,
    Named<NoiseSet>? StartPoints,
    Execution Execution,
    ImmutableArray<(string Name, string Value)> Options)
{
    /// <summary>Carries it out and records how.</summary>
    /// <param name="terminal">Where to show progress.</param>
    /// <param name="keepsEnds">Whether the report has the end points of its rows.</param>
    /// <param name="part">Which part of the work this problem is; null for one problem.</param>
    /// <exception cref="ArithmeticException">Training broke down.</exception>
    public ComparisonReport Run(Terminal terminal, bool keepsEnds, WorkPart? part = null)
    {
        if (Model is not null)
        {
            return RunOnModel(Model, terminal, keepsEnds, part);
        }

        ResolvedPlan plan = Recipes.IsEmpty ? Plan : Follow(terminal);
        ComparisonReport report = ProgressDisplay.While(terminal, progress => ComparisonRunner.Run(
            plan, Target!, StartPoints?.Value, Execution, part?.Of(progress) ?? progress, keepsEnds), part?.Since);
        return report with { Manifest = Manifests.Of(Options, Inputs) };
    }

    /// <summary>What people call the problem.</summary>
    public string Label => Target?.Label ?? ComparisonPlan.NoTarget;

    /// <summary>Test points.</summary>
    public int Samples => StartPoints?.Value.Count ?? Plan.Plan.Samples;

    /// <summary>Components of the target whose flow is sampled; 0 for a model.</summary>
    public int Components => Model is null ? Target!.Mixture.Components.Length : 0;

    /// <summary>About how long some of the methods take on one usual core, in seconds: the same on every machine.</summary>
    /// <param name="methods">Which of the methods that run; null for all of them.</param>
    public double UsualSeconds(ImmutableArray<int>? methods = null) =>
        Pace.Usual(Components, threads: 1).Seconds(ComparisonWork.Of(Plan, Samples, Components, methods).Total);

    /// <summary>What the answer would be under other kernels on the points; none where the target is no points.</summary>
    /// <param name="report">What the comparison found.</param>
    /// <param name="terminal">Where to show progress.</param>
    public ImmutableArray<BandwidthEffect> OtherKernels(ComparisonReport report, Terminal terminal) =>
        Model is null && Target is Target points
            ? ProgressDisplay.While(terminal, progress => BandwidthEffect.Of(report, points, StartPoints?.Value, Execution, progress))
            : [];

    /// <summary>The model to compare on; null for a target's exact flow.</summary>
    public ModelSettings? Model { get; init; }

    /// <summary>The model where it runs already, which its owner ends; null to start it for this comparison.</summary>
    public ModelField? Running { get; init; }

    /// <summary>The fingerprint that the model must have; null for any.</summary>
    public string? Fingerprint { get; init; }

    private ComparisonReport RunOnModel(
        ModelSettings settings, Terminal terminal, bool keepsEnds, WorkPart? part)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using ModelField? started = Running is null ? ModelField.Start(settings, Execution.Cancellation) : null;
        ModelField model = Running ?? started!;
        Subject subject = new(model, Target);
        PlanCheck.CheckModel(Plan.Plan.Samples, model.Dimension, StartPoints);
        string fingerprint = model.Fingerprint();
        if (Fingerprint is string wanted && wanted != fingerprint)
        {
            throw new FlowDemoException(
                $"The model '{settings.Command}' answers otherwise than when the report was made: its fingerprint was "
                    + $"{wanted[..12]} and is {fingerprint[..12]}.");
        }

        ComparisonReport report = ProgressDisplay.While(terminal, progress => ComparisonRunner.Run(
            Plan, subject, StartPoints?.Value, Execution, part?.Of(progress) ?? progress, keepsEnds), part?.Since);
        if (started is not null)
        {
            terminal.Notes.Add(ShareOf(started, watch.Elapsed));
        }

        return report with { Manifest = Manifests.Of(Options, Inputs) with { ModelFingerprint = fingerprint } };
    }

    /// <summary>How much of the time a model took.</summary>
    /// <param name="model">The model.</param>
    /// <param name="elapsed">Time since it was started.</param>
    public static string ShareOf(ModelField model, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"flowdemo: the model answered {model.Requests} requests in {model.Waited.TotalSeconds:F1} s, "
            + $"{100 * model.Waited / elapsed:F0} % of the time.");

    /// <summary>The files that it reads, once each.</summary>
    public IEnumerable<SourceFile> Inputs =>
        [.. Target?.Files ?? [], .. StartPoints?.Files ?? [], .. Plan.Files];

    /// <summary>
    /// Trains by the methods for the budgets of the plan, all on the same pairs, and compares what comes out with the exact field.
    /// </summary>
    private ResolvedPlan Follow(Terminal terminal)
    {
        return Plan.With([.. Plan.Plan.Fields, .. Recipes.Select(recipe =>
        {
            TrainingRun run = Train(recipe, terminal);
            return new ComparedField(recipe.Name, run.Model, run.Seconds) { OnlySchedule = recipe.IsAlone ? null : recipe.Schedule };
        })]);
    }

    private TrainingRun Train(Recipe recipe, Terminal terminal)
    {
        Named<ITrainingMethod> method = recipe.Method;
        TrainingOptions options = recipe.Options with { Steps = Plan.Plan.Budgets, Seed = Plan.Plan.Seed, Schedule = recipe.Schedule };
        options.Check();
        if (!method.Value.ConditionsOf(Target!).Contains(Target!.Condition))
        {
            throw new FlowDemoException($"The recipe '{method.Name}' trains for classes, and this comparison is for the whole target; "
                + $"name a class and the guidance with '--class' and '--guidance'.");
        }

        return TrainingRun.Of(method, Target, Plan.Plan.Path, options, Execution, terminal);
    }
}
