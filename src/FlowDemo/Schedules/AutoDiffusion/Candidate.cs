namespace FlowDemo.Schedules.AutoDiffusion;

/// <summary>A grid under evolution.</summary>
/// <param name="Genes">The interior knots in thousandths, increasing.</param>
/// <param name="Error">What the search lowers.</param>
internal sealed record Candidate(int[] Genes, double Error);
