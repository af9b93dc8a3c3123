namespace FlowDemo.Fields;

/// <summary>A thread-safe tally of field evaluations, one for each sample evaluated.</summary>
public sealed class EvaluationCounter
{
    /// <summary>Evaluations after which they are told of: often enough to watch, and too seldom to cost anything.</summary>
    private const int Lot = 18;

    private long velocities;
    private long derivatives;
    private long refinements;

    /// <summary>Velocity evaluations so far, summed over samples.</summary>
    public long Velocities => Interlocked.Read(ref velocities);

    /// <summary>Derivative evaluations so far (Jacobian or material derivative), summed over samples.</summary>
    public long Derivatives => Interlocked.Read(ref derivatives);

    /// <summary>Calls of a solver's own cheap model of the velocity so far, summed over samples.</summary>
    public long Refinements => Interlocked.Read(ref refinements);

    /// <summary>
    /// Hears of what evaluations take, in velocities, by the hundred thousand, on the thread that makes them; null for silence.
    /// </summary>
    internal Action<long>? Heard { get; set; }

    /// <summary>Adds velocity evaluations.</summary>
    /// <param name="count">How many.</param>
    public void AddVelocities(long count)
    {
        Tell(Interlocked.Add(ref velocities, count), count);
    }

    /// <summary>Adds velocity evaluations that were made before, by another.</summary>
    /// <param name="count">How many.</param>
    internal void Charge(long count) => Interlocked.Add(ref velocities, count);

    /// <summary>Adds derivative evaluations.</summary>
    /// <param name="count">How many.</param>
    public void AddDerivatives(long count)
    {
        const long Beside = (long)Workload.Derivative - 1;
        Tell(Beside * Interlocked.Add(ref derivatives, count), Beside * count);
    }

    /// <summary>Adds calls of a solver's own model of the velocity.</summary>
    /// <param name="count">How many.</param>
    public void AddRefinements(long count) => Interlocked.Add(ref refinements, count);

    private void Tell(long after, long count)
    {
        long lots = (after >> Lot) - ((after - count) >> Lot);
        if (lots > 0)
        {
            Heard?.Invoke(lots << Lot);
        }
    }
}
