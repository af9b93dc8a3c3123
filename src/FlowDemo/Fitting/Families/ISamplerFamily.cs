namespace FlowDemo.Fitting.Families;

/// <summary>
/// Samplers that differ by a few parameters: a smooth map from parameters to the coefficients of <see cref="CoefficientLayout"/>.
/// </summary>
internal interface ISamplerFamily
{
    /// <summary>Where the coefficients stand.</summary>
    CoefficientLayout Layout { get; }

    /// <summary>The coefficients for given parameters.</summary>
    /// <param name="parameters">Any real numbers.</param>
    double[] Coefficients(ReadOnlySpan<double> parameters);
}
