using System.Runtime.Intrinsics;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// The layers of a perceptron and its two passes. Activations lie unit by unit, each a run over the samples: first the inputs,
/// then for every layer what comes in (z) and what goes out (a) of its units; the last layer has no a.
/// </summary>
internal sealed class PerceptronShape
{
    private const int Inputs = 3;
    private const int Outputs = 2;
    private readonly int[] widths;
    private readonly int[] weightStarts;

    public PerceptronShape(int hidden)
    {
        Hidden = hidden;
        widths = [Inputs, hidden, hidden, hidden, Outputs];
        weightStarts = new int[widths.Length];
        for (int layer = 1; layer < widths.Length; layer++)
        {
            weightStarts[layer] = WeightCount;
            WeightCount += widths[layer] * (widths[layer - 1] + 1);
        }

        ActivationCount = Inputs + (2 * 3 * hidden) + Outputs;
    }

    public int Hidden { get; }

    public int WeightCount { get; }

    /// <summary>Runs of samples in a buffer of activations.</summary>
    public int ActivationCount { get; }

    /// <summary>Incoming weights per unit of the layer that a weight belongs to, for its initial size; 0 for a bias.</summary>
    public int FanIn(int weight)
    {
        int layer = 1;
        while (layer + 1 < widths.Length && weightStarts[layer + 1] <= weight)
        {
            layer++;
        }

        int row = widths[layer - 1] + 1;
        return (weight - weightStarts[layer]) % row == row - 1 ? 0 : widths[layer - 1];
    }

    public Span<double> Output(Span<double> activations, int n, int coordinate) =>
        activations.Slice((ActivationCount - Outputs + coordinate) * n, n);

    public void Forward(ReadOnlySpan<double> weights, double t, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> activations)
    {
        int n = x.Length;
        x.CopyTo(activations);
        y.CopyTo(activations[n..]);
        activations.Slice(2 * n, n).Fill(t);
        int source = 0;
        int target = Inputs;
        for (int layer = 1; layer < widths.Length; layer++)
        {
            int row = widths[layer - 1] + 1;
            for (int unit = 0; unit < widths[layer]; unit++)
            {
                ReadOnlySpan<double> w = weights.Slice(weightStarts[layer] + (unit * row), row);
                Span<double> z = activations.Slice((target + unit) * n, n);
                z.Fill(w[row - 1]);
                for (int j = 0; j < row - 1; j++)
                {
                    Flat.AddScaled(z, w[j], activations.Slice((source + j) * n, n));
                }
            }

            if (layer + 1 < widths.Length)
            {
                Activate(
                    activations.Slice(target * n, widths[layer] * n), activations.Slice((target + widths[layer]) * n, widths[layer] * n));
                source = target + widths[layer];
                target += 2 * widths[layer];
            }
        }
    }

    /// <summary>Adds the gradient with respect to the weights.</summary>
    /// <param name="weights">Weights.</param>
    /// <param name="activations">What <see cref="Forward"/> left.</param>
    /// <param name="n">Samples.</param>
    /// <param name="slopes">Room for as many runs; the last two hold the derivative with respect to the outputs.</param>
    /// <param name="gradient">Gradient to add to.</param>
    public void Backward(ReadOnlySpan<double> weights, Span<double> activations, int n, Span<double> slopes, Span<double> gradient)
    {
        int target = ActivationCount - Outputs;
        for (int layer = widths.Length - 1; layer >= 1; layer--)
        {
            int below = widths[layer - 1];
            int source = layer == 1 ? 0 : target - below;
            Span<double> belowSlopes = slopes.Slice(source * n, below * n);
            belowSlopes.Clear();
            for (int unit = 0; unit < widths[layer]; unit++)
            {
                int start = weightStarts[layer] + (unit * (below + 1));
                ReadOnlySpan<double> dz = slopes.Slice((target + unit) * n, n);
                for (int j = 0; j < below; j++)
                {
                    gradient[start + j] += Dot(dz, activations.Slice((source + j) * n, n));
                    Flat.AddScaled(belowSlopes.Slice(j * n, n), weights[start + j], dz);
                }

                foreach (double d in dz)
                {
                    gradient[start + below] += d;
                }
            }

            if (layer > 1)
            {
                target = source - below;
                Span<double> z = activations.Slice(target * n, below * n);
                Span<double> dz = slopes.Slice(target * n, below * n);
                for (int i = 0; i < z.Length; i++)
                {
                    double gate = 1 / (1 + Math.Exp(-z[i]));
                    dz[i] = belowSlopes[i] * gate * (1 + (z[i] * (1 - gate)));
                }
            }
        }
    }

    private static void Activate(ReadOnlySpan<double> z, Span<double> a)
    {
        for (int i = 0; i < z.Length; i++)
        {
            a[i] = z[i] / (1 + Math.Exp(-z[i]));
        }
    }

    /// <summary>Four partial sums in a fixed order, so that the bits do not depend on the vectors of the machine.</summary>
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector256<double>.Zero;
        int i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            sum = Vector256.FusedMultiplyAdd(
                Vector256.Create(a.Slice(i, 4)), Vector256.Create(b.Slice(i, 4)), sum);
        }

        double total = sum[0] + sum[1] + (sum[2] + sum[3]);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }
}
