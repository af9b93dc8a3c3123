using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>What a fit may vary, and on how much it is fitted.</summary>
public sealed record FitSettings
{
    /// <summary>The jump from 0 to t_0; its length is fitted.</summary>
    public WarmStartKind WarmStart { get; init; }

    /// <summary>Rule for the weights; only without a warm start and affine terms.</summary>
    public FitConstraint Constraint { get; init; }

    /// <summary>Whether the factors of y_0, x_0 and the mean of the data are fitted too.</summary>
    public bool Affine { get; init; }

    /// <summary>
    /// Distances count squared up to about this many times the median distance, and linearly beyond (pseudo-Huber), so that
    /// samples between two modes do not decide everything; infinite for plain squares.
    /// </summary>
    public double RobustWidth { get; init; } = double.PositiveInfinity;

    /// <summary>Seed of the calibration and validation noise.</summary>
    public int Seed { get; init; }

    /// <summary>Calibration pairs, at least 64; null to choose by the cost of an evaluation.</summary>
    public int? Pairs { get; init; }

    /// <summary>Calibration pairs for a target: 131,072, fewer above 16 components so that the time stays bounded, never below 8,192.</summary>
    /// <param name="components">Components of the target.</param>
    internal int PairsFor(int components) => Pairs ?? Math.Clamp((1 << 21) / components, 8192, 1 << 17);
}
