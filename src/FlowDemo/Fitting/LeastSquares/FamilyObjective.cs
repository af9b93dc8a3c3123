using FlowDemo.Fitting.Families;

namespace FlowDemo.Fitting.LeastSquares;

/// <summary>The mean loss of the samplers of a family, as a function of the family's parameters.</summary>
/// <param name="family">The family.</param>
/// <param name="objective">The mean loss of any sampler.</param>
internal sealed class FamilyObjective(ISamplerFamily family, EndpointObjective objective) : ILeastSquares
{
    /// <inheritdoc/>
    public double Cost(double[] parameters) => objective.Cost(family.Coefficients(parameters));

    /// <inheritdoc/>
    public NormalEquations Linearise(double[] parameters) =>
        objective.Linearise(family.Coefficients(parameters), CoefficientSlopes.Of(family, parameters));
}
