using System.CommandLine;
using FlowDemo.Comparison;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Options;

/// <summary>Which grid a schedule is asked for.</summary>
internal sealed class GridOptions : OptionGroup
{
    /// <summary>The solver that a grid is for when none is named.</summary>
    public const string UsualSolver = "euler";

    public GridOptions()
        : base("grid")
    {
        Steps = Whole("--steps -k", "K", "number of steps, from 1; needed", 1, ComparisonPlan.LargestBudget);
        Solver = Text("--solver -s", "S", "the solver that the grid is for", UsualSolver);
        Seed = SeedOf("the calibration noise");
        Completes(Solver, SolverCatalog.All.Names);
    }

    public Option<int?> Steps { get; }

    public Option<string> Solver { get; }

    public Option<int> Seed { get; }

    public int ReadSteps(ParseResult parsed) => parsed.GetValue(Steps)
        ?? throw new FlowDemoException($"'{Steps.Name}' is missing; it says how many steps the grid has, as in {Steps.Name} 8.");
}
