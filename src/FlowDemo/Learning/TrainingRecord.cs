using System.Collections.Immutable;

namespace FlowDemo.Learning;

/// <summary>How a model was trained and what was found on the way: the provenance that travels with it.</summary>
/// <param name="Method">Name of the training method, with parameters.</param>
/// <param name="TargetName">What the user called the target.</param>
/// <param name="Options">What was asked for.</param>
/// <param name="Evaluations">Velocity evaluations of the teacher, summed over everything: pairs, knots, trajectories.</param>
/// <param name="Findings">Figures that the method reports, by name; data units.</param>
/// <param name="Warnings">What a reader must know.</param>
public sealed record TrainingRecord(
    string Method,
    string TargetName,
    TrainingOptions Options,
    long Evaluations,
    ImmutableArray<Finding> Findings,
    ImmutableArray<string> Warnings);

/// <summary>A figure that a training method reports.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Value">The figure.</param>
public sealed record Finding(string Name, double Value);
