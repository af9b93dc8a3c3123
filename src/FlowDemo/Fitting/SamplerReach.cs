using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>
/// How far from home a sampler reads the velocity, and how much its weights cancel. A closed-form field is right everywhere, so that a fit
/// to it may ask where no sample ever is and take differences of large answers: that is cheating on a network, which is right only where
/// it was trained.
/// </summary>
/// <param name="Query">
/// The largest distance of a query from the mean of x_t, root mean square over the samples, in standard deviations of x_t.
/// </param>
/// <param name="Weights">Sum of the sizes of the weights of the velocities in the result.</param>
public readonly record struct SamplerReach(double Query, double Weights)
{
    /// <summary>Whether a fit may have it.</summary>
    /// <param name="settings">The bounds.</param>
    internal bool IsWithin(FitSettings settings) => Query <= settings.LargestQuery && Weights <= settings.LargestWeights;

    /// <summary>The reach on the flows of a fit, the largest of them.</summary>
    /// <param name="task">The flows.</param>
    /// <param name="kind">The jump to t_0.</param>
    /// <param name="layout">Where the coefficients stand.</param>
    /// <param name="coefficients">The sampler.</param>
    internal static SamplerReach Of(FitTask task, WarmStartKind kind, CoefficientLayout layout, double[] coefficients)
    {
        double weights = Enumerable.Range(0, layout.Evaluations)
            .Sum(j => Math.Abs(coefficients[layout.Weight(layout.Evaluations, j)]));
        double query = Enumerable.Range(0, task.Problems.Length).Max(p =>
        {
            (FitProblem problem, CalibrationPairs few) = (task.Problems[p], task.Few(p));
            QueryMeter meter = new(problem.Flow, few.Ends);
            SamplerSweep sweep = new(meter, new WarmStart(kind, problem.Flow.Path, problem.Moments), layout, few.Count);
            sweep.Forward(coefficients, few.Noise, derivatives: false);
            return meter.Farthest;
        });
        return new SamplerReach(query, weights);
    }

    /// <summary>Measures where it is asked.</summary>
    private sealed class QueryMeter(Flow flow, SampleBatch ends) : IDifferentiableField
    {
        private readonly double[] mean = [.. Enumerable.Range(0, ends.Dimension).Select(d => SampleMoments.Mean(ends.Coordinate(d)))];
        private readonly double variance = Math.Pow(EndpointError.Deviation(ends), 2);

        public int Dimension => flow.Field.Dimension;

        public double Farthest { get; private set; }

        public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
        {
            PathPoint p = flow.Path.At(t);
            double sum = 0;
            for (int d = 0; d < x.Dimension; d++)
            {
                foreach (double value in x.Coordinate(d))
                {
                    sum += Math.Pow(value - (p.Alpha * mean[d]), 2) / x.Count;
                }
            }

            double usual = (p.Alpha * p.Alpha * variance) + (p.Sigma * p.Sigma * x.Dimension);

            // NaN where the numbers broke down: such a sampler is as far as can be.
            double size = Math.Sqrt(sum / usual);
            Farthest = double.IsNaN(size) ? double.PositiveInfinity : Math.Max(Farthest, size);
            flow.Field.Evaluate(t, x, velocity);
        }

        public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration) =>
            throw new NotSupportedException("Reach is measured on velocities alone.");
    }
}
