using System.Collections.Immutable;
using FlowDemo.Fitting.Files;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>Fitted samplers of several budgets with where they come from: what a file of them holds.</summary>
/// <param name="Program">Version of the program that fitted them.</param>
/// <param name="Target">What the user called the target.</param>
/// <param name="TargetHash">Hash of the target's components, see <see cref="ContentHash"/>.</param>
/// <param name="Path">Id of the path.</param>
/// <param name="Seed">Seed of the calibration noise.</param>
/// <param name="Pairs">Calibration pairs.</param>
/// <param name="WarmStart">The jump from 0 to t_0, the same for all budgets.</param>
/// <param name="Samplers">The samplers, by budget, at least one.</param>
public sealed record FittedSamplerSet(
    string Program,
    string Target,
    string TargetHash,
    string Path,
    int Seed,
    int Pairs,
    WarmStartKind WarmStart,
    ImmutableArray<FittedSampler> Samplers);
