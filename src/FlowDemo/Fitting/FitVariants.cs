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
        ("scaled", new FitSettings { WarmStart = WarmStartKind.Gauss, Affine = true }),
        ("consistent", new FitSettings { Constraint = FitConstraint.Consistent }),
        ("second-order", new FitSettings { Constraint = FitConstraint.SecondOrder }),
        ("robust", new FitSettings { RobustWidth = 5 }),
    ];

    /// <summary>What the variant that lets all of it free was called in parts.</summary>
    private static readonly ImmutableArray<string> FormerNames = ["affine", "gauss", "mean"];

    /// <summary>
    /// The names: plain (times and weights of the velocities), scaled (behind a warm start, with factors of x_0, the mean and the first
    /// query), consistent (row sums), second-order (first moments as well), robust (far-off samples count less).
    /// </summary>
    public static ImmutableArray<string> Names => [.. All.Select(static v => v.Name)];

    /// <summary>The names, and those of earlier versions.</summary>
    public static ImmutableArray<string> KnownNames => [.. Names, .. FormerNames];

    /// <summary>The settings of a variant, or null when there is none of that name.</summary>
    /// <param name="name">The name.</param>
    public static FitSettings? Find(string name)
    {
        string known = FormerNames.Contains(name) ? "scaled" : name;
        return All.FirstOrDefault(v => v.Name == known).Settings;
    }
}
