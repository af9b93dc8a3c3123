using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Sampling;

/// <summary>The solver of trajectories that methods are built on: RK4 with as many steps as the flow needs.</summary>
internal static class CertifiedSteps
{
    /// <summary>Samples that the error is told from.</summary>
    private const int Samples = 256;

    /// <summary>
    /// RMS difference of two runs that is fine enough, in units of the end points' size or of the data, whichever is larger. Near a
    /// thin mode the order of RK4 does not show yet, so nothing is taken off for it.
    /// </summary>
    private const double Goal = 5e-4;

    private const int MostDoublings = 6;

    /// <summary>RK4 with the fewest steps, doubled until two runs agree.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="noise">The noise whose trajectories are wanted.</param>
    /// <param name="fewest">Steps over [0, 1] that are tried first, an even number.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="FlowDemoException">Not even 64 times as many steps are enough.</exception>
    public static SubdividedSolver OfRk4(Flow flow, SampleBatch noise, int fewest, Execution execution)
    {
        SampleBatch few = noise.Count <= Samples ? noise : noise.Slice(0, Samples);
        SampleBatch rough = Run(fewest / 2);
        for (int steps = fewest; steps <= fewest << MostDoublings; steps *= 2)
        {
            SampleBatch fine = Run(steps);
            double error = Flat.RootMeanSquareDistance(rough, fine);
            if (error <= Goal * Math.Max(1, Flat.RootMeanSquareDistance(fine, fine.NewLike())))
            {
                return new SubdividedSolver(Tableaus.Rk4, steps);
            }

            rough = fine;
        }

        throw FlowDemoException.Breakdown(
            $"The trajectories that methods are built on need more than {fewest << MostDoublings} steps of RK4 for this target; bring its "
                + $"widths closer together, or choose methods that build nothing.");

        SampleBatch Run(int steps) => Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(steps), few, execution with { Progress = null });
    }
}
