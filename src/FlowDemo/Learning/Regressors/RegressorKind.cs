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
