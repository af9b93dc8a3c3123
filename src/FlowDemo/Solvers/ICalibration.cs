using FlowDemo.Randomness;

namespace FlowDemo.Solvers;

/// <summary>
/// Noise that methods may look at while they prepare themselves, and where the flow takes it: shared by all methods of a problem.
/// </summary>
public interface ICalibration
{
    /// <summary>The times that schedules choose among and weigh steps at, the same for all so that one reference serves them all.</summary>
    static TimeGrid Anchors { get; } = TimeGrid.Uniform(100);

    /// <summary>The calibration noise, which never overlaps the test noise.</summary>
    NoiseSet Noise { get; }

    /// <summary>The seed that the noise was drawn with, for methods that draw more of it.</summary>
    int Seed { get; }

    /// <summary>The reference states at the given knots, and the velocity evaluations they took.</summary>
    /// <param name="knots">The times wanted.</param>
    /// <param name="execution">Threads and cancellation.</param>
    (SampleBatch[] States, long Cost) ReferenceStates(TimeGrid knots, Execution execution);
}
