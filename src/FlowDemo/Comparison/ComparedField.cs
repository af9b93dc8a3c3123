using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Files;
using FlowDemo.Learning.Models;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>A velocity field that rows are sampled with: the exact one, the exact one with an error, or one that was trained.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Model">The trained fields; null for the exact field.</param>
/// <param name="Seconds">How long training took, where it was measured.</param>
public sealed record ComparedField(string Name, VelocityModel? Model, double? Seconds = null)
{
    /// <summary>The file that the model was read from; null where there is none.</summary>
    public SourceFile? File { get; init; }

    /// <summary>The one schedule that it is sampled on; null for every one of the comparison.</summary>
    public string? OnlySchedule { get; init; }

    /// <summary>Makes it out of the exact flow; null where it is the exact one or was trained.</summary>
    public Func<Flow, Flow>? Change { get; init; }

    /// <summary>
    /// The path where it is the exact field of another path than the comparison's: a family of its own, with its own start and its own
    /// reference from the same noise; null for the others.
    /// </summary>
    public IPath? OwnPath { get; init; }

    /// <summary>Whether it is the exact one.</summary>
    public bool IsExact => Model is null && Change is null && OwnPath is null;

    /// <summary>What stands before the file of a trained field.</summary>
    public const string ModelPrefix = "straightened:";

    private const double LargestError = 100;
    private const string PathPrefix = "path:";
    private const string PerturbedKind = "perturbed";
    private const string PerturbedVelocityKind = "perturbed-velocity";
    private const string CausalKind = "causal";

    /// <summary>The exact field of the target.</summary>
    public static ComparedField Exact { get; } = new("exact", null);

