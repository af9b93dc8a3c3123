using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Sampling;

/// <summary>
/// The end points that rows are measured against: RK4 on a fine uniform grid, with an estimate of its own error from a second
/// run with steps twice as long.
/// </summary>
/// <param name="Method">Solver used.</param>
/// <param name="Steps">Fine steps.</param>
/// <param name="End">End points.</param>
/// <param name="Error">
/// Estimated endpoint RMSE of <paramref name="End"/>, in data units: the RMS difference of the two runs divided by what a method
/// of order 4 gains between them (15 for steps twice as long).
/// </param>
public sealed record ReferenceSolution(string Method, int Steps, SampleBatch End, double Error)
{
    /// <summary>Solves from the given noise.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="x0">Noise.</param>
    /// <param name="steps">Fine steps, from 2 to 10,000,000.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static ReferenceSolution Solve(Flow flow, SampleBatch x0, int steps, Execution execution)
    {
        if (steps is < 2 or > 10_000_000)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The reference takes from 2 to 10000000 steps; {steps} is outside. 1000 is enough for most targets."));
        }

        int coarse = steps / 2;
        SampleBatch rough = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(coarse), x0, execution);
        SampleBatch end = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(steps), x0, execution);
        double gain = Math.Pow((double)steps / coarse, 4) - 1;
        return new ReferenceSolution("rk4", steps, end, RootMeanSquareDistance(rough, end) / gain);
    }

    private static double RootMeanSquareDistance(SampleBatch a, SampleBatch b)
    {
        double sum = 0;
        for (int d = 0; d < a.Dimension; d++)
        {
            Span<double> left = a.Coordinate(d);
            Span<double> right = b.Coordinate(d);
            for (int i = 0; i < left.Length; i++)
            {
                double difference = left[i] - right[i];
                sum += difference * difference;
            }
        }

        return Math.Sqrt(sum / a.Count);
    }
}
