using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;
using FlowDemo.Learning;

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
        Named<ITrainingMethod>? recipe = ReadRecipe(parsed);
        ComparisonPlan named = recipe is null ? ReadPlan(parsed) : ReadPlan(parsed, recipe.Value);
        ResolvedPlan plan = named.Resolve();
        PlanCheck.Check(plan);
        return new ComparisonRequest(
            plan,
            recipe,
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

    private Named<ITrainingMethod>? ReadRecipe(ParseResult parsed)
    {
        if (parsed.GetValue(methods.Recipe) is not string name)
        {
            return null;
        }

        Named<ITrainingMethod> recipe = TrainingCatalog.All.Resolve(name);
        ComparedField.CheckMethod(recipe);
        return recipe;
    }

    /// <summary>The plan for a recipe, which is about the field: one solver, the knots it trains at, and the few steps it is for.</summary>
    private ComparisonPlan ReadPlan(ParseResult parsed, ITrainingMethod recipe)
    {
        ComparisonPlan plan = ReadPlan(parsed);
        return plan with
        {
            Solvers = parsed.IsGiven(methods.Solver) ? plan.Solvers : ["euler"],
            Schedules = parsed.IsGiven(methods.Schedule) ? plan.Schedules : [recipe.Schedule],
            Budgets = parsed.IsGiven(methods.Budgets) ? plan.Budgets : [1, 2, 4],
            Metrics = parsed.IsGiven(methods.Metric) ? plan.Metrics : ["rmse", "median", "flips"],
        };
    }

    private ComparisonPlan ReadPlan(ParseResult parsed)
    {
        (string solver, string schedule) = parsed.GetValue(methods.Baseline);
        return new ComparisonPlan
        {
            Target = parsed.GetRequiredValue(target.Target),
            Path = parsed.GetRequiredValue(run.Path),
            Solvers = parsed.GetValue(methods.Solver),
            Schedules = parsed.GetValue(methods.Schedule),
            Fields = [.. ComparedField.Parse(parsed.GetRequiredValue(methods.Field))],
            Budgets = parsed.GetValue(methods.Budgets),
            Metrics = parsed.GetValue(methods.Metric),
            BaselineSolver = solver,
            BaselineSchedule = schedule,
            Samples = parsed.GetValue(noise.Samples),
            Seed = parsed.GetValue(noise.Seed),
            Noise = parsed.GetValue(noise.StartPoints) ?? parsed.GetRequiredValue(noise.Noise),
            ReferenceSteps = reference.Read(parsed),
        };
    }
}
