using System.Collections.Immutable;
using FlowDemo.Comparison.Steering;
using FlowDemo.Learning;
using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Rendering;

/// <summary>All catalogues side by side.</summary>
internal static class MethodLibrary
{
    /// <summary>Each catalogue's name in the plural, with its pages.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<MethodPage> Pages)> Catalogs { get; } =
    [
        ("targets", [.. MethodPage.Of(TargetCatalog.All)]),
        ("solvers", [.. MethodPage.Of(SolverCatalog.All)]),
        ("schedules", [.. MethodPage.Of(ScheduleCatalog.All)]),
        ("metrics", [.. MethodPage.Of(MetricCatalog.All)]),
        ("methods", [.. MethodPage.Of(TrainingCatalog.All)]),
        ("paths", [.. MethodPage.Of(PathCatalog.All)]),
        ("steering", [.. MethodPage.Of(SteeringCatalog.All)]),
        ("rewards", [.. MethodPage.Of(RewardCatalog.All)]),
    ];
}
