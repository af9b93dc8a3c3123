namespace FlowDemo.Schedules.Recorded;

/// <summary>The same run of values at every anchor.</summary>
/// <param name="States">x at each of M + 1 anchors.</param>
/// <param name="Velocities">dx/dt at the first M.</param>
/// <param name="Count">Values of the run.</param>
/// <param name="SampleLength">Values of each sample in it.</param>
/// <param name="EndsSample">Whether the last sample ends with it.</param>
internal sealed record TrajectoryBlock(double[][] States, double[][] Velocities, int Count, int SampleLength, bool EndsSample);
