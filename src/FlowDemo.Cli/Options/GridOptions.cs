using System.CommandLine;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Options;

/// <summary>Which grid a schedule is asked for.</summary>
internal sealed class GridOptions : OptionGroup
{
    public GridOptions()
        : base("grid")
    {
        Steps = Value("--steps -k", "K", "number of steps, from 1; needed");
        Solver = Value("--solver -s", "S", "the solver that the grid is for", "euler");
        Seed = Value("--seed", "S", "seed of the calibration noise", "0");
        Completes(Solver, SolverCatalog.All.Entries.Select(static e => e.Id));
    }

    public Option<string> Steps { get; }

    public Option<string> Solver { get; }

    public Option<string> Seed { get; }

    public int ReadSteps(ParseResult parsed) => parsed.TextOrNull(Steps) is null
        ? throw new FlowDemoException($"'{Steps.Name}' is missing; it says how many steps the grid has, as in {Steps.Name} 8.")
        : parsed.Integer(Steps, 1, BudgetList.Largest);

    public string ReadSolver(ParseResult parsed) => parsed.Text(Solver);

    public int ReadSeed(ParseResult parsed) => parsed.Integer(Seed, 0, int.MaxValue);
}
