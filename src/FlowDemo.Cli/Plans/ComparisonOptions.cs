using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using FlowDemo.Cli.Options;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Models;
using FlowDemo.Randomness;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Plans;

/// <summary>The options that decide what a comparison finds.</summary>
internal sealed class ComparisonOptions
{
    private readonly TargetOptions target = new(takesSeveral: true);
    private readonly ModelOptions model = new();
    private readonly RunOptions run = new();
    private readonly ReferenceOptions reference = new();
    private readonly NoiseOptions noise = new(takesSeveral: true);
    private readonly MethodOptions methods = new();
    private readonly RegressorOptions regressor = new();

    /// <summary>The groups, in the order of the help and of a plan.</summary>
    public IEnumerable<OptionGroup> Groups => [target, model, run, reference, noise, methods, regressor];

    /// <summary>Figures that the user asks for and that the answer over several problems, which is in rmse, does not have.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="study">What was measured.</param>
    public IEnumerable<string> BesideAnswer(ParseResult parsed, StudyReport study) =>
        study.Only is null && parsed.IsGiven(methods.Metric) ? study.Reports[0].Plan.Metrics.Where(static m => m != "rmse") : [];

    /// <summary>Reads them, the files that they name, and checks all that can be checked before any work.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="terminal">Whose wish to stop counts.</param>
    /// <exception cref="FlowDemoException">Something cannot be.</exception>
    public StudyRequest Read(ParseResult parsed, Terminal terminal)
    {
        ModelSettings? served = model.Read(parsed, terminal);
        if (served is not null)
        {
            RefuseWithModel(parsed);
        }

        ImmutableArray<Recipe> recipes = ReadRecipes(parsed);
        if (parsed.IsGiven(methods.Method))
        {
            parsed.Refuse(
                [methods.Solver, methods.Schedule, methods.Recipe],
                name => $"'{methods.Method.Name}' names the rows one by one; leave '{name}' out.");
        }

        ComparisonPlan named = recipes.IsEmpty ? ReadPlan(parsed) : ReadPlan(parsed, recipes);
        named = parsed.GetValue(methods.Resample) is int resamples ? named.WithResamples(resamples) : named;
        ResolvedPlan plan = named.Resolve();
        bool hasPoints = parsed.GetValue(noise.StartPoints) is not null;
        ImmutableArray<Target?> targets = IsModelAlone(parsed) ? [null] : [.. target.ReadAll(parsed, terminal, hasPoints)];
        (named, plan) = LeaveOut(parsed, named, plan, served is null ? targets : [null], terminal);
        PlanCheck.Check(plan);
        if (plan.Resamples > 0)
        {
            targets.OfType<Target>().ToList().ForEach(static t => t.RequirePoints());
        }

        Named<NoiseSet>? start = noise.ReadStartPoints(parsed, target.ReadForm(parsed), terminal, anyDimension: served is not null);
        Execution execution = run.ReadExecution(parsed, terminal);
        ImmutableArray<int> seeds = parsed.GetValue(noise.Seed);
        ImmutableArray<(string, string)> whole =
            TextOf(parsed, named, new() { [target.Target] = string.Join(',', parsed.GetValue(target.Target)) });
        ComparisonRequest Problem(Target? data, int seed)
        {
            ComparisonPlan own = named with { Target = data?.Name ?? ComparisonPlan.NoTarget, Seed = seed };
            bool isWhole = targets.Length * seeds.Length == 1;
            return new ComparisonRequest(
                plan.For(own), recipes, data, start, execution, isWhole ? whole : TextOf(parsed, own, Single(parsed, data, seed)))
            {
                Model = served,
            };
        }

        return new StudyRequest([.. from data in targets from seed in seeds select Problem(data, seed)], whole);
    }

