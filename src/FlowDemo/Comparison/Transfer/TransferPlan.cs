using System.Collections.Immutable;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison.Transfer;

/// <summary>Everything that decides the numbers of a transfer table.</summary>
public sealed record TransferPlan
{
    /// <summary>Names of the targets, at least one; each method is fitted on each and run on all.</summary>
    public ImmutableArray<string> Targets { get; init; } = ["ring", "moons", "spiral", "skewed"];

    /// <summary>Solvers with schedules, as in <c>euler/boss</c>; a solver with times of its own stands alone.</summary>
    public ImmutableArray<string> Methods { get; init; } = ["euler/uniform", "euler/boss", "euler/optimal", "fitted"];

    /// <summary>Velocity evaluations per sample.</summary>
    public int Budget { get; init; } = 6;

    /// <summary>The path's id.</summary>
    public string Path { get; init; } = "linear";

    /// <summary>Test points.</summary>
    public int Samples { get; init; } = 4096;

    /// <summary>Seed of every stream.</summary>
    public int Seed { get; init; }

    /// <summary>Makes objects of the names, each once, and refuses methods that this table cannot hold.</summary>
    /// <returns>The methods under the names that they have in the plan.</returns>
    /// <exception cref="FlowDemoException">A name is unknown, or a method cannot spend the budget exactly or is stochastic.</exception>
    internal ImmutableArray<Named<ComparedMethod>> Resolve() => [.. Methods.Select(Resolve)];

    private Named<ComparedMethod> Resolve(string method)
    {
        (string solverName, string? scheduleName) = Split(method);
        Named<ISolver> solver = SolverCatalog.All.Resolve(solverName);
        if (solver.Value.StepsFor(Budget) is null)
        {
            throw new FlowDemoException(
                $"'{solverName}' cannot spend {Budget} evaluations exactly; choose another budget or leave it out.");
        }

        if (solver.Value.IsStochastic)
        {
            throw new FlowDemoException(
                $"'{solverName}' is stochastic, and this table compares end points with those of the reference; leave it out.");
        }

        if (solver.Value.TakesSchedule == scheduleName is null)
        {
            throw new FlowDemoException(scheduleName is null
                ? $"'{method}' needs a schedule behind a slash, as in {method}/uniform."
                : $"'{solverName}' has times of its own; write it without '/{scheduleName}'.");
        }

        Named<ISchedule> schedule = scheduleName is null ? OwnTimes.Instance : ScheduleCatalog.All.Resolve(scheduleName);
        return new Named<ComparedMethod>(method, new ComparedMethod(solver, schedule, ComparedField.Exact));
    }

    private static (string Solver, string? Schedule) Split(string method)
    {
        // A file name may hold slashes; a schedule never ends in .json.
        int slash = method.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? -1 : method.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (method, null) : (method[..slash], method[(slash + 1)..]);
    }
}
