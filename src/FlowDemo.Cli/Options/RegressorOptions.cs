using System.CommandLine;
using System.Globalization;
using FlowDemo.Learning;
using FlowDemo.Learning.Regressors;

namespace FlowDemo.Cli.Options;

/// <summary>What a trained field is fitted to, and by which regressor.</summary>
internal sealed class RegressorOptions : OptionGroup
{
    private static readonly TrainingOptions Usual = new();
    private static readonly string[] Regressors = [.. Enum.GetValues<RegressorKind>().Select(RegressorKinds.NameOf)];

    public RegressorOptions()
        : base("pairs and regressor")
    {
        Pairs = Whole("--pairs", "N", "training pairs", TrainingOptions.SmallestPairs, TrainingOptions.LargestPairs, Usual.Pairs);
        Regressor = Value(
            "--regressor",
            "KIND",
            $"{string.Join(", ", Regressors)}; responsibility features know the target",
            static (name, text) => RegressorKinds.Parse(ArgumentText.Word(name, text, Regressors)),
            RegressorKinds.NameOf(Usual.Regressor));
        Features = Whole(
            "--features",
            "M",
            "features of the regressor, its capacity; by the regressor and the target when left out",
            TrainingOptions.FewestFeatures,
            TrainingOptions.MostFeatures);
        Hidden = Whole("--hidden", "H", "hidden units per layer of the mlp", 1, Perceptron.LargestHidden, Usual.Hidden);
        Iterations = Whole("--iterations", "N", "gradient steps of the mlp", 1, TrainingOptions.MostIterations, Usual.Iterations);
        Penalty = Value(
            "--penalty",
            "LAMBDA",
            "lambda of the ridge regression",
            static (name, text) => ArgumentText.Positive(name, text, TrainingOptions.LargestPenalty),
            Usual.Penalty.ToString("0e-0", CultureInfo.InvariantCulture));
        Residual = Value<bool?>(
            "--residual",
            "yes|no",
            "fit over the teacher, as fine-tuning does; yes for fourier features, otherwise no, when left out",
            static (name, text) => ArgumentText.Word(name, text, ["yes", "no"]) == "yes");
        EvenRows = Flag("--even-rows", "count all rows alike, as the papers do, instead of by how much an error at them grows");
        NoSymmetry = Flag("--no-symmetry", "leave pairs as they are, even where the target has symmetries");
        Completes(Regressor, Regressors);
    }

    public override IEnumerable<Option> Deciding => Options;

    public Option<int> Pairs { get; }

    public Option<RegressorKind> Regressor { get; }

    public Option<int?> Features { get; }

    public Option<int> Hidden { get; }

    public Option<int> Iterations { get; }

    public Option<double> Penalty { get; }

    public Option<bool?> Residual { get; }

    public Option<bool> EvenRows { get; }

    public Option<bool> NoSymmetry { get; }

    /// <summary>Options of a training with these.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="method">The training method.</param>
    /// <exception cref="FlowDemoException">The method has no use for one of them.</exception>
    public TrainingOptions Read(ParseResult parsed, Named<ITrainingMethod> method)
    {
        TrainingOptions options = new()
        {
            Pairs = parsed.GetValue(Pairs),
            Regressor = parsed.GetValue(Regressor),
            Features = parsed.GetValue(Features),
            Hidden = parsed.GetValue(Hidden),
            Iterations = parsed.GetValue(Iterations),
            Penalty = parsed.GetValue(Penalty),
            Residual = parsed.GetValue(Residual),
            WeighBySensitivity = !parsed.GetValue(EvenRows),
            UseSymmetry = !parsed.GetValue(NoSymmetry),
        };
        RegressorKind fitted = method.Value.Adapt(options).Regressor;
        string kind = RegressorKinds.NameOf(fitted);
        if (fitted != options.Regressor)
        {
            parsed.Refuse([Regressor], name => $"'{method.Name}' always fits the regressor {kind}; leave '{name}' out.");
        }

        parsed.Refuse(IdleFor(fitted), name =>
            $"'{name}' has no part in fitting the regressor {kind}; leave it out, or choose another '{Regressor.Name}'.");
        return options;
    }

    /// <summary>What a regressor does not look at.</summary>
    private IEnumerable<Option> IdleFor(RegressorKind regressor) => regressor switch
    {
        RegressorKind.Perceptron => [Features, Penalty],
        RegressorKind.Affine => [Features, Hidden, Iterations],
        _ => [Hidden, Iterations],
    };
}
