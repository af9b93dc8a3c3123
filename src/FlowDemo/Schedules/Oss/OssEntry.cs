namespace FlowDemo.Schedules.Oss;

/// <summary>What the search keeps for one node at one level: the states that the best way there leads to.</summary>
/// <param name="Node">Index of the anchor.</param>
/// <param name="Previous">The entry of the level before that the last step started from; null at the noise.</param>
/// <param name="Error">Mean squared distance from the reference there.</param>
internal sealed record OssEntry(int Node, OssEntry? Previous, double Error)
{
    /// <summary>The anchors passed on the way, from 0 to <see cref="Node"/>.</summary>
    public int[] Path()
    {
        List<int> nodes = [];
        for (OssEntry? entry = this; entry is not null; entry = entry.Previous)
        {
            nodes.Add(entry.Node);
        }

        nodes.Reverse();
        return [.. nodes];
    }
}