    /// <summary>
    /// The plan without the solvers that only a pattern selects and that cannot run on one of the targets, or with none of the budgets;
    /// one that is named is refused.
    /// </summary>
    private (ComparisonPlan Named, ResolvedPlan Plan) LeaveOut(
        ParseResult parsed, ComparisonPlan named, ResolvedPlan plan, ImmutableArray<Target?> targets, Terminal terminal)
    {
        ImmutableArray<string> free = named.Pairs.IsEmpty ? methods.SolversByPattern(parsed) : [];
        (string Solver, string Why)[] lacking =
            [.. PlanCheck.WithoutSampler(plan).Select(static o => (o.Solver.Name, o.Why)).Where(o => free.Contains(o.Name))];
        (string Solver, string Why)[] stuck =
        [
            .. targets.SelectMany(plan.ObstaclesOn)
                .Concat(lacking.Length < named.Solvers.Length ? lacking : [])
                .DistinctBy(static o => o.Solver),
        ];
        ImmutableArray<string> left = [.. named.Solvers.Except(stuck.Select(static o => o.Solver).Intersect(free))];
        if (stuck.FirstOrDefault(o => left.IsEmpty || !free.Contains(o.Solver)) is { Solver: string solver, Why: string why })
        {
            throw FlowCheck.Refusal(solver, why);
        }

        foreach (IGrouping<string, string> some in stuck.GroupBy(static o => o.Why, static o => o.Solver))
        {
            terminal.Notes.Add(
                $"flowdemo: '{methods.Solver.Name} {parsed.Written(methods.Solver)}' leaves out {string.Join(", ", some)} ({some.Key}).");
        }

        named = named with { Solvers = left };
        return (named, stuck.Length == 0 ? plan : named.Resolve());
    }

    /// <summary>Refuses a plan from a file that would start a program: nobody runs another's command by reading a report.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">The file.</param>
    /// <param name="given">The command line beside it; null for none.</param>
    /// <exception cref="FlowDemoException">The plan names a command that the user has not written himself.</exception>
    public void CheckConsent(ImmutableArray<(string Name, string Value)> plan, string path, ParseResult? given)
    {
        string? command = plan.FirstOrDefault(p => "--" + p.Name == model.Command.Name).Value;
        if (command is not null && given?.IsGiven(model.Command) is not true)
        {
            throw new FlowDemoException(
                $"'{path}' was made on the model '{command}', and no file makes this program start a command; look at it, and give it "
                    + $"yourself with '{model.Command.Name}'.");
        }
    }

    /// <summary>Whether there is a model, and no target beside it.</summary>
    private bool IsModelAlone(ParseResult parsed) => parsed.GetValue(model.Command) is not null && !parsed.IsGiven(target.Target);

    /// <summary>Refuses what is about a target alone.</summary>
    private void RefuseWithModel(ParseResult parsed)
    {
        Option[] own = parsed.GetRequiredValue(methods.Field) == ComparedField.Exact.Name ? [] : [methods.Field];
        parsed.Refuse(
            [.. own, methods.Recipe],
            name => $"'{name}' is about fields of a target, and '{model.Command.Name}' brings a field of its own; leave one of them out.");
        parsed.Refuse(
            [target.Source],
            name => $"'{name}' is about the exact flow of a target, and '{model.Command.Name}' brings a flow of its own; leave one of them "
                + $"out.");
        parsed.Refuse(
            [methods.Resample],
            name => $"'{name}' is about the exact flow of points, and '{model.Command.Name}' brings a flow of its own; leave one of them "
                + $"out.");
        if (IsModelAlone(parsed))
        {
            parsed.Refuse(
                [target.BandwidthRule, target.NoStandardize, target.Class, target.Guidance, target.Scale],
                name => $"'{name}' is about a target; name the one that the model was trained on with '{target.Target.Name}'.");
        }
        else if (parsed.GetValue(target.Target).Length > 1
            || new[] { target.Scale, target.Guidance }.Any(o => parsed.GetValue(o) is { IsDefault: false, Length: > 1 }))
        {
            throw new FlowDemoException(
                $"A model was trained on one target; name that one beside '{model.Command.Name}', at one scale and one guidance.");
        }
    }

