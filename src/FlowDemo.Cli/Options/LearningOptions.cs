using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Learning;
using FlowDemo.Schedules;

namespace FlowDemo.Cli.Options;

/// <summary>For which grids a field is trained.</summary>
internal sealed class LearningOptions : OptionGroup
{
    private static readonly TrainingOptions Usual = new();

    public LearningOptions()
        : base("training")
    {
        Steps = Value(
            "--nfe -k",
            "LIST",
            "Euler steps of the student, one model for each: 1,2,4 or 2-8; methods that give one field for all use them for their report",
            ParseSteps,
            string.Join(',', Usual.Steps));
        Schedule = Value(
            "--schedule -g", "ID", "the schedule of the knots; the method's own when left out", static (_, text) => KnownSchedule(text));
        Seed = SeedOf("every random stream", Usual.Seed);
        Completes(Schedule, ScheduleCatalog.All.Names);
    }

    public Option<ImmutableArray<int>> Steps { get; }

    public Option<string> Schedule { get; }

    public Option<int> Seed { get; }

    /// <summary>Options of a training with these beside those of its regressor.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Those of the regressor.</param>
    public TrainingOptions Read(ParseResult parsed, TrainingOptions options) => options with
    {
        Steps = parsed.GetValue(Steps),
        Schedule = parsed.GetValue(Schedule),
        Seed = parsed.GetValue(Seed),
    };

    private static ImmutableArray<int> ParseSteps(string option, string text)
    {
        ImmutableArray<int> steps = BudgetList.Parse(option, text);
        return steps[^1] <= TrainingOptions.MostSteps
            ? steps
            : throw new FlowDemoException($"'{option}' takes at most {TrainingOptions.MostSteps} steps here; {steps[^1]} is more.");
    }

    private static string KnownSchedule(string name)
    {
        _ = ScheduleCatalog.All.Create(name);
        return ScheduleCatalog.All.Canonical(name);
    }
}
