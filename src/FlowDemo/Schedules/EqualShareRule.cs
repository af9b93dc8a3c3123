namespace FlowDemo.Schedules;

/// <summary>Grids whose steps take equal shares of an integral, which is known at nodes and linear between them.</summary>
/// <param name="nodes">The times of the nodes.</param>
/// <param name="cumulative">The integral up to each node, increasing strictly from 0.</param>
internal sealed class EqualShareRule(TimeGrid nodes, double[] cumulative) : IGridRule
{
    public TimeGrid Build(int steps) => TimeGrid.FromFractions(steps, f =>
    {
        double share = f * cumulative[^1];
        int found = Array.BinarySearch(cumulative, share);
        int i = Math.Clamp(found >= 0 ? found : ~found - 1, 0, nodes.Steps - 1);
        return nodes[i] + ((share - cumulative[i]) / (cumulative[i + 1] - cumulative[i]) * (nodes[i + 1] - nodes[i]));
    });
}
