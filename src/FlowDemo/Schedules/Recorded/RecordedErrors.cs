using FlowDemo.Sampling;
using FlowDemo.Schedules.Boss;

namespace FlowDemo.Schedules.Recorded;

/// <summary>What can be measured along recorded trajectories without the model; sums run in the order of the file.</summary>
public static class RecordedErrors
{
    /// <summary>
    /// The cost of every Euler step between two anchors: <c>c(i, j) = mean f(|x_i + (t_j - t_i) v_i - x_j|^2)</c>, f the identity
    /// for BOSS and the square root for GITS.
    /// </summary>
    /// <param name="trajectories">The trajectories.</param>
    /// <param name="isSquared">True for the squared distance, false for the distance.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static CostMatrix Tabulate(RecordedTrajectories trajectories, bool isSquared, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        ArgumentNullException.ThrowIfNull(execution);
        TimeGrid anchors = trajectories.Anchors;
        double[,] sums = new double[anchors.Steps, anchors.Steps + 1];
        double[,] unfinished = new double[anchors.Steps, anchors.Steps + 1];
        trajectories.ForEachBlock(
            block => execution.ForEach(anchors.Steps, i =>
            {
                double[] landing = new double[block.Count];
                for (int j = i + 1; j <= anchors.Steps; j++)
                {
                    block.States[i].AsSpan(0, block.Count).CopyTo(landing);
                    Flat.AddScaled(landing, anchors[j] - anchors[i], block.Velocities[i]);
                    for (int start = 0; start < block.Count; start += block.SampleLength)
                    {
                        unfinished[i, j] += Flat.SumSquaredDifferences(landing.AsSpan(start, block.SampleLength), block.States[j].AsSpan(start, block.SampleLength));
                        if (block.EndsSample)
                        {
                            sums[i, j] += isSquared ? unfinished[i, j] : Math.Sqrt(unfinished[i, j]);
                            unfinished[i, j] = 0;
                        }
                    }
                }
            }),
            execution.Cancellation);
        return CostMatrix.FromFormula(anchors, (i, j) => sums[i, j] / trajectories.Samples);
    }

    /// <summary>
    /// The mean squared acceleration between two neighbouring anchors, <c>mean |v_(i+1) - v_i|^2 / (t_(i+1) - t_i)^2</c>; that of
    /// the last interval, whose end has no velocity, is its neighbour's.
    /// </summary>
    /// <param name="trajectories">The trajectories.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    public static double[] SquaredAccelerations(RecordedTrajectories trajectories, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        TimeGrid anchors = trajectories.Anchors;
        double[] squares = new double[anchors.Steps];
        trajectories.ForEachBlock(
            block =>
            {
                for (int i = 0; i + 1 < anchors.Steps; i++)
                {
                    squares[i] += Flat.SumSquaredDifferences(block.Velocities[i + 1].AsSpan(0, block.Count), block.Velocities[i].AsSpan(0, block.Count));
                }
            },
            cancellation);
        for (int i = 0; i + 1 < anchors.Steps; i++)
        {
            double step = anchors[i + 1] - anchors[i];
            squares[i] /= trajectories.Samples * step * step;
        }

        squares[^1] = squares[^2];
        return squares;
    }
}
