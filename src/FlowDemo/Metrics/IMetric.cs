namespace FlowDemo.Metrics;

/// <summary>A figure that says how far the samples of one row are from what they should be. Smaller is better for all of them.</summary>
/// <remarks>Implementations may be asked for several rows at once from several threads.</remarks>
public interface IMetric
{
    /// <summary>What the figure is measured in: "data units", "%", "nats".</summary>
    string Unit { get; }

    /// <summary>Runs of the row that the figure takes, in the work of its evaluations: 0 where its end points are enough.</summary>
    int Passes => 0;

    /// <summary>About what the figure of one row takes beside those runs.</summary>
    /// <param name="samples">Samples of the comparison.</param>
    Workload WorkFor(int samples) => new(0, 200.0 * samples);

    /// <summary>Bootstrap resamples of the points that the row runs on for it.</summary>
    int Resamples => 0;

    /// <summary>
    /// Whether it compares with the law of a planar target: then it means nothing for a model whose target nobody has named.
    /// </summary>
    bool NeedsTarget => false;

    /// <summary>Bytes of memory that one evaluation takes besides the samples.</summary>
    /// <param name="samples">Samples of the comparison.</param>
    long BytesFor(int samples) => 0;

    /// <summary>Whether the figure means anything for this problem; one that does not is left out of the table.</summary>
    /// <param name="measurement">Any row of the comparison.</param>
    bool AppliesTo(Measurement measurement);

    /// <summary>
    /// Why the figure means nothing, as the end of a sentence that begins with its name; asked only where it does not apply.
    /// </summary>
    /// <param name="measurement">A row that it does not apply to.</param>
    string WhyNot(Measurement measurement) => "does not apply to this problem";

    /// <summary>The figure for one row.</summary>
    /// <param name="measurement">The row.</param>
    Estimate Evaluate(Measurement measurement);

    /// <summary>
    /// What a reader of the figure must know about this row, as a sentence without its full stop; null when there is nothing.
    /// </summary>
    /// <param name="measurement">The row.</param>
    string? Remark(Measurement measurement) => null;
}
