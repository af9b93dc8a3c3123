using FlowDemo.Paths;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// What tells apart the methods that keep a share of the noise and draw the rest afresh, see <see cref="NoisyPrediction"/>.
/// </summary>
internal interface INoisyRule
{
    /// <summary>Whether it draws any noise.</summary>
    bool IsStochastic { get; }

    /// <summary>The same method without noise.</summary>
    INoisyRule WithoutNoise { get; }

    /// <summary>What a step keeps, and how much noise it draws.</summary>
    /// <param name="s">The path at the start of the step, before 1.</param>
    /// <param name="t">The path at its end.</param>
    NoisyStep Between(PathPoint s, PathPoint t);

    /// <summary>
    /// The weight of the change of the prediction since the step before, <c>D - D_before</c>; 0 for a method of one prediction.
    /// </summary>
    /// <param name="before">The path at the start of the step before.</param>
    /// <param name="s">The path at the start of the step.</param>
    /// <param name="t">The path at its end, before 1.</param>
    /// <param name="gain">The weight of D.</param>
    double Slope(PathPoint before, PathPoint s, PathPoint t, double gain) => 0;
}

/// <summary>One step of such a method.</summary>
/// <param name="Decay">d, the factor of the state.</param>
/// <param name="Variance">Of the fresh noise.</param>
internal readonly record struct NoisyStep(double Decay, double Variance);
