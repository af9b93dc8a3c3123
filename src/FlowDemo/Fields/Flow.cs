using FlowDemo.Paths;
using FlowDemo.Randomness;

namespace FlowDemo.Fields;

/// <summary>A velocity field with the path it belongs to: all that a solver may know of the problem.</summary>
/// <param name="Field">u(x, t).</param>
/// <param name="Path">alpha and sigma, by which solvers in data- or noise-prediction form convert u.</param>
public sealed record Flow(IVelocityField Field, IPath Path)
{
    /// <summary>
    /// The field that scores follow from where it is another one, whose evaluations nobody counts; null for the field itself.
    /// </summary>
    public IVelocityField? ScoreField { get; init; }

    /// <summary>The score itself where it does not follow from a velocity, whose evaluations nobody counts; otherwise null.</summary>
    public IVelocityField? Score { get; init; }

    /// <summary>
    /// The expected data E[x1 | x_t] where they do not follow from a velocity by <see cref="Path"/>, whose evaluations nobody counts;
    /// otherwise null.
    /// </summary>
    public IVelocityField? Data { get; init; }

    /// <summary>Whether it goes from law to law, by noise of its own or from another start than N(0, I).</summary>
    public bool IsTwoSided { get; init; }

    /// <summary>Whether it starts from N(0, I) and mixes in nothing else, so that score and velocity follow from each other.</summary>
    public bool IsPlain => Start is null && !IsTwoSided;

    /// <summary>The law that it starts from; null for N(0, I).</summary>
    public IStartLaw? Start { get; init; }

    /// <summary>Where standard normal noise stands at t = 0.</summary>
    /// <param name="noise">The noise.</param>
    public NoiseSet Begin(NoiseSet noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        return Start is null ? noise : noise with { Points = Start.Carry(noise.Points) };
    }
}
