namespace FlowDemo;

/// <summary>
/// How much there is to do, told before it is done: an estimate, which decides nothing but what a user is told of the time.
/// </summary>
/// <param name="Evaluations">Velocity evaluations, one for each sample evaluated.</param>
/// <param name="Nanoseconds">What is done beside them, whatever the field: nanoseconds of one core, which all cores share.</param>
public readonly record struct Workload(double Evaluations, double Nanoseconds = 0)
{
    /// <summary>What a velocity with its derivatives takes, in velocities.</summary>
    internal const double Derivative = 5;

    /// <summary>Nothing to do.</summary>
    public static Workload None => default;

    /// <summary>One after the other.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static Workload operator +(Workload left, Workload right) =>
        new(left.Evaluations + right.Evaluations, left.Nanoseconds + right.Nanoseconds);

    /// <summary>What is left of a whole.</summary>
    /// <param name="left">The whole.</param>
    /// <param name="right">What is done of it.</param>
    public static Workload operator -(Workload left, Workload right) =>
        new(left.Evaluations - right.Evaluations, left.Nanoseconds - right.Nanoseconds);

    /// <summary>The same several times.</summary>
    /// <param name="times">How many times.</param>
    /// <param name="one">Once.</param>
    public static Workload operator *(double times, Workload one) => new(times * one.Evaluations, times * one.Nanoseconds);

    /// <summary>The whole of several.</summary>
    /// <param name="parts">The parts.</param>
    public static Workload Sum(IEnumerable<Workload> parts) => parts.Aggregate(None, static (sum, part) => sum + part);
}
