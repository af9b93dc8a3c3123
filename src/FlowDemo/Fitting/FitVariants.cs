using System.Collections.Immutable;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>The kinds of fit by name.</summary>
public static class FitVariants
{
    /// <summary>The most evaluations that a sampler is fitted for.</summary>
    public const int MostEvaluations = 12;

    private static readonly ImmutableArray<(string Name, FitSettings Settings)> All =
    [
        ("plain", new FitSettings()),
        ("affine", new FitSettings { Affine = true }),
        ("gauss", new FitSettings { WarmStart = WarmStartKind.Gauss, Affine = true }),
        ("mean", new FitSettings { WarmStart = WarmStartKind.Mean, Affine = true }),
        ("consistent", new FitSettings { Constraint = FitConstraint.Consistent }),
        ("second-order", new FitSettings { Constraint = FitConstraint.SecondOrder }),
        ("robust", new FitSettings { RobustWidth = 5 }),
    ];

    /// <summary>
    /// The names: plain (times and weights of the velocities), affine (x_0 and the mean as well), gauss and mean (behind a warm
    /// start, affine), consistent (row sums), second-order (first moments as well), robust (far-off samples count less).
    /// </summary>
    public static ImmutableArray<string> Names => [.. All.Select(static v => v.Name)];

    /// <summary>The settings of a variant, or null when there is none of that name.</summary>
    /// <param name="name">The name.</param>
    public static FitSettings? Find(string name) => All.FirstOrDefault(v => v.Name == name).Settings;
}
