namespace FlowDemo.Fields;

/// <summary>A field that passes everything through and counts what is asked of it: NFE is measured, never declared.</summary>
/// <param name="inner">The field that does the work.</param>
/// <param name="counter">The tally to add to; several fields may share one.</param>
public sealed class CountingVelocityField(IVelocityField inner, EvaluationCounter counter) : IDifferentiableField
{
    /// <inheritdoc/>
    public int Dimension => inner.Dimension;

    /// <inheritdoc/>
    public int BatchSize => inner.BatchSize;

    /// <inheritdoc/>
    public double Spacing => inner.Spacing;

    /// <inheritdoc/>
    public int ExtraVelocities(bool jacobian, bool acceleration) => inner.WithDerivatives().ExtraVelocities(jacobian, acceleration);

    /// <inheritdoc/>
    public bool Remembers => inner.Remembers;

    /// <inheritdoc/>
    public IVelocityField ForRun(SampleBatch batch)
    {
        IVelocityField own = inner.ForRun(batch);
        return ReferenceEquals(own, inner) ? this : new CountingVelocityField(own, counter);
    }

    /// <summary>The tally.</summary>
    public EvaluationCounter Counter => counter;

    /// <inheritdoc/>
    public IVelocityField Uncounted => inner.Uncounted;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        counter.AddVelocities(x.Count);
        inner.Evaluate(t, x, velocity);
    }

    /// <inheritdoc/>
    /// <exception cref="FlowDemoException">The field beneath has no closed-form derivatives.</exception>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        ArgumentNullException.ThrowIfNull(x);
        IDifferentiableField differentiable = inner.WithDerivatives();
        counter.AddVelocities(x.Count * (1L + differentiable.ExtraVelocities(jacobian is not null, acceleration is not null)));
        counter.AddDerivatives(x.Count);
        differentiable.Differentiate(t, x, velocity, jacobian, acceleration);
    }
}
