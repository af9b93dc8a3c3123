using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>
/// A plan whose names have become objects, each created once and each file read once: what runs, what it will take, what is
/// checked before and what a report says of its files are all decided from here.
/// </summary>
/// <param name="Plan">The plan as the user wrote it.</param>
/// <param name="Path">The path.</param>
/// <param name="Solvers">The solvers, in the plan's order.</param>
/// <param name="Schedules">The schedules, in the plan's order.</param>
/// <param name="Metrics">The metrics, in the plan's order.</param>
/// <param name="Baseline">The method that ratios refer to.</param>
public sealed record ResolvedPlan(
    ComparisonPlan Plan,
    IPath Path,
    ImmutableArray<Named<ISolver>> Solvers,
    ImmutableArray<Named<ISchedule>> Schedules,
    ImmutableArray<Named<IMetric>> Metrics,
    ComparedMethod Baseline)
{
    /// <summary>
    /// The methods that have rows, by solver, then schedule, then field, or in the order of the plan's pairs; a solver with times of
    /// its own is there once for each field.
    /// </summary>
    public ImmutableArray<ComparedMethod> Methods =>
    [
        .. Pairs
            .SelectMany(p => Plan.Fields
                .Where(f => (f.OnlySchedule ?? p.Schedule.Name) == p.Schedule.Name)
                .Select(f => new ComparedMethod(p.Solver, p.Schedule, f)))
            .DistinctBy(static m => m.Name),
    ];

    private IEnumerable<(Named<ISolver> Solver, Named<ISchedule> Schedule)> Pairs => Plan.Pairs.IsEmpty
        ? Solvers.SelectMany(s => Schedules.Select(g => (s, g)))
        : Plan.Pairs.Select(p => (Solvers.First(s => s.Name == p.Solver), Schedules.First(g => g.Name == p.Schedule)));

    /// <summary>Whether the baseline is one of the methods compared; if not, it runs for the ratios only.</summary>
    public bool ListsBaseline => Methods.Any(m => m.Name == Baseline.Name);

    /// <summary>The methods that run: those that have rows, and the baseline behind them when it is not one of them.</summary>
    public ImmutableArray<ComparedMethod> Runs => ListsBaseline ? Methods : Methods.Add(Baseline);

    /// <summary>Some of the methods that run.</summary>
    /// <param name="places">Places in <see cref="Runs"/>, in any order; null for all of them.</param>
    public ImmutableArray<ComparedMethod> RunsAt(ImmutableArray<int>? places)
    {
        ImmutableArray<ComparedMethod> runs = Runs;
        return places is ImmutableArray<int> some ? [.. some.Select(i => runs[i])] : runs;
    }

    /// <summary>Whether the last of the methods is among some, which then have the rows behind it too.</summary>
    /// <param name="places">Places in <see cref="Runs"/>; null for all of them.</param>
    internal bool AreLast(ImmutableArray<int>? places) => places?.Contains(Runs.Length - 1) ?? true;

    /// <summary>Bootstrap resamples of the points that rows also run on; 0 where no metric asks for them.</summary>
    public int Resamples => Metrics.Max(static m => m.Value.Resamples);

    /// <summary>The files that solvers, schedules and fields were made from.</summary>
    public ImmutableArray<SourceFile> Files =>
    [
        .. Solvers.SelectMany(static s => s.Files),
        .. Schedules.SelectMany(static g => g.Files),
        .. Plan.Fields.Select(static f => f.File).OfType<SourceFile>(),
        .. Baseline.Solver.Files,
        .. Baseline.Schedule.Files,
    ];

    /// <summary>Solvers that cannot run as the plan says, with why, said of them: on a field, or from data to noise.</summary>
    /// <param name="target">The target whose exact flow it is; null where that is a model's, which says so itself.</param>
    public IEnumerable<(string Solver, string Why)> ObstaclesOn(Target? target)
    {
        if (Plan.Inverts)
        {
            foreach (Named<ISolver> stuck in Solvers.Append(Baseline.Solver).Where(static s => !s.Value.RunsBackward))
            {
                yield return (stuck.Name, "cannot run from data to noise: it adds noise, or was fitted to the way from noise to data");
            }
        }

        foreach (ComparedField field in target is null ? [] : Plan.Fields)
        {
            Flow exact = ExactFlow.Of(target!, field.OwnPath ?? Path);
            Flow sampled = field.For(target!, Plan.Path).FlowFor(exact, TimeGrid.Uniform(1)).Flow;
            foreach (Named<ISolver> solver in Solvers)
            {
                if (solver.Value.ObstacleOn(solver.Value.BringsField ? exact : sampled) is string why)
                {
                    yield return (solver.Name, why);
                }
            }
        }
    }

    /// <summary>Refuses the first of the solvers that cannot run as the plan says.</summary>
    /// <param name="target">The target whose exact flow it is; null where that is a model's.</param>
    /// <exception cref="FlowDemoException">One cannot.</exception>
    public void CheckSolversOn(Target? target)
    {
        foreach ((string solver, string why) in ObstaclesOn(target))
        {
            throw FlowCheck.Refusal(solver, why);
        }
    }

    /// <summary>The same methods on another problem.</summary>
    /// <param name="plan">The plan with its target and seed.</param>
    public ResolvedPlan For(ComparisonPlan plan) => this with { Plan = plan };

    /// <summary>The plan with other velocity fields.</summary>
    /// <param name="fields">The fields.</param>
    public ResolvedPlan With(ImmutableArray<ComparedField> fields) => this with { Plan = Plan with { Fields = fields } };
}