    /// <summary>
    /// Reads a list: <c>exact</c>, <c>path:ID</c>, <c>perturbed:DELTA</c>, <c>perturbed-velocity:DELTA</c>, <c>causal:GAMMA</c> or
    /// <c>straightened:FILE</c>, separated by commas.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <exception cref="FlowDemoException">A name is neither, or its file cannot be used.</exception>
    public static IEnumerable<ComparedField> Parse(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        foreach (string name in Whole(list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (name == Exact.Name)
            {
                yield return Exact;
            }
            else if (IsOfOtherPath(name))
            {
                yield return new ComparedField(name, null) { OwnPath = PathCatalog.All.Create(name[PathPrefix.Length..]) };
            }
            else if (Changed(name) is ComparedField changed)
            {
                yield return changed;
            }
            else if (name.StartsWith(ModelPrefix, StringComparison.Ordinal) && name.Length > ModelPrefix.Length)
            {
                string file = name[ModelPrefix.Length..];
                (byte[] model, SourceFile source) = InputFile.Read(file);
                yield return new ComparedField(ModelPrefix + Path.GetFileName(file), ModelFile.Read(model, file)) { File = source };
            }
            else
            {
                throw new FlowDemoException(
                    $"There is no field '{name}'. A field is exact, path:ID, as in path:vp, perturbed:DELTA or perturbed-velocity:DELTA, "
                        + "as in perturbed:0.5, causal:GAMMA, as in causal:1, or straightened:FILE with a model that 'flowdemo train' "
                        + "wrote.");
            }
        }
    }

    /// <summary>Puts a piece that is no field behind the path before it, whose parameter it is: <c>path:bridge:1,blurred</c>.</summary>
    private static List<string> Whole(string[] pieces)
    {
        List<string> names = [];
        foreach (string piece in pieces)
        {
            if (names.Count > 0 && IsOfOtherPath(names[^1]) && piece != Exact.Name && !piece.Contains(':', StringComparison.Ordinal))
            {
                names[^1] += "," + piece;
            }
            else
            {
                names.Add(piece);
            }
        }

        return names;
    }

    /// <summary>Whether a name is that of the exact field of another path, whose samples end elsewhere from the same noise.</summary>
    /// <param name="name">The name.</param>
    internal static bool IsOfOtherPath(string name) => name.StartsWith(PathPrefix, StringComparison.Ordinal);

    /// <summary>
    /// The field for a target: refuses a model that was trained for something else, and keeps what it holds for the class.
    /// </summary>
    /// <param name="target">The target of the comparison.</param>
    /// <param name="path">The path of the comparison.</param>
    /// <exception cref="FlowDemoException">The model is for another path, target, class or guidance.</exception>
    public ComparedField For(Target target, string path)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (Model is null)
        {
            return this;
        }

        CheckMethod(TrainingCatalog.All.Resolve(Model.Record.Method));
        if (Model.Path != path)
        {
            throw new FlowDemoException($"The model '{Name}' was trained on the path '{Model.Path}', and this comparison is on '{path}'; "
                + $"give '--path {Model.Path}' or train it again.");
        }

        GaussianMixture whole = target.Whole;
        bool same = Model.Target.Components.Length == whole.Components.Length
            && Model.Target.Components.Zip(whole.Components, static (a, b) => a.IsNear(b)).All(static near => near);
        if (!same)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The model '{Name}' was trained for the target '{Model.Record.TargetName}' ({Model.Target.Components.Length} "
                    + $"components), which is not the one compared here ({whole.Components.Length} components)."));
        }

        ImmutableArray<ModelMember> members = [.. Model.Members.Where(m => m.Condition == target.Condition)];
        return members.IsEmpty ? throw OtherClass(Model, target) : this with { Model = Model with { Members = members } };
    }

    /// <summary>Refuses a training method whose fields are not for noise.</summary>
    /// <param name="method">The method.</param>
    /// <exception cref="FlowDemoException">Its fields cannot be compared.</exception>
    public static void CheckMethod(Named<ITrainingMethod> method)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (method.Value.NotForNoise is string reason)
        {
            throw new FlowDemoException($"A field trained by '{method.Name}' cannot be compared here: {reason}.");
        }
    }

    /// <summary>The flow to sample on a grid, and what a reader must know of it.</summary>
    /// <param name="exact">The exact flow.</param>
    /// <param name="grid">The grid.</param>
    internal (Flow Flow, string? Note) FlowFor(Flow exact, TimeGrid grid)
    {
        if (Model is null)
        {
            return (Change?.Invoke(exact) ?? exact, null);
        }

        ModelMember member = Model.MemberFor(grid);
        if (!member.Fits(grid))
        {
            ITrainingMethod method = TrainingCatalog.All.Resolve(Model.Record.Method).Value;
            if (Model.Members.FirstOrDefault(m => m.Grid is TimeGrid trained && method.Serves(trained, grid)) is ModelMember serving)
            {
                return (exact with { Field = serving.Field }, null);
            }
        }

        string? note = member.Fits(grid) ? null : $"the field was trained at other knots ({member.Grid}) and is off them here";
        return (exact with { Field = member.Field }, note);
    }

    /// <summary>What is made out of the exact field, where a name asks for it; null otherwise.</summary>
    /// <param name="name">As it was written.</param>
    private static ComparedField? Changed(string name) => name.Split(':', 2)[0] switch
    {
        PerturbedKind => Changed(name, "error", LargestError, static (exact, delta) => Perturbed(exact, delta)),
        PerturbedVelocityKind =>
            Changed(name, "error", LargestError, static (exact, delta) => Perturbed(exact, delta) with { ScoreField = exact.Field }),
        CausalKind => Changed(name, "decay", 1, Causal),
        _ => null,
    };

    private static ComparedField Changed(string name, string what, double largest, Func<Flow, double, Flow> change)
    {
        string[] parts = name.Split(':', 2);
        return parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= 0 && number <= largest
            ? new ComparedField(name, null) { Change = exact => change(exact, number) }
            : throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' is no field: its {what} is a number from 0 to {largest}, as in {parts[0]}:0.5."));
    }

    // The exact expected data would take the error back in a last step that jumps to them.
    private static Flow Perturbed(Flow exact, double delta) =>
        exact with { Data = null, Field = new PerturbedVelocityField(exact.Field.WithDerivatives(), delta) };

    private static Flow Causal(Flow exact, double gamma) =>
        exact is { Start: null, Field: MixtureVelocityField { Mixture.IsKernelMixture: false } field }
        ? exact with { Field = new CausalVelocityField(field.Mixture, exact.Path, gamma) }
        : throw new FlowDemoException(
            "A causal field needs a mixture whose components are classes, without guidance, and normal noise; choose another target or "
                + "path, or leave it out.");

    private FlowDemoException OtherClass(VelocityModel model, Target target)
    {
        static string Text(ClassCondition? condition) => condition?.ToString() ?? "the whole target";
        return new FlowDemoException(
            $"The model '{Name}' was trained for {string.Join("; ", model.Members.Select(static m => Text(m.Condition)).Distinct())}, and "
                + $"this comparison is for {Text(target.Condition)}. Choose by '--class' and '--guidance', or train another.");
    }
}
