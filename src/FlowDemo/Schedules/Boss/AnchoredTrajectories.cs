using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Boss;

/// <summary>
/// Trajectories at a list of anchors: the states and the velocities there. Each velocity is evaluated once and serves all
/// steps that start from it. Of any dimension; a user's own model may supply them.
/// </summary>
/// <param name="Anchors">The M + 1 times.</param>
/// <param name="States">x at each anchor, M + 1 batches of one shape.</param>
/// <param name="Velocities">u(x, t) at each anchor but the last, M batches of the same shape.</param>
internal sealed record AnchoredTrajectories(TimeGrid Anchors, SampleBatch[] States, SampleBatch[] Velocities)
{
    /// <summary>Reference states and the velocities there, for the first calibration samples.</summary>
    /// <param name="context">The flow and the calibration; what they cost is counted there.</param>
    /// <param name="anchors">The times wanted.</param>
    /// <param name="samples">Number of samples, from 1 to all.</param>
    internal static AnchoredTrajectories Of(ScheduleContext context, TimeGrid anchors, int samples)
    {
        SampleBatch[] states = context.ReferenceStates(anchors);
        return Along(
            context.Flow,
            anchors,
            samples == states[0].Count ? states : [.. states.Select(s => s.Slice(0, samples))],
            context.Execution);
    }

    /// <summary>Evaluates the velocities along known states: M evaluations per sample.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="anchors">The times of the states.</param>
    /// <param name="states">x at each anchor.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static AnchoredTrajectories Along(Flow flow, TimeGrid anchors, SampleBatch[] states, Execution execution)
    {
        SampleBatch[] velocities = [.. states[..^1].Select(static s => s.NewLike())];
        execution.ForEach(velocities.Length, i => flow.Field.Evaluate(anchors[i], states[i], velocities[i]));
        return new AnchoredTrajectories(anchors, states, velocities);
    }

    /// <summary>Walks the anchors with Euler steps, keeping the velocities it meets: M evaluations per sample.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="anchors">The times to step through.</param>
    /// <param name="x0">Noise.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static AnchoredTrajectories ByEuler(Flow flow, TimeGrid anchors, SampleBatch x0, Execution execution)
    {
        SampleBatch[] states = [x0.Clone(), .. Enumerable.Range(0, anchors.Steps).Select(_ => x0.NewLike())];
        SampleBatch[] velocities = [.. Enumerable.Range(0, anchors.Steps).Select(_ => x0.NewLike())];
        void Walk(int start, int count)
        {
            SampleBatch x = x0.Slice(start, count);
            SampleBatch velocity = x.NewLike();
            for (int i = 0; i < anchors.Steps; i++)
            {
                flow.Field.Evaluate(anchors[i], x, velocity);
                velocities[i].Insert(velocity, start);
                Flat.AddScaled(x.Values, anchors[i + 1] - anchors[i], velocity.Values);
                states[i + 1].Insert(x, start);
            }
        }

        execution.ForEachChunk(x0.Count, Walk, flow.Field.BatchSize);
        return new AnchoredTrajectories(anchors, states, velocities);
    }
}
