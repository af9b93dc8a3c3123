using FlowDemo.Fields;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Oss;

/// <summary>
/// The levels of the optimal-stepsize search, computed as far as they are asked for: level k holds, for every anchor, the B best
/// ways to reach it in exactly k steps, with the student's own states. One table serves all K.
/// </summary>
/// <remarks>Ties go to the entry found first: the earlier anchor, then the better way to it.</remarks>
/// <param name="flow">The flow.</param>
/// <param name="solver">The student's step.</param>
/// <param name="anchors">The M + 1 anchors.</param>
/// <param name="reference">Exact states at the anchors.</param>
/// <param name="beam">B, at least 1.</param>
/// <param name="execution">Threads and cancellation.</param>
internal sealed class OssTable(Flow flow, IOneStepSolver solver, TimeGrid anchors, SampleBatch[] reference, int beam, Execution execution)
{
    private static readonly SquaredError Measure = new();
    private readonly Lock growth = new();
    private readonly List<OssEntry> ends = [];
    private List<(OssEntry Entry, SampleBatch State)> level = [(new OssEntry(0, null, 0), reference[0])];

    /// <summary>The best way from the first anchor to the last in exactly K steps.</summary>
    /// <param name="steps">K, from 1 to M.</param>
    public OssEntry End(int steps)
    {
        lock (growth)
        {
            while (ends.Count < steps)
            {
                Grow();
            }

            return ends[steps - 1];
        }
    }

    private void Grow()
    {
        SampleBatch[] velocities = [.. level.Select(static e => e.State.NewLike())];
        double[][] errors = new double[level.Count][];
        execution.ForEach(level.Count, e =>
        {
            (OssEntry entry, SampleBatch state) = level[e];
            flow.Field.Evaluate(anchors[entry.Anchor], state, velocities[e]);
            StepFan steps = new(flow, solver, anchors[entry.Anchor], state, velocities[e]);
            SampleBatch x = state.NewLike();
            errors[e] = new double[anchors.Steps + 1];
            for (int anchor = entry.Anchor + 1; anchor <= anchors.Steps; anchor++)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                steps.Step(anchors[anchor], x);
                errors[e][anchor] = Measure.Mean(anchor, x, reference[anchor]);
            }
        });

        // The last anchor ends a grid and is no place to go on from.
        int last = anchors.Steps;
        int winner = Best(last, 1, errors)[0];
        ends.Add(new OssEntry(last, level[winner].Entry, errors[winner][last]));
        (int Anchor, int From)[] kept = [.. Enumerable.Range(1, last - 1).SelectMany(
            anchor => Best(anchor, beam, errors).Select(e => (anchor, e)))];
        (OssEntry Entry, SampleBatch State)[] next = new (OssEntry, SampleBatch)[kept.Length];
        execution.ForEach(kept.Length, i =>
        {
            (int anchor, int from) = kept[i];
            (OssEntry entry, SampleBatch state) = level[from];
            SampleBatch x = state.NewLike();
            new StepFan(flow, solver, anchors[entry.Anchor], state, velocities[from]).Step(anchors[anchor], x);
            next[i] = (new OssEntry(anchor, entry, errors[from][anchor]), x);
        });
        level = [.. next];
    }

    /// <summary>The entries of this level from which an anchor is reached best, best first.</summary>
    private IEnumerable<int> Reaching(int anchor) => Enumerable.Range(0, level.Count).Where(e => level[e].Entry.Anchor < anchor);

    private int[] Best(int anchor, int count, double[][] errors) => [.. Reaching(anchor).OrderBy(e => errors[e][anchor]).Take(count)];
}

/// <summary>What the search keeps for one anchor at one level: the states that the best way there leads to.</summary>
/// <param name="Anchor">Index of the anchor.</param>
/// <param name="Previous">The entry of the level before that the last step started from; null at the noise.</param>
/// <param name="Error">Mean squared distance from the reference there.</param>
internal sealed record OssEntry(int Anchor, OssEntry? Previous, double Error)
{
    /// <summary>The anchors passed on the way, from 0 to <see cref="Anchor"/>.</summary>
    public int[] Path()
    {
        List<int> passed = [];
        for (OssEntry? entry = this; entry is not null; entry = entry.Previous)
        {
            passed.Add(entry.Anchor);
        }

        passed.Reverse();
        return [.. passed];
    }
}
