using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Solvers;

namespace FlowDemo.Sampling;

/// <summary>
/// A time grid on which the order-8 method makes about the same error in every step. A few pilot samples walk ahead with
/// variable steps, one step of h against two of h / 2, and leave their knots for all others to use: a grid that is shared
/// keeps every sample's arithmetic independent of its batch, and the chunks of equal cost.
/// </summary>
internal static class PilotGrid
{
    // Chosen so that on every built-in target the first halving certifies less than 1,000 steps of RK4 do.
    private const int PilotSamples = 256;
    private const double Tolerance = 5e-10;
    private const double LargestStep = 0.06;

    /// <summary>Tolerance in units of a sample's own size, which counts where rounding would exceed the plain one.</summary>
    private const double RelativeTolerance = 1e-12;

    /// <summary>Steps that are tried, taken or not: any flow that doubles can follow needs far fewer.</summary>
    private const int MostAttempts = 5000;

    /// <summary>Least tolerance of a step in units of the field's own rounding, which is all that shorter steps would show.</summary>
    private const double Roundings = 8;

    /// <summary>The first time looked at for a layer at the noise end is 2 to this power; one that thin needs data 1e15 wide.</summary>
    private const int EarliestPower = -100;

    /// <summary>Walks the pilot samples from 0 to 1.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="execution">Cancellation.</param>
    /// <exception cref="FlowDemoException">A velocity is not finite, or the steps would have to be too small.</exception>
    public static TimeGrid Build(Flow flow, Execution execution)
    {
        SampleBatch x = flow.Begin(NormalNoise.Quasi(PilotSamples, 0, NoiseStream.Calibration, flow.Field.Dimension)).Points;
        double rounding = Roundings * flow.Field.Spacing;
        double tolerance = Math.Max(Tolerance, rounding) * Math.Max(1, Math.Sqrt(flow.Field.Dimension / 2.0));
        double unitOfSize = Math.Max(RelativeTolerance, rounding) / Math.Max(Tolerance, rounding);
        SampleBatch whole = x.NewLike();
        SampleBatch halves = x.NewLike();
        IStepper stepper = Tableaus.Dop853.Start(flow, x);
        List<double> knots = [0];
        double h = FirstStep(flow.Field, x);
        for (int attempt = 0; knots[^1] < 1; attempt++)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            double t = knots[^1];

            // The last two steps share what is left, so that no sliver remains.
            double left = 1 - t;
            double end = left <= h ? 1 : t + (left < 2 * h ? left / 2 : h);
            double middle = t + ((end - t) / 2);
            if (attempt == MostAttempts || !(middle > t && end > middle))
            {
                throw FlowDemoException.Breakdown(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The reference cannot follow the exact flow past t = {t:R}: the steps that it needs there are too small. Bring the "
                        + $"target's widths closer together, or nearer to the noise's width of 1."));
            }

            x.Values.CopyTo(whole.Values);
            x.Values.CopyTo(halves.Values);
            stepper.Step(t, end, whole);
            stepper.Step(t, middle, halves);
            stepper.Step(middle, end, halves);
            double error = Distance(whole, halves, unitOfSize);
            if (error <= tolerance)
            {
                knots.Add(end);
                halves.Values.CopyTo(x.Values);
            }

            double factor = double.IsFinite(error)
                ? Math.Clamp(0.9 * Math.Pow(tolerance / Math.Max(error, 1e-300), 1.0 / 9), 0.2, 1.6)
                : 0.2;
            h = Math.Min((end - t) * factor, LargestStep);
        }

        return new TimeGrid([.. knots]);
    }

    /// <summary>
    /// The largest step before which no velocity has changed by as much as its own size and 1: a wide component takes its samples in
    /// a layer at t = 0 that longer steps would pass over without a trace.
    /// </summary>
    private static double FirstStep(IVelocityField field, SampleBatch x)
    {
        SampleBatch first = x.NewLike();
        SampleBatch later = x.NewLike();
        field.Evaluate(0, x, first);
        for (int power = EarliestPower; Math.ScaleB(1, power) < LargestStep; power += 2)
        {
            field.Evaluate(Math.ScaleB(1, power), x, later);
            for (int i = 0; i < x.Count; i++)
            {
                for (int d = 0; d < x.Dimension; d++)
                {
                    if (!(Math.Abs(later[i, d] - first[i, d]) <= 1 + Math.Abs(first[i, d])))
                    {
                        return Math.ScaleB(1, power - 2);
                    }
                }
            }
        }

        return LargestStep;
    }

    // The fourth root of the mean fourth power: a mode of small weight, which few pilots reach, counts for more than in a mean square.
    private static double Distance(SampleBatch a, SampleBatch b, double unitOfSize)
    {
        double sum = 0;
        for (int i = 0; i < a.Count; i++)
        {
            double distance = 0;
            double size = 0;
            for (int d = 0; d < a.Dimension; d++)
            {
                distance += (a[i, d] - b[i, d]) * (a[i, d] - b[i, d]);
                size = Math.Max(size, Math.Abs(b[i, d]));
            }

            double unit = Math.Max(1, size * unitOfSize);
            double square = distance / (unit * unit);
            sum += square * square;
        }

        return Math.Sqrt(Math.Sqrt(sum / a.Count));
    }

    /// <summary>The grid with every step cut in the middle.</summary>
    public static TimeGrid Halve(TimeGrid grid)
    {
        double[] knots = new double[(2 * grid.Steps) + 1];
        for (int k = 0; k < grid.Steps; k++)
        {
            knots[2 * k] = grid[k];
            knots[(2 * k) + 1] = grid[k] + ((grid[k + 1] - grid[k]) / 2);
        }

        knots[^1] = 1;
        return new TimeGrid(knots);
    }
}
