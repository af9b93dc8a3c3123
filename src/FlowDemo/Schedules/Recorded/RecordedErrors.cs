using FlowDemo.Schedules.Boss;

namespace FlowDemo.Schedules.Recorded;

/// <summary>What can be measured along recorded trajectories without the model; sums run in the order of the file.</summary>
internal static class RecordedErrors
{
    /// <summary>
    /// The cost of every Euler step between two anchors: the mean over samples of what a measure makes of
    /// <c>x_i + (t_j - t_i) v_i</c> beside <c>x_j</c>.
    /// </summary>
    /// <param name="trajectories">The trajectories.</param>
    /// <param name="measure">How far a step lands from its trajectory.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static CostMatrix Tabulate(RecordedTrajectories trajectories, RecordedMeasure measure, Execution execution)
    {
        TimeGrid anchors = trajectories.Anchors;
        Execution withinBlock = execution with { Progress = null };
        double[,] sums = new double[anchors.Steps, anchors.Steps + 1];

        // One for each anchor, used again by every block: new ones would fill the heap faster than it is swept.
        double[][] landings = new double[anchors.Steps][];
        RecordedSums[,] unfinished = new RecordedSums[anchors.Steps, anchors.Steps + 1];
        trajectories.ForEachBlock(
            block => withinBlock.ForEach(anchors.Steps, i =>
            {
                double[] landing = landings[i] ??= new double[block.States[i].Length];
                for (int j = i + 1; j <= anchors.Steps; j++)
                {
                    block.States[i].AsSpan(0, block.Count).CopyTo(landing);
                    Flat.AddScaled(landing.AsSpan(0, block.Count), anchors[j] - anchors[i], block.Velocities[i].AsSpan(0, block.Count));
                    for (int start = 0; start < block.Count; start += block.SampleLength)
                    {
                        ReadOnlySpan<double> At(double[] values) => values.AsSpan(start, block.SampleLength);
                        unfinished[i, j] = measure.Add(
                            unfinished[i, j], At(landing), At(block.States[j]), At(block.States[0]), At(block.States[^1]));
                        if (block.EndsSample)
                        {
                            sums[i, j] += measure.Of(unfinished[i, j]);
                            unfinished[i, j] = default;
                        }
                    }
                }
            }),
            execution);
        return CostMatrix.FromFormula(anchors, (i, j) => sums[i, j] / trajectories.Samples);
    }

    /// <summary>
    /// The mean squared acceleration between two neighbouring anchors, <c>mean |v_(i+1) - v_i|^2 / (t_(i+1) - t_i)^2</c>; that of
    /// the last interval, whose end has no velocity, is its neighbour's.
    /// </summary>
    /// <param name="trajectories">The trajectories.</param>
    /// <param name="execution">Stops between two blocks, and hears how much has been read.</param>
    public static double[] SquaredAccelerations(RecordedTrajectories trajectories, Execution execution)
    {
        TimeGrid anchors = trajectories.Anchors;
        double[] squares = new double[anchors.Steps];
        trajectories.ForEachBlock(
            block =>
            {
                for (int i = 0; i + 1 < anchors.Steps; i++)
                {
                    squares[i] += Flat.SumSquaredDifferences(
                        block.Velocities[i + 1].AsSpan(0, block.Count), block.Velocities[i].AsSpan(0, block.Count));
                }
            },
            execution);
        for (int i = 0; i + 1 < anchors.Steps; i++)
        {
            double step = anchors[i + 1] - anchors[i];
            squares[i] /= trajectories.Samples * step * step;
        }

        squares[^1] = squares[^2];
        return squares;
    }

    /// <summary>
    /// The rmse that Euler steps on a grid are predicted to have: the root mean square of the sum of their local errors,
    /// <c>x_0 + sum h_k v(t_k) - x_M</c>, with v between anchors by the straight line. What the flow makes of an error later is not in
    /// it, so that it is right to about a factor of two.
    /// </summary>
    /// <param name="trajectories">The trajectories.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="execution">Stops between two blocks, and hears how much has been read.</param>
    public static double Predicted(RecordedTrajectories trajectories, TimeGrid grid, Execution execution)
    {
        double[] weights = VelocityWeights(trajectories.Anchors, grid);
        double squares = 0;
        double[] whole = [];
        trajectories.ForEachBlock(
            block =>
            {
                whole = whole.Length < block.Count ? new double[block.Count] : whole;
                Span<double> end = whole.AsSpan(0, block.Count);
                block.States[0].AsSpan(0, block.Count).CopyTo(end);
                for (int i = 0; i < weights.Length; i++)
                {
                    Flat.AddScaled(end, weights[i], block.Velocities[i].AsSpan(0, block.Count));
                }

                squares += Flat.SumSquaredDifferences(end, block.States[^1].AsSpan(0, block.Count));
            },
            execution);
        return Math.Sqrt(squares / trajectories.Samples);
    }

    /// <summary>How much of each anchor's velocity the steps of a grid take in sum.</summary>
    private static double[] VelocityWeights(TimeGrid anchors, TimeGrid grid)
    {
        double[] weights = new double[anchors.Steps];
        int i = 0;
        for (int k = 0; k < grid.Steps; k++)
        {
            while (i + 2 < anchors.Steps && anchors[i + 1] <= grid[k])
            {
                i++;
            }

            double share = Math.Clamp((grid[k] - anchors[i]) / (anchors[i + 1] - anchors[i]), 0, 1);
            weights[i] += (1 - share) * (grid[k + 1] - grid[k]);
            weights[i + 1] += share * (grid[k + 1] - grid[k]);
        }

        return weights;
    }
}
