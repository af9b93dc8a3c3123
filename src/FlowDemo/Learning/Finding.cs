namespace FlowDemo.Learning;

/// <summary>A figure that a training method reports.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Value">The figure.</param>
public sealed record Finding(string Name, double Value);
