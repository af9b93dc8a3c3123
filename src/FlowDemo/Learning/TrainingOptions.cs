using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Learning.Regressors;

namespace FlowDemo.Learning;

/// <summary>What the user decides about training.</summary>
public sealed record TrainingOptions
{
    /// <summary>Most training pairs that may be asked for.</summary>
    public const int LargestPairs = 2_000_000;

    /// <summary>Fewest training pairs that may be asked for.</summary>
    public const int SmallestPairs = 16;

    /// <summary>Most steps that a student may take.</summary>
    public const int MostSteps = 100;

    /// <summary>Most gradient steps of the multilayer perceptron.</summary>
    public const int MostIterations = 1_000_000;

    /// <summary>Fewest features: the affine ones.</summary>
    public const int FewestFeatures = 3;

    /// <summary>Most features.</summary>
    public const int MostFeatures = 4000;

    /// <summary>Largest lambda of the ridge regression.</summary>
    public const double LargestPenalty = 1e6;

    /// <summary>Steps of the student, one model for each; 1 to 100.</summary>
    public ImmutableArray<int> Steps { get; init; } = [1, 2, 4];

    /// <summary>Training pairs.</summary>
    public int Pairs { get; init; } = 20_000;

    /// <summary>Seed of the pairs, the random features and the initial weights.</summary>
    public int Seed { get; init; }

    /// <summary>Kind of regressor.</summary>
    public RegressorKind Regressor { get; init; } = RegressorKind.Responsibility;

    /// <summary>Features wanted, those of the affine part included; null for the default of the regressor.</summary>
    public int? Features { get; init; }

    /// <summary>Whether the student is fitted as a residual over the teacher; null for what the method thinks best.</summary>
    public bool? Residual { get; init; }

    /// <summary>Whether pairs are completed by the symmetries of the target, which costs no evaluation.</summary>
    public bool UseSymmetry { get; init; } = true;

    /// <summary>
    /// Whether rows at a knot are weighted by how much the rest of the exact flow stretches an error made there, which brings the
    /// fit nearer to the end point error; otherwise all count alike, as in the papers.
    /// </summary>
    public bool WeighBySensitivity { get; init; } = true;

    /// <summary>lambda of the ridge regression.</summary>
    public double Penalty { get; init; } = 1e-6;

    /// <summary>Hidden units per layer of the multilayer perceptron.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>Gradient steps of the multilayer perceptron.</summary>
    public int Iterations { get; init; } = 3000;

    /// <summary>Name of the schedule that decides the knots; null for the one that belongs to the method.</summary>
    public string? Schedule { get; init; }

    /// <summary>Complains about what cannot be.</summary>
    /// <exception cref="FlowDemoException">An option is out of range.</exception>
    public void Check()
    {
        Require(Pairs is >= SmallestPairs and <= LargestPairs, "pairs", Pairs, SmallestPairs, LargestPairs);
        Require(Hidden is >= 1 and <= Perceptron.LargestHidden, "hidden units", Hidden, 1, Perceptron.LargestHidden);
        Require(Iterations is >= 1 and <= MostIterations, "iterations", Iterations, 1, MostIterations);
        Require(
            (Features ?? FewestFeatures) is >= FewestFeatures and <= MostFeatures, "features", Features ?? 0, FewestFeatures, MostFeatures);
        Require(Penalty is > 0 and <= LargestPenalty, "penalty", Penalty, double.Epsilon, LargestPenalty);
        Require(!Steps.IsDefaultOrEmpty, "numbers of steps", 0, 1, MostSteps);
        foreach (int steps in Steps)
        {
            Require(steps is >= 1 and <= MostSteps, "steps", steps, 1, MostSteps);
        }
    }

    private static void Require(bool holds, string what, double value, double low, double high)
    {
        if (!holds)
        {
            throw new FlowDemoException(
                string.Create(CultureInfo.InvariantCulture, $"Training takes from {low:G} to {high:G} {what}; {value:G} is outside."));
        }
    }
}
