using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>The kinds of regressor.</summary>
public enum RegressorKind
{
    /// <summary>Tempered responsibility features: teacher-aware.</summary>
    Responsibility,

    /// <summary>Random Fourier features.</summary>
    Fourier,

    /// <summary>The affine part alone.</summary>
    Affine,

    /// <summary>A multilayer perceptron, trained by gradient descent.</summary>
    [JsonStringEnumMemberName("mlp")]
    Perceptron,
}

/// <summary>The names of the kinds of regressor.</summary>
public static class RegressorKinds
{
    /// <summary>The name of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string NameOf(RegressorKind kind) => kind switch
    {
        RegressorKind.Fourier => "fourier",
        RegressorKind.Affine => "affine",
        RegressorKind.Perceptron => "mlp",
        _ => "responsibility",
    };

    /// <summary>Whether features of a kind are made from the target, so that the student knows more than its pairs say.</summary>
    /// <param name="kind">The kind.</param>
    public static bool KnowsTheTarget(RegressorKind kind) => kind == RegressorKind.Responsibility;

    /// <summary>The kind that a name means.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="FlowDemoException">There is no such kind.</exception>
    public static RegressorKind Parse(string name) => name switch
    {
        "responsibility" => RegressorKind.Responsibility,
        "fourier" => RegressorKind.Fourier,
        "affine" => RegressorKind.Affine,
        "mlp" => RegressorKind.Perceptron,
        _ => throw new FlowDemoException($"There is no regressor '{name}'. The choices are responsibility, fourier, affine, mlp."),
    };
}
