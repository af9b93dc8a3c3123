namespace FlowDemo.Learning.Methods;

/// <summary>What a student with a regression for each knot is fitted to.</summary>
/// <param name="States">States at each knot, completed by symmetry; one more at the end is not looked at.</param>
/// <param name="Velocities">Velocities wanted there, one batch per knot.</param>
/// <param name="Weights">Weights of the rows at each knot; null when all count alike.</param>
internal sealed record KnotRows(SampleBatch[] States, SampleBatch[] Velocities, double[][]? Weights);
