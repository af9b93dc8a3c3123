namespace FlowDemo.Fields;

/// <summary>
/// A velocity field u(x, t): the right-hand side of dx/dt = u(x, t), whose flow carries noise at t = 0 to data at t = 1.
/// Implementations are safe to call from several threads at once and allocate nothing in the steady state.
/// </summary>
public interface IVelocityField
{
    /// <summary>Coordinates of a sample.</summary>
    int Dimension { get; }

    /// <summary>Samples that are best evaluated together: as many as fit in a core's cache, where this process does the work.</summary>
    int BatchSize => Execution.ChunkSize;

    /// <summary>Distance of its numbers near 1, which bounds how finely its flow can be followed: that of doubles, or more.</summary>
    double Spacing => DoubleSpacing;

    /// <summary>Distance of doubles near 1, 2^-52.</summary>
    internal const double DoubleSpacing = 1.0 / (1L << 52);

    /// <summary>
    /// The field that one run of a batch follows: itself, unless it remembers what it was asked before. That one is evaluated at all
    /// samples of the batch together and in the order of its run, on one thread.
    /// </summary>
    /// <param name="batch">A batch of the shape that will be advanced; only its shape is used.</param>
    IVelocityField ForRun(SampleBatch batch) => this;

    /// <summary>Whether it remembers what it was asked before in a run, so that all samples are to be evaluated together.</summary>
    bool Remembers => false;

    /// <summary>The same field where its evaluations are nobody's, for what is not a method's own work.</summary>
    IVelocityField Uncounted => this;

    /// <summary>Evaluates the field at one time for every sample of a batch.</summary>
    /// <param name="t">Time in [0, 1].</param>
    /// <param name="x">States; read only.</param>
    /// <param name="velocity">Receives u(x, t); the shape of <paramref name="x"/>, storage of its own.</param>
    void Evaluate(double t, SampleBatch x, SampleBatch velocity);
}
