namespace FlowDemo.Targets;

/// <summary>A data distribution together with what a report says about it.</summary>
/// <param name="Name">What the user called it: an id or the path of a file.</param>
/// <param name="Mixture">The distribution.</param>
/// <param name="Description">One line, no full stop: what was read, skipped, scaled and smoothed.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record Target(string Name, GaussianMixture Mixture, string Description, string Source);
