using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// Tempered responsibility features: for each pair of a time tau and an inverse temperature b, and each component k of the
/// target, <c>w_k = softmax_k(b log(pi_k N(x; tau mu_k, C_k(tau))))</c> and <c>w_k x, w_k y</c>. They are the teacher's own
/// posterior over components, sharpened so that the borders between basins of attraction can be represented: the
/// closed-form counterpart of a student that starts from the teacher's weights, and labelled as teacher-aware wherever a
/// result is shown. Not to be confused with features of a general kernel.
/// </summary>
internal sealed class ResponsibilityFeatures : IFeatureMap
{
    private readonly ImmutableArray<ComponentShape> shapes;

    /// <summary>Prepares the features.</summary>
    /// <param name="mixture">The target, or a coarser mixture in its place.</param>
    /// <param name="probes">Where the posterior is looked at, and how sharply.</param>
    public ResponsibilityFeatures(GaussianMixture mixture, ImmutableArray<ResponsibilityProbe> probes)
    {
        Mixture = mixture;
        Probes = probes;
        shapes = [.. mixture.Components.Select(static c => new ComponentShape(c))];
    }

    /// <summary>The mixture whose components are told apart.</summary>
    public GaussianMixture Mixture { get; }

    /// <summary>Where the posterior is looked at, and how sharply.</summary>
    public ImmutableArray<ResponsibilityProbe> Probes { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public int Count => 3 * shapes.Length * Probes.Length;

    /// <inheritdoc/>
    public void Fill(double t, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> features)
    {
        int components = shapes.Length;
        int n = x.Length;
        double[] logs = ArrayPool<double>.Shared.Rent(components * n);
        double lastTime = double.NaN;
        for (int p = 0; p < Probes.Length; p++)
        {
            double time = Probes[p].TimeAt(t);
            if (time != lastTime)
            {
                LogWeights(time, x, y, logs);
                lastTime = time;
            }

            Span<double> block = features.Slice(p * 3 * components * n, 3 * components * n);
            Soften(logs, Probes[p].Sharpness, block[..(components * n)], n);
            for (int k = 0; k < components; k++)
            {
                ReadOnlySpan<double> weight = block.Slice(k * n, n);
                Span<double> timesX = block.Slice((components + (2 * k)) * n, n);
                Span<double> timesY = block.Slice((components + (2 * k) + 1) * n, n);
                for (int i = 0; i < n; i++)
                {
                    timesX[i] = weight[i] * x[i];
                    timesY[i] = weight[i] * y[i];
                }
            }
        }

        ArrayPool<double>.Shared.Return(logs);
    }

    /// <inheritdoc/>
    public FeatureImage[]? Images((double XX, double XY, double YX, double YY) map)
    {
        if (SymmetryGroup.Origins(map, Mixture) is not int[] origins)
        {
            return null;
        }

        int components = shapes.Length;
        List<FeatureImage> images = [];
        for (int start = 0; start < Count; start += 3 * components)
        {
            images.AddRange(origins.Select(i => FeatureImage.Of(start + i)));
            foreach (int origin in origins)
            {
                int x = start + components + (2 * origin);
                images.Add(new FeatureImage(x, map.XX, x + 1, map.XY));
                images.Add(new FeatureImage(x, map.YX, x + 1, map.YY));
            }
        }

        return [.. images];
    }

    /// <summary>Log weights of the components at the linear path's time, less the largest of each sample.</summary>
    private void LogWeights(double time, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double[] logs)
    {
        int n = x.Length;
        double[] table = ArrayPool<double>.Shared.Rent(shapes.Length * ComponentTable.FullWidth);
        ComponentTable.FillFull(shapes, new LinearPath().At(time), table, ComponentTable.FullWidth);
        for (int k = 0; k < shapes.Length; k++)
        {
            ReadOnlySpan<double> c = table.AsSpan(k * ComponentTable.FullWidth, ComponentTable.FullWidth);
            Span<double> row = logs.AsSpan(k * n, n);
            for (int i = 0; i < n; i++)
            {
                double dx = x[i] - c[0];
                double dy = y[i] - c[1];
                row[i] = (dx * ((c[2] * dx) + (c[3] * dy))) + (c[4] * dy * dy) + c[5];
            }
        }

        ArrayPool<double>.Shared.Return(table);
        for (int i = 0; i < n; i++)
        {
            double largest = double.NegativeInfinity;
            for (int k = 0; k < shapes.Length; k++)
            {
                largest = Math.Max(largest, logs[(k * n) + i]);
            }

            for (int k = 0; k < shapes.Length; k++)
            {
                logs[(k * n) + i] -= largest;
            }
        }
    }

    private void Soften(ReadOnlySpan<double> logs, double sharpness, Span<double> weights, int n)
    {
        ref double source = ref MemoryMarshal.GetReference(logs);
        ref double target = ref MemoryMarshal.GetReference(weights);
        Lanes256 factor = Lanes256.Of(sharpness);
        for (int i = 0; i < n; i += Lanes256.Count)
        {
            Lanes256 total = Lanes256.Of(0);
            for (int k = 0; k < shapes.Length; k++)
            {
                nuint at = (nuint)((k * n) + i);
                Lanes256 weight = VectorExponential.OfNonPositive(factor * Lanes256.Load(ref source, at));
                Lanes256.Store(weight, ref target, at);
                total += weight;
            }

            for (int k = 0; k < shapes.Length; k++)
            {
                nuint at = (nuint)((k * n) + i);
                Lanes256.Store(Lanes256.Load(ref target, at) / total, ref target, at);
            }
        }
    }
}

/// <summary>One look at the posterior over components.</summary>
/// <param name="EarliestTime">
/// tau = max(t, EarliestTime): near t = 0 the posterior tells nothing apart, so it is looked at later. Negative for a time
/// that does not follow t: tau = -EarliestTime.
/// </param>
/// <param name="Sharpness">b, the inverse temperature: 1 is the posterior itself, larger values sharpen it.</param>
internal readonly record struct ResponsibilityProbe(double EarliestTime, double Sharpness)
{
    /// <summary>tau for the given time.</summary>
    /// <param name="t">Time in [0, 1].</param>
    public double TimeAt(double t) => EarliestTime < 0 ? -EarliestTime : Math.Max(t, EarliestTime);
}
