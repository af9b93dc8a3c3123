using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlowDemo.Fields;
using FlowDemo.Interchange;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Files;

/// <summary>A model as a file holds it.</summary>
/// <param name="Path">Id of the path.</param>
/// <param name="Target">The mixture, all of its classes.</param>
/// <param name="Training">Where the model comes from.</param>
/// <param name="Members">The fields, at least one.</param>
internal sealed record ModelForm(string Path, GaussianMixture Target, TrainingRecord Training, ImmutableArray<MemberForm> Members)
{
    /// <summary>What a file holds of a model.</summary>
    /// <param name="model">The model.</param>
    public static ModelForm Of(VelocityModel model) =>
        new(model.Path, model.Target, model.Record, [.. model.Members.Select(MemberForm.Of)]);

    /// <summary>The model that a file holds.</summary>
    /// <exception cref="FlowDemoException">Its parts do not fit together.</exception>
    public VelocityModel ToModel()
    {
        Training.Options.Check();
        IPath path = PathCatalog.All.Create(Path);
        Target target = new(Training.TargetName, Target, Training.TargetName, Training.TargetName);
        return Members.IsEmpty
            ? throw new FlowDemoException("A model has at least one member.")
            : new VelocityModel(Target, Path, [.. Members.Select(m => m.ToMember(target, path))], Training);
    }
}

/// <summary>A member of a model as a file holds it.</summary>
/// <param name="Condition">The class that the field is for; none for the whole target.</param>
/// <param name="Grid">The knots that it was trained for; none for a field that serves any.</param>
/// <param name="Learned">What was fitted; none for the exact second rectified flow.</param>
internal sealed record MemberForm(ClassCondition? Condition = null, ImmutableArray<double>? Grid = null, LearnedForm? Learned = null)
{
    /// <summary>What a file holds of a member.</summary>
    /// <param name="member">The member.</param>
    public static MemberForm Of(ModelMember member) => new(member.Condition, member.Grid?.Knots, member.Field switch
    {
        OracleReflowField => null,
        LearnedVelocityField learned => new LearnedForm(learned.Prediction, learned.Knots, learned.Functions),
        _ => throw new NotSupportedException("A field of this type has no form in a file."),
    });

    /// <summary>The member that a file holds.</summary>
    /// <param name="target">The target of the model.</param>
    /// <param name="path">The path of the model.</param>
    public ModelMember ToMember(Target target, IPath path)
    {
        Flow teacher = ExactFlow.TeacherOf(target.Given(Condition), path);
        IModelField field = Learned is null
            ? new OracleReflowField(teacher)
            : new LearnedVelocityField(Learned.Knots, Learned.Functions, Learned.Prediction, teacher);
        return new ModelMember(Grid is { } knots ? new TimeGrid(knots.AsSpan()) : null, field) { Condition = Condition };
    }
}

/// <summary>A fitted field as a file holds it.</summary>
/// <param name="Prediction">What the functions give.</param>
/// <param name="Knots">The times of the functions; empty when one function serves all times.</param>
/// <param name="Functions">One function, or one for each knot.</param>
internal sealed record LearnedForm(Prediction Prediction, ImmutableArray<double> Knots, ImmutableArray<ILearnedFunction> Functions);

/// <summary>How models are written and read.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(FiniteConverter), typeof(NumberLineConverter), typeof(NameConverter<RegressorKind>), typeof(NameConverter<Prediction>),
    ])]
[JsonSerializable(typeof(SealedFile<ModelForm>))]
internal sealed partial class ModelJson : JsonSerializerContext;
