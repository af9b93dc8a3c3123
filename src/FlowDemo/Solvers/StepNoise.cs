using FlowDemo.Randomness;

namespace FlowDemo.Solvers;

/// <summary>
/// The fresh normal noise of a run's steps. A sample's noise depends on the draw, the point where the run begins and the step alone: see
/// <see cref="SampleNoise"/>. Where steps are cut into parts, the noise of part r is <c>z_r - mean(z) + n / sqrt(parts)</c>: standard
/// normal, independent of that of the other parts, and together with it n sqrt(parts), n the noise of the whole step.
/// </summary>
/// <param name="draw">Which noise.</param>
/// <param name="batch">A batch of the shape that will be advanced; only its shape is used.</param>
internal sealed class StepNoise(NoiseDraw draw, SampleBatch batch)
{
    private readonly ulong[] keys = new ulong[batch.Count];
    private readonly ulong[] partKeys = new ulong[draw.Parts > 1 ? batch.Count : 0];
    private readonly SampleBatch? centres = draw.Parts > 1 ? batch.NewLike() : null;
    private int step = -1;

    /// <summary>Begins a step; the first one tells samples apart by where they are.</summary>
    /// <param name="x">The samples before the step; read only.</param>
    public void Begin(SampleBatch x)
    {
        step++;
        if (step == 0)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = SampleNoise.Key(draw.Draw, x, i);
            }

            for (int i = 0; i < partKeys.Length; i++)
            {
                partKeys[i] = SplitMix64.Mix(~keys[i]);
            }
        }

        if (centres is not null && step % draw.Parts == 0)
        {
            Centre(centres);
        }
    }

    /// <summary>Adds the noise of the step, <c>x += scale n, n ~ N(0, I)</c>.</summary>
    /// <param name="scale">Its standard deviation.</param>
    /// <param name="x">The samples, changed in place.</param>
    public void Add(double scale, SampleBatch x)
    {
        ulong[] from = centres is null ? keys : partKeys;
        for (int d = 0; d < x.Dimension; d++)
        {
            Span<double> row = x.Coordinate(d);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] += scale * (SampleNoise.Normal(from[i], (step * x.Dimension) + d) + (centres?[i, d] ?? 0));
            }
        }
    }

    // What the parts of a step have in common.
    private void Centre(SampleBatch to)
    {
        for (int d = 0; d < to.Dimension; d++)
        {
            for (int i = 0; i < keys.Length; i++)
            {
                double sum = 0;
                for (int r = 0; r < draw.Parts; r++)
                {
                    sum += SampleNoise.Normal(partKeys[i], ((step + r) * to.Dimension) + d);
                }

                double whole = SampleNoise.Normal(keys[i], (step / draw.Parts * to.Dimension) + d);
                to[i, d] = (whole / Math.Sqrt(draw.Parts)) - (sum / draw.Parts);
            }
        }
    }
}
