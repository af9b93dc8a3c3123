using FlowDemo.Fields;
using FlowDemo.Targets;

namespace FlowDemo.Fitting;

/// <summary>A flow that a sampler is fitted to.</summary>
/// <param name="Flow">
/// The flow; its field has closed-form derivatives. What is evaluated through it is counted by the caller, if at all.
/// </param>
/// <param name="Moments">The data distribution, or one with its moments; null where nobody knows it and no warm start uses it.</param>
public sealed record FitProblem(Flow Flow, GaussianMixture? Moments);
