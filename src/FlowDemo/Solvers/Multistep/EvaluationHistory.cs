namespace FlowDemo.Solvers.Multistep;

/// <summary>
/// The newest few evaluations of a multistep method with their times, newest first. The storage goes round: nothing is
/// allocated after the start.
/// </summary>
internal sealed class EvaluationHistory
{
    private readonly SampleBatch[] values;
    private readonly double[] times;

    /// <summary>Creates an empty history.</summary>
    /// <param name="capacity">Evaluations to keep, at least 1.</param>
    /// <param name="like">A batch of their shape.</param>
    public EvaluationHistory(int capacity, SampleBatch like)
    {
        values = [.. Enumerable.Range(0, capacity).Select(_ => like.NewLike())];
        times = new double[capacity];
    }

    /// <summary>Evaluations kept so far, at most the capacity.</summary>
    public int Count { get; private set; }

    /// <summary>The times of the evaluations, newest first.</summary>
    public ReadOnlySpan<double> Times => times.AsSpan(0, Count);

    /// <summary>One evaluation.</summary>
    /// <param name="age">0 is the newest.</param>
    public SampleBatch this[int age] => values[age];

    /// <summary>Makes room for an evaluation, forgetting the oldest if need be.</summary>
    /// <param name="time">Its time.</param>
    /// <returns>The batch to fill.</returns>
    public SampleBatch Push(double time)
    {
        SampleBatch slot = values[^1];
        Array.Copy(values, 0, values, 1, values.Length - 1);
        Array.Copy(times, 0, times, 1, times.Length - 1);
        (values[0], times[0]) = (slot, time);
        Count = Math.Min(Count + 1, values.Length);
        return slot;
    }

    /// <summary><c>x += sum_j w_j v_j</c> over the newest evaluations.</summary>
    /// <param name="x">States to change.</param>
    /// <param name="weights">Weights, newest first; at most <see cref="Count"/>.</param>
    public void AddTo(SampleBatch x, ReadOnlySpan<double> weights)
    {
        for (int j = 0; j < weights.Length; j++)
        {
            if (weights[j] != 0)
            {
                Flat.AddScaled(x.Values, weights[j], values[j].Values);
            }
        }
    }

    /// <summary>A copy with storage of its own.</summary>
    public EvaluationHistory Clone()
    {
        EvaluationHistory copy = new(values.Length, values[0]) { Count = Count };
        times.CopyTo(copy.times, 0);
        for (int j = 0; j < Count; j++)
        {
            values[j].Values.CopyTo(copy.values[j].Values);
        }

        return copy;
    }
}
