using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>Carries one sample through a <see cref="DormandPrince"/> solution.</summary>
internal sealed class DormandPrinceSample
{
    private const double Safety = 0.9;
    private const double LargestGrowth = 10;
    private const double SmallestGrowth = 0.2;

    /// <summary>Below this step size a rejected step is taken all the same: rounding, not the method, is what fails.</summary>
    private const double SmallestStep = 1e-12;

    private static readonly double[] Nodes = [0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1];

    private static readonly double[][] Stages =
    [
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    /// <summary>What the solution of order 5 has more of each slope than that of order 4.</summary>
    internal static readonly double[] ErrorWeights =
        [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];

    private readonly IVelocityField field;
    private readonly double rtol;
    private readonly double atol;
    private readonly SampleBatch[] slopes;
    private readonly SampleBatch state;
    private readonly SampleBatch next;

    /// <summary>Allocates room for one sample.</summary>
    /// <param name="field">The field to follow.</param>
    /// <param name="rtol">Relative tolerance.</param>
    /// <param name="atol">Absolute tolerance.</param>
    public DormandPrinceSample(IVelocityField field, double rtol, double atol)
    {
        this.field = field;
        this.rtol = rtol;
        this.atol = atol;
        state = new SampleBatch(field.Dimension, 1);
        next = state.NewLike();
        slopes = [.. Nodes.Select(_ => state.NewLike())];
    }

    /// <summary>Takes up a sample.</summary>
    public void Load(SampleBatch batch, int sample)
    {
        for (int d = 0; d < state.Dimension; d++)
        {
            state[0, d] = batch[sample, d];
        }
    }

    /// <summary>Puts the sample back.</summary>
    public void Store(SampleBatch batch, int sample)
    {
        for (int d = 0; d < state.Dimension; d++)
        {
            batch[sample, d] = state[0, d];
        }
    }

    /// <summary>Carries the sample from t0 to t1.</summary>
    public void Advance(double t0, double t1)
    {
        field.Evaluate(t0, state, slopes[0]);
        double h = FirstStep(t0, t1);
        double t = t0;
        while (t < t1)
        {
            // A rest of a step too short to matter joins the last one.
            bool isLast = t + (1.0000001 * h) >= t1;
            double to = isLast ? t1 : t + h;
            h = to - t;
            double error = Attempt(t, to);
            if (!double.IsFinite(error) && h <= SmallestStep)
            {
                // The field itself is not finite here; the sample shows it.
                next.Values.CopyTo(state.Values);
                return;
            }

            if (error <= 1 || h <= SmallestStep)
            {
                t = to;
                next.Values.CopyTo(state.Values);
                slopes[^1].Values.CopyTo(slopes[0].Values);
            }

            double growth = double.IsFinite(error)
                ? Math.Clamp(Safety * Math.Pow(error, -0.2), SmallestGrowth, LargestGrowth)
                : SmallestGrowth;
            h *= error <= 1 ? Math.Max(1, growth) : growth;
        }
    }

    /// <summary>One step; the new state is left in <see cref="next"/> and its velocity in the last slope.</summary>
    private double Attempt(double t0, double t1)
    {
        double h = t1 - t0;
        for (int i = 0; i < Stages.Length; i++)
        {
            state.Values.CopyTo(next.Values);
            for (int j = 0; j <= i; j++)
            {
                Flat.AddScaled(next.Values, h * Stages[i][j], slopes[j].Values);
            }

            field.Evaluate(Nodes[i + 1] == 1 ? t1 : t0 + (Nodes[i + 1] * h), next, slopes[i + 1]);
        }

        double sum = 0;
        for (int d = 0; d < state.Dimension; d++)
        {
            double error = 0;
            for (int j = 0; j < ErrorWeights.Length; j++)
            {
                error += ErrorWeights[j] * slopes[j][0, d];
            }

            double ratio = h * error / (atol + (rtol * Math.Max(Math.Abs(state[0, d]), Math.Abs(next[0, d]))));
            sum += ratio * ratio;
        }

        return Math.Sqrt(sum / state.Dimension);
    }

    /// <summary>A first step from the sizes of state, velocity and change of velocity; costs one evaluation.</summary>
    private double FirstStep(double t0, double t1)
    {
        double size = ScaledNorm(state, null);
        double speed = ScaledNorm(slopes[0], null);
        double probe = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed;
        probe = Math.Min(probe, t1 - t0);
        state.Values.CopyTo(next.Values);
        Flat.AddScaled(next.Values, probe, slopes[0].Values);
        field.Evaluate(t0 + probe, next, slopes[1]);
        double bend = ScaledNorm(slopes[1], slopes[0]) / probe;
        double steepest = Math.Max(speed, bend);
        double second = steepest <= 1e-15 ? Math.Max(1e-6, probe * 1e-3) : Math.Pow(0.01 / steepest, 0.2);
        return Math.Min(Math.Min(100 * probe, second), t1 - t0);
    }

    private double ScaledNorm(SampleBatch a, SampleBatch? b)
    {
        double sum = 0;
        for (int d = 0; d < a.Dimension; d++)
        {
            double ratio = (a[0, d] - (b?[0, d] ?? 0)) / (atol + (rtol * Math.Abs(state[0, d])));
            sum += ratio * ratio;
        }

        return Math.Sqrt(sum / a.Dimension);
    }
}
