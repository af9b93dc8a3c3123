using FlowDemo.Randomness;

namespace FlowDemo.Solvers;

/// <summary>
/// The fresh normal noise of a run's steps. A sample's noise depends on the draw, the point where the run begins and the step alone: see
/// <see cref="SampleNoise"/>.
/// </summary>
/// <param name="draw">Which draw of the noise; the seed of the starting points changes it too.</param>
/// <param name="batch">A batch of the shape that will be advanced; only its shape is used.</param>
internal sealed class StepNoise(int draw, SampleBatch batch)
{
    private readonly ulong[] keys = new ulong[batch.Count];
    private int step = -1;

    /// <summary>Begins a step; the first one tells samples apart by where they are.</summary>
    /// <param name="x">The samples before the step; read only.</param>
    public void Begin(SampleBatch x)
    {
        step++;
        if (step > 0)
        {
            return;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = SampleNoise.Key(draw, x, i);
        }
    }

    /// <summary>Adds the noise of the step, <c>x += scale n, n ~ N(0, I)</c>.</summary>
    /// <param name="scale">Its standard deviation.</param>
    /// <param name="x">The samples, changed in place.</param>
    public void Add(double scale, SampleBatch x)
    {
        for (int d = 0; d < x.Dimension; d++)
        {
            Span<double> row = x.Coordinate(d);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] += scale * SampleNoise.Normal(keys[i], (step * x.Dimension) + d);
            }
        }
    }
}
