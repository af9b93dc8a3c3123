using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Plans;

/// <summary>The options that decide what a comparison finds.</summary>
internal sealed class ComparisonOptions
{
    public ProblemOptions Problem { get; } = new();

    public NoiseOptions Noise { get; } = new();

    public MethodOptions Methods { get; } = new();

    /// <summary>Reads them, the files that they name, and checks all that can be checked before any work.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="terminal">Whose wish to stop counts.</param>
    /// <exception cref="FlowDemoException">Something cannot be.</exception>
    public ComparisonRequest Read(ParseResult parsed, Terminal terminal)
    {
        ComparisonPlan plan = ReadPlan(parsed);
        plan.Check();
        PlanCheck.Check(plan);
        return new ComparisonRequest(
            plan,
            parsed.TextOrNull(Methods.Recipe),
            Problem.ReadTarget(parsed),
            Noise.ReadStartPoints(parsed),
            Problem.ReadExecution(parsed, terminal),
            TextOf(parsed, plan));
    }

    /// <summary>The options of a plan as text, lists written out: what makes the same comparison again.</summary>
    private ImmutableArray<(string Name, string Value)> TextOf(ParseResult parsed, ComparisonPlan plan)
    {
        Dictionary<Option, string> resolved = new()
        {
            [Methods.Solver] = string.Join(',', plan.Solvers),
            [Methods.Schedule] = string.Join(',', plan.Schedules),
            [Methods.Metric] = string.Join(',', plan.Metrics),
            [Methods.Budgets] = string.Join(',', plan.Budgets),
            [Problem.Reference] = plan.ReferenceSteps is null ? ProblemOptions.AdaptiveReference : ProblemOptions.FineReference,
        };
        if (plan.ReferenceSteps is int steps)
        {
            resolved[Problem.ReferenceSteps] = steps.ToString(CultureInfo.InvariantCulture);
        }

        var options = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (Option option in ((OptionGroup[])[Problem, Noise, Methods]).SelectMany(static g => g.Deciding))
        {
            string? value = resolved.GetValueOrDefault(option) ?? option switch
            {
                Option<string> text => parsed.TextOrNull(text),
                Option<bool> flag => parsed.GetValue(flag) ? "true" : null,
                _ => null,
            };

            // Points of one's own take the place of drawn ones.
            bool isReplaced = (option == Noise.Samples || option == Noise.Noise) && parsed.TextOrNull(Noise.StartPoints) is not null;
            if (value is not null && !isReplaced)
            {
                options.Add((option.Name.TrimStart('-'), value));
            }
        }

        return options.DrainToImmutable();
    }

    private ComparisonPlan ReadPlan(ParseResult parsed)
    {
        ComparisonPlan plan = ReadFullPlan(parsed);
        if (parsed.TextOrNull(Methods.Recipe) is not string recipe)
        {
            return plan;
        }

        ComparedField.CheckMethod(recipe);

        // A recipe is about the field: one solver, the knots it trains at, and the few steps it is for.
        return plan with
        {
            Solvers = parsed.IsGiven(Methods.Solver) ? plan.Solvers : ["euler"],
            Schedules = parsed.IsGiven(Methods.Schedule) ? plan.Schedules : [recipe.Split(':', 2)[0] == "boss" ? "boss" : "uniform"],
            Budgets = parsed.IsGiven(Methods.Budgets) ? plan.Budgets : [1, 2, 4],
            Metrics = parsed.IsGiven(Methods.Metric) ? plan.Metrics : ["rmse", "median", "flips"],
        };
    }

    private ComparisonPlan ReadFullPlan(ParseResult parsed)
    {
        (string solver, string schedule) = Methods.ReadBaseline(parsed);
        return new ComparisonPlan
        {
            Target = parsed.Text(Problem.Target),
            Path = Problem.ReadPath(parsed),
            Solvers = SolverCatalog.All.Select(parsed.Text(Methods.Solver)),
            Schedules = ScheduleCatalog.All.Select(parsed.Text(Methods.Schedule)),
            Fields = [.. ComparedField.Parse(parsed.Text(Methods.Field))],
            Budgets = Methods.ReadBudgets(parsed),
            Metrics = MetricCatalog.All.Select(parsed.Text(Methods.Metric)),
            BaselineSolver = solver,
            BaselineSchedule = schedule,
            Samples = Noise.ReadSamples(parsed),
            Seed = Noise.ReadSeed(parsed),
            Noise = parsed.TextOrNull(Noise.StartPoints) ?? Noise.ReadNoise(parsed),
            ReferenceSteps = Problem.ReadReferenceSteps(parsed),
        };
    }
}
