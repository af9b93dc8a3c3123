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
    private const double SmallestStep = 1e-6;

    /// <summary>Walks the pilot samples from 0 to 1.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="execution">Cancellation.</param>
    public static TimeGrid Build(Flow flow, Execution execution)
    {
        SampleBatch x = NormalNoise.Quasi(PilotSamples, 0, NoiseStream.Calibration).Points;
        SampleBatch whole = x.NewLike();
        SampleBatch halves = x.NewLike();
        IStepper stepper = Tableaus.Dop853.Start(flow, x);
        List<double> knots = [0];
        double h = LargestStep;
        while (knots[^1] < 1)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            double t = knots[^1];

            // The last two steps share what is left, so that no sliver remains.
            double left = 1 - t;
            double end = left <= h ? 1 : t + (left < 2 * h ? left / 2 : h);
            double middle = t + ((end - t) / 2);
            x.Values.CopyTo(whole.Values);
            x.Values.CopyTo(halves.Values);
            stepper.Step(t, end, whole);
            stepper.Step(t, middle, halves);
            stepper.Step(middle, end, halves);
            double error = Distance(whole, halves);
            double factor = Math.Clamp(0.9 * Math.Pow(Tolerance / Math.Max(error, 1e-300), 1.0 / 9), 0.2, 1.6);
            if (error <= Tolerance || end - t <= SmallestStep)
            {
                knots.Add(end);
                halves.Values.CopyTo(x.Values);
            }

            h = Math.Clamp((end - t) * factor, SmallestStep, LargestStep);
        }

        return new TimeGrid([.. knots]);
    }

    // The fourth root of the mean fourth power: a mode of small weight, which few pilots reach, counts for more than in a mean square.
    private static double Distance(SampleBatch a, SampleBatch b)
    {
        double sum = 0;
        for (int i = 0; i < a.Count; i++)
        {
            double dx = a[i, 0] - b[i, 0];
            double dy = a[i, 1] - b[i, 1];
            double square = (dx * dx) + (dy * dy);
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
