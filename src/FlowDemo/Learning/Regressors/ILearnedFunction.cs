using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>A fitted function of a planar state and the time.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LinearRegressor), "linear")]
[JsonDerivedType(typeof(Perceptron), "perceptron")]
public interface ILearnedFunction
{
    /// <summary>Numbers that were fitted.</summary>
    [JsonIgnore]
    long ParameterCount { get; }

    /// <summary>Evaluates the function for every sample; each sample's value depends on that sample alone.</summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">States; read only.</param>
    /// <param name="output">Receives the values; the shape of <paramref name="x"/>.</param>
    void Evaluate(double t, SampleBatch x, SampleBatch output);
}
