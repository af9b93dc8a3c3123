using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Sampling;

/// <summary>
/// Field x solver x grid -> samples. The batch is cut into chunks that fit in a core's cache; a chunk makes all its steps on
/// one core. A sample's arithmetic does not depend on the chunk it is in, so the result is the same for every thread count.
/// </summary>
public static class Sampler
{
    /// <summary>Carries every sample from t = 0 to t = 1.</summary>
    /// <param name="flow">The field and its path.</param>
    /// <param name="solver">The method of each step.</param>
    /// <param name="grid">Where the steps are.</param>
    /// <param name="x0">Noise; left as it is.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>The end points, in the order of <paramref name="x0"/>.</returns>
    public static SampleBatch Run(Flow flow, ISolver solver, TimeGrid grid, SampleBatch x0, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(x0);
        SampleBatch end = x0.NewLike();
        RunChunks(flow, solver, grid, x0, execution, (chunk, start, knot) =>
        {
            if (knot == grid.Steps)
            {
                end.Insert(chunk, start);
            }
        });
        return end;
    }

    /// <summary>As <see cref="Run"/>, keeping the states at every knot.</summary>
    /// <param name="flow">The field and its path.</param>
    /// <param name="solver">The method of each step.</param>
    /// <param name="grid">Where the steps are.</param>
    /// <param name="x0">Noise; left as it is.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>K + 1 batches, the first of which is a copy of <paramref name="x0"/>.</returns>
    public static SampleBatch[] Trajectory(Flow flow, ISolver solver, TimeGrid grid, SampleBatch x0, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(x0);
        ArgumentNullException.ThrowIfNull(grid);
        SampleBatch[] states = new SampleBatch[grid.Steps + 1];
        states[0] = x0.Clone();
        for (int k = 1; k < states.Length; k++)
        {
            states[k] = x0.NewLike();
        }

        RunChunks(flow, solver, grid, x0, execution, (chunk, start, knot) => states[knot].Insert(chunk, start));
        return states;
    }

    private static void RunChunks(
        Flow flow,
        ISolver solver,
        TimeGrid grid,
        SampleBatch x0,
        Execution execution,
        Action<SampleBatch, int, int> arrived)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(execution);
        void Walk(int start, int count)
        {
            SampleBatch chunk = x0.Slice(start, count);
            IStepper stepper = solver.Start(flow with { Field = flow.Field.ForRun(chunk) }, grid, chunk);
            for (int k = 0; k < grid.Steps; k++)
            {
                execution.Cancellation.ThrowIfCancellationRequested();
                stepper.Step(grid[k], grid[k + 1], chunk);
                arrived(chunk, start, k + 1);
            }
        }

        execution.ForEachChunk(x0.Count, Walk, flow.Field.BatchSize);
    }
}
