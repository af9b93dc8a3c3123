using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;

namespace FlowDemo.Cli.Plans;

/// <summary>The options that decide what a comparison finds.</summary>
internal sealed class ComparisonOptions
{
    private readonly TargetOptions target = new();
    private readonly RunOptions run = new();
    private readonly ReferenceOptions reference = new();
    private readonly NoiseOptions noise = new();
    private readonly MethodOptions methods = new();

    /// <summary>The groups, in the order of the help and of a plan.</summary>
    public IEnumerable<OptionGroup> Groups => [target, run, reference, noise, methods];

    /// <summary>Reads them, the files that they name, and checks all that can be checked before any work.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="terminal">Whose wish to stop counts.</param>
    /// <exception cref="FlowDemoException">Something cannot be.</exception>
    public ComparisonRequest Read(ParseResult parsed, Terminal terminal)
    {
        ImmutableArray<Recipe> recipes = parsed.GetValue(methods.Recipe) is string list
            ? Recipe.Parse(list, parsed.IsGiven(methods.Schedule) ? parsed.GetValue(methods.Schedule) : [])
            : [];
        ComparisonPlan named = recipes.IsEmpty ? ReadPlan(parsed) : ReadPlan(parsed, recipes);
        ResolvedPlan plan = named.Resolve();
        PlanCheck.Check(plan);
        return new ComparisonRequest(
            plan,
            recipes,
            target.Read(parsed, terminal, hasTable: parsed.GetValue(noise.StartPoints) is not null),
            noise.ReadStartPoints(parsed, target.ReadForm(parsed), terminal),
            run.ReadExecution(parsed, terminal),
            TextOf(parsed, named));
    }

    /// <summary>The options of a plan as text, lists written out: what makes the same comparison again.</summary>
    private ImmutableArray<(string Name, string Value)> TextOf(ParseResult parsed, ComparisonPlan plan)
    {
        Dictionary<Option, string> resolved = new()
        {
            [target.Target] = plan.Target,
            [run.Path] = plan.Path,
            [methods.Solver] = string.Join(',', plan.Solvers),
            [methods.Schedule] = string.Join(',', plan.Schedules),
            [methods.Metric] = string.Join(',', plan.Metrics),
            [methods.Budgets] = string.Join(',', plan.Budgets),
            [reference.Kind] = plan.ReferenceSteps is null ? ReferenceOptions.Adaptive : ReferenceOptions.Fine,
        };
        if (plan.ReferenceSteps is int steps)
        {
            resolved[reference.Steps] = steps.ToString(CultureInfo.InvariantCulture);
        }

        var options = ImmutableArray.CreateBuilder<(string, string)>();
        IEnumerable<Option> replaced = parsed.GetValue(noise.StartPoints) is null ? [] : noise.Replaced;
        foreach (Option option in Groups.SelectMany(static g => g.Deciding).Except(replaced))
        {
            if ((resolved.GetValueOrDefault(option) ?? parsed.Written(option)) is string value)
            {
                options.Add((option.Name.TrimStart('-'), value));
            }
        }

        return options.DrainToImmutable();
    }

    /// <summary>
    /// The plan for recipes, which are about the field: one solver, the knots they train at, and the few steps they are for.
    /// </summary>
    private ComparisonPlan ReadPlan(ParseResult parsed, ImmutableArray<Recipe> recipes)
    {
        ComparisonPlan plan = ReadPlan(parsed);
        IEnumerable<string> chosen = parsed.IsGiven(methods.Schedule) ? plan.Schedules : [];
        return plan with
        {
            Solvers = parsed.IsGiven(methods.Solver) ? plan.Solvers : ["euler"],
            Schedules = [.. chosen.Concat(recipes.Select(static r => r.Schedule)).Distinct()],
            Budgets = parsed.IsGiven(methods.Budgets) ? plan.Budgets : [1, 2, 4],
            Metrics = parsed.IsGiven(methods.Metric) ? plan.Metrics : ["rmse", "median", "flips"],
        };
    }

    private ComparisonPlan ReadPlan(ParseResult parsed)
    {
        return new ComparisonPlan
        {
            Target = parsed.GetRequiredValue(target.Target),
            Path = parsed.GetRequiredValue(run.Path),
            Solvers = parsed.GetValue(methods.Solver),
            Schedules = parsed.GetValue(methods.Schedule),
            Fields = [.. ComparedField.Parse(parsed.GetRequiredValue(methods.Field))],
            Budgets = parsed.GetValue(methods.Budgets),
            Metrics = parsed.GetValue(methods.Metric),
            Baseline = parsed.GetValue(methods.Baseline),
            Samples = parsed.GetValue(noise.Samples),
            Seed = parsed.GetValue(noise.Seed),
            Noise = parsed.GetValue(noise.StartPoints) ?? parsed.GetRequiredValue(noise.Noise),
            ReferenceSteps = reference.Read(parsed),
        };
    }
}
