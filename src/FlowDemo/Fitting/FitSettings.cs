using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>What a fit may vary, and on how much it is fitted.</summary>
public sealed record FitSettings
{
    /// <summary>Fewest calibration pairs.</summary>
    public const int FewestPairs = 64;

    /// <summary>Most calibration pairs.</summary>
    public const int MostPairs = 1_000_000;

    /// <summary>Calibration pairs for a target of few components.</summary>
    public const int UsualPairs = 1 << 17;

    /// <summary>Calibration pairs for a target of many components.</summary>
    public const int UsualPairsForMany = 8192;

    /// <summary>Calibration pairs for a model.</summary>
    private const int UsualPairsForModel = 1024;

    /// <summary>Components up to which a target has few.</summary>
    private const int FewComponents = 16;

    /// <summary>The usual <see cref="LargestQuery"/>.</summary>
    public const double UsualQuery = 4;

    /// <summary>The usual <see cref="LargestWeights"/>.</summary>
    public const double UsualWeights = 10;

    /// <summary>The jump from 0 to t_0; its length is fitted.</summary>
    public WarmStartKind WarmStart { get; init; }

    /// <summary>Rule for the weights; only without a warm start and affine terms.</summary>
    public FitConstraint Constraint { get; init; }

    /// <summary>Whether the factors of y_0, x_0, the mean of the data and the first query are fitted too.</summary>
    public bool Affine { get; init; }

    /// <summary>
    /// How far from the mean a state may be where a velocity is read, root mean square over the samples, in standard deviations of x_t. A
    /// closed-form field answers far away as well; a network has never been there.
    /// </summary>
    public double LargestQuery { get; init; } = UsualQuery;

    /// <summary>The largest sum of the sizes of the weights in the result: beyond it they cancel, and magnify a network's errors.</summary>
    public double LargestWeights { get; init; } = UsualWeights;

    /// <summary>
    /// Distances count squared up to about this many times the median distance, and linearly beyond (pseudo-Huber), so that
    /// samples between two modes do not decide everything; infinite for plain squares.
    /// </summary>
    public double RobustWidth { get; init; } = double.PositiveInfinity;

    /// <summary>Seed of the calibration and validation noise.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Calibration pairs, <see cref="FewestPairs"/> to <see cref="MostPairs"/>; null to choose by the cost of an evaluation.
    /// </summary>
    public int? Pairs { get; init; }

    /// <summary>Calibration pairs for a model that another process evaluates, which is dear.</summary>
    internal int PairsForModel => Pairs ?? UsualPairsForModel;

    /// <summary>Calibration pairs for a target: fewer above 16 components, so that the time stays bounded.</summary>
    /// <param name="components">Components of the target.</param>
    internal int PairsFor(int components) => Pairs ?? Math.Clamp(FewComponents * UsualPairs / components, UsualPairsForMany, UsualPairs);
}
