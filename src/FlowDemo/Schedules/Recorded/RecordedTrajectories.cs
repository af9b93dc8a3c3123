using System.Globalization;
using FlowDemo.Interchange;

namespace FlowDemo.Schedules.Recorded;

/// <summary>
/// Fine trajectories of somebody's own model, in any dimension, as files: shape anchors x samples x dimensions (further axes
/// count as dimensions). They are read in blocks of values, all anchors of a block at once.
/// </summary>
public sealed class RecordedTrajectories
{
    private const int MostAnchors = 1000;
    private const int BlockValues = 1 << 21;

    private readonly NpyArray states;
    private readonly NpyArray? velocities;

    /// <summary>Checks that the files belong together.</summary>
    /// <param name="states">x at each of M + 1 anchors.</param>
    /// <param name="velocities">dx/dt at the first M anchors or at all; null where the states are those of M Euler steps, whose differences
    /// are the velocities.</param>
    /// <param name="times">The M + 1 times from 0 (noise) to 1 (data), or noise levels from 1 to 0; null for equal steps.</param>
    /// <exception cref="FlowDemoException">The shapes do not fit, or the times are no grid.</exception>
    public RecordedTrajectories(NpyArray states, NpyArray? velocities = null, NpyArray? times = null)
    {
        ArgumentNullException.ThrowIfNull(states);
        (this.states, this.velocities) = (states, velocities);
        if (states.Shape.Length < 3 || states.Shape[0] is < 3 or > MostAnchors + 1 || states.Count == 0)
        {
            string remedy = states.Shape is [> MostAnchors + 1, >= 3 and <= MostAnchors + 1, _, ..]
                ? "; where the samples come first, write numpy.moveaxis(states, 1, 0)"
                : string.Empty;
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{states.Name}' has the shape {string.Join(" x ", states.Shape)}; "
                    + $"it takes anchors x samples x dimensions, with 3 to {MostAnchors + 1} anchors{remedy}."));
        }

        Samples = states.Shape[1];
        Dimension = states.Count / states.Shape[0] / Samples;
        int steps = (int)states.Shape[0] - 1;
        if (velocities is not null && !(velocities.Shape.Length > 0 && velocities.Shape[0] - steps is 0 or 1
            && velocities.Shape.AsSpan()[1..].SequenceEqual(states.Shape.AsSpan()[1..])))
        {
            throw new FlowDemoException($"'{velocities.Name}' has the shape {string.Join(" x ", velocities.Shape)}; it takes that of the "
                + $"states, {string.Join(" x ", states.Shape)}, where the last anchor may be missing.");
        }

        Anchors = times is null ? TimeGrid.Uniform(steps) : ReadTimes(times, steps + 1);
    }

    /// <summary>Refuses trajectories that do not begin with noise: samples first, or time running backwards.</summary>
    /// <exception cref="FlowDemoException">They do not; the message says what to write instead.</exception>
    public void CheckOrder() => TrajectoryOrder.Check(states);

    /// <summary>The M + 1 times.</summary>
    public TimeGrid Anchors { get; }

    /// <summary>Number of trajectories.</summary>
    public long Samples { get; }

    /// <summary>Values per state.</summary>
    public long Dimension { get; }

    /// <summary>
    /// How wide the end points are in units of the noise, along their widest direction; the width of a target is given as <c>--scale</c>.
    /// </summary>
    public double Scale() => RecordedScale.Of(states, Samples, Dimension);

    /// <summary>
    /// The rmse that Euler steps on a grid are predicted to have, from their errors along the trajectories alone: to about a factor of two.
    /// </summary>
    /// <param name="grid">The grid.</param>
    /// <param name="execution">Stops between two blocks, and hears how much has been read.</param>
    public double PredictedError(TimeGrid grid, Execution execution) => RecordedErrors.Predicted(this, grid, execution);

    /// <summary>
    /// Hands out all values in blocks small enough for memory, in order: several whole samples, or a part of one where a single
    /// sample is too large.
    /// </summary>
    /// <param name="visit">Is given each block; its buffers are used again for the next.</param>
    /// <param name="execution">Stops between two blocks, and hears how much has been read.</param>
    internal void ForEachBlock(Action<TrajectoryBlock> visit, Execution execution)
    {
        long anchorValues = Samples * Dimension;
        long room = Math.Max(1, BlockValues / (Anchors.Steps + 1));
        long length = Math.Min(anchorValues, Dimension <= room ? room / Dimension * Dimension : room);
        double[][] x = Buffers(Anchors.Steps + 1, length);
        double[][] v = Buffers(Anchors.Steps, length);
        for (long first = 0; first < anchorValues;)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            long end = Dimension <= room
                ? Math.Min(first + length, anchorValues)
                : Math.Min(first + length, ((first / Dimension) + 1) * Dimension);
            int count = (int)(end - first);
            for (int i = 0; i <= Anchors.Steps; i++)
            {
                states.Read((i * anchorValues) + first, x[i].AsSpan(0, count));
            }

            for (int i = 0; i < Anchors.Steps; i++)
            {
                ReadVelocity(i, (i * anchorValues) + first, x, v[i].AsSpan(0, count));
            }

            visit(new TrajectoryBlock(x, v, count, (int)Math.Min(Dimension, count), end % Dimension == 0));
            first = end;
            execution.Progress?.Invoke((double)end / anchorValues);
        }
    }

    private static double[][] Buffers(int count, long length) => [.. Enumerable.Range(0, count).Select(_ => new double[length])];

    private static TimeGrid ReadTimes(NpyArray times, int count)
    {
        if (times.Shape.Length != 1 || times.Count != count)
        {
            throw new FlowDemoException($"'{times.Name}' has the shape {string.Join(" x ", times.Shape)}; it takes one time per anchor, "
                + $"{count.ToString(CultureInfo.InvariantCulture)}.");
        }

        double[] knots = new double[count];
        times.Read(0, knots);
        return new TimeGrid(knots[0] > knots[^1] ? [.. knots.Select(static sigma => 1 - sigma)] : knots);
    }

    private void ReadVelocity(int anchor, long first, double[][] x, Span<double> velocity)
    {
        if (velocities is not null)
        {
            velocities.Read(first, velocity);
            return;
        }

        double step = Anchors[anchor + 1] - Anchors[anchor];
        for (int k = 0; k < velocity.Length; k++)
        {
            velocity[k] = (x[anchor + 1][k] - x[anchor][k]) / step;
        }
    }
}

/// <summary>The same run of values at every anchor.</summary>
/// <param name="States">x at each of M + 1 anchors.</param>
/// <param name="Velocities">dx/dt at the first M.</param>
/// <param name="Count">Values of the run.</param>
/// <param name="SampleLength">Values of each sample in it.</param>
/// <param name="EndsSample">Whether the last sample ends with it.</param>
internal sealed record TrajectoryBlock(double[][] States, double[][] Velocities, int Count, int SampleLength, bool EndsSample);