    /// <summary>What makes one problem out of lists.</summary>
    private Dictionary<Option, string> Single(ParseResult parsed, Target? data, int seed)
    {
        Dictionary<Option, string> own = target.TextOf(parsed, data);
        own[noise.Seed] = seed.ToString(CultureInfo.InvariantCulture);
        return own;
    }

    private ImmutableArray<Recipe> ReadRecipes(ParseResult parsed)
    {
        if (parsed.GetValue(methods.Recipe) is not string list)
        {
            parsed.Refuse(
                regressor.Options, name => $"'{name}' is about training; name a method with '{methods.Recipe.Name}', or leave it out.");
            return [];
        }

        ImmutableArray<Recipe> recipes =
        [
            .. Recipe.Parse(list, parsed.IsGiven(methods.Schedule) ? parsed.GetValue(methods.Schedule) : [])
                .Select(r => r with { Options = regressor.Read(parsed, r.Method) }),
        ];
        PlanCheck.CheckTraining(recipes[0].Options with { Steps = parsed.GetValue(methods.Budgets) });
        return recipes;
    }

    /// <summary>The options of a plan as text, lists written out: what makes the same comparison again.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="own">What the problem has in place of what is written.</param>
    private ImmutableArray<(string Name, string Value)> TextOf(ParseResult parsed, ComparisonPlan plan, Dictionary<Option, string> own)
    {
        Dictionary<Option, string> resolved = new()
        {
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

        IEnumerable<Option> replaced =
        [
            .. parsed.GetValue(noise.StartPoints) is null ? [] : noise.Replaced,
            .. plan.Pairs.IsEmpty ? Array.Empty<Option>() : [methods.Solver, methods.Schedule],
            .. IsModelAlone(parsed) ? target.Options : [],
            .. parsed.GetValue(methods.Recipe) is null ? regressor.Options : [],
        ];
        return parsed.Listed(Groups.SelectMany(static g => g.Deciding).Except(replaced), own, resolved);
    }

    /// <summary>
    /// The plan for recipes, which are about the field: one solver, the knots they train at, and the few steps they are for.
    /// </summary>
    private ComparisonPlan ReadPlan(ParseResult parsed, ImmutableArray<Recipe> recipes)
    {
        parsed.Refuse([methods.Invert], name =>
            $"'{name}' goes from data to noise, and a trained field is for the way from noise to data; leave '{methods.Recipe.Name}' out.");
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
            Target = IsModelAlone(parsed) ? ComparisonPlan.NoTarget : parsed.GetValue(target.Target)[0],
            Source = parsed.GetValue(target.Source),
            Path = parsed.GetRequiredValue(run.Path),
            Solvers = methods.ReadSolvers(parsed),
            Schedules = parsed.GetValue(methods.Schedule),
            Pairs = parsed.GetValue(methods.Method) is { IsDefault: false } pairs ? pairs : [],
            Fields = [.. ComparedField.Parse(parsed.GetRequiredValue(methods.Field))],
            Budgets = parsed.GetValue(methods.Budgets),
            Inverts = parsed.GetValue(methods.Invert),
            Metrics = parsed.GetValue(model.Command) is null || parsed.IsGiven(methods.Metric) ? parsed.GetValue(methods.Metric)
                : ModelOptions.MetricsOf(hasTarget: !IsModelAlone(parsed)),
            Baseline = parsed.GetValue(methods.Baseline),
            Samples = parsed.GetValue(noise.Samples),
            Seed = parsed.GetValue(noise.Seed)[0],
            Noise = parsed.GetValue(noise.StartPoints) ?? parsed.GetRequiredValue(noise.Noise),
            ReferenceSteps = reference.Read(parsed),
        };
    }
}
