using System.Collections.Immutable;
using System.CommandLine;
using FlowDemo.Learning;
using FlowDemo.Learning.Regressors;
using FlowDemo.Schedules;

namespace FlowDemo.Cli.Options;

/// <summary>How a field is trained.</summary>
internal sealed class LearningOptions : OptionGroup
{
    private const int MostSteps = 100;
    private static readonly string[] Regressors = [.. Enum.GetValues<RegressorKind>().Select(RegressorKinds.NameOf)];

    public LearningOptions()
        : base("training")
    {
        Steps = Value("--nfe -k", "LIST", "Euler steps of the student, one model for each: 1,2,4 or 2-8; methods that give one field for all use them for their report", "1,2,4");
        Schedule = Value("--schedule -g", "ID", "the schedule of the knots; the method's own when left out");
        Pairs = Value("--pairs", "N", "training pairs", "20000");
        Seed = Value("--seed", "S", "seed of every random stream", "0");
        Regressor = Value("--regressor", "KIND", $"{string.Join(", ", Regressors)}; responsibility features know the target", Regressors[0]);
        Features = Value("--features", "M", "features of the regressor, its capacity; by the regressor and the target when left out");
        Hidden = Value("--hidden", "H", "hidden units per layer of the mlp", "64");
        Iterations = Value("--iterations", "N", "gradient steps of the mlp", "3000");
        Penalty = Value("--penalty", "LAMBDA", "lambda of the ridge regression", "1e-6");
        Residual = Value("--residual", "yes|no", "fit over the teacher, as fine-tuning does; yes for fourier features, otherwise no, when left out");
        EvenRows = Flag("--even-rows", "count all rows alike, as the papers do, instead of by how much an error at them grows");
        NoSymmetry = Flag("--no-symmetry", "leave pairs as they are, even where the target has symmetries");
    }

    public Option<string> Steps { get; }

    public Option<string> Schedule { get; }

    public Option<string> Pairs { get; }

    public Option<string> Seed { get; }

    public Option<string> Regressor { get; }

    public Option<string> Features { get; }

    public Option<string> Hidden { get; }

    public Option<string> Iterations { get; }

    public Option<string> Penalty { get; }

    public Option<string> Residual { get; }

    public Option<bool> EvenRows { get; }

    public Option<bool> NoSymmetry { get; }

    /// <summary>All of them.</summary>
    public TrainingOptions Read(ParseResult parsed)
    {
        string? schedule = parsed.TextOrNull(Schedule);
        if (schedule is not null)
        {
            _ = ScheduleCatalog.All.Create(schedule);
        }

        return new TrainingOptions
        {
            Budgets = ReadSteps(parsed),
            Schedule = schedule,
            Pairs = parsed.Integer(Pairs, TrainingOptions.SmallestPairs, TrainingOptions.LargestPairs),
            Seed = parsed.Integer(Seed, 0, int.MaxValue),
            Regressor = RegressorKinds.Parse(parsed.Word(Regressor, Regressors)),
            Features = parsed.TextOrNull(Features) is null ? null : parsed.Integer(Features, 3, 4000),
            Hidden = parsed.Integer(Hidden, 1, 512),
            Iterations = parsed.Integer(Iterations, 1, 1_000_000),
            Penalty = ReadPenalty(parsed),
            Residual = parsed.TextOrNull(Residual) is null ? null : parsed.Word(Residual, "yes", "no") == "yes",
            WeighBySensitivity = !parsed.GetValue(EvenRows),
            UseSymmetry = !parsed.GetValue(NoSymmetry),
        };
    }

    private ImmutableArray<int> ReadSteps(ParseResult parsed)
    {
        ImmutableArray<int> steps = BudgetList.Parse(Steps.Name, parsed.Text(Steps));
        return steps[^1] <= MostSteps ? steps : throw new FlowDemoException($"'{Steps.Name}' takes at most {MostSteps} steps here; {steps[^1]} is more.");
    }

    private double ReadPenalty(ParseResult parsed) =>
        ArgumentText.TryNumber(parsed.Text(Penalty), out double value) && value is > 0 and <= 1e6
            ? value
            : throw new FlowDemoException($"'{Penalty.Name}' takes a positive number up to 1000000; '{parsed.Text(Penalty)}' is not that.");
}
