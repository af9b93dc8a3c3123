using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Learning;

/// <summary>
/// How far a flow is from first order: <c>P = int E|e(x_t, t) - x0|^2 dt</c> along its own trajectories,
/// <c>e = (alpha' x - alpha u) / (alpha' sigma - alpha sigma')</c> the noise that its velocity predicts. Zero where the prediction
/// stays what it was at the start, so that DDIM steps of any length are exact: on any path what straightness is on the linear one.
/// </summary>
/// <remarks>Wang et al., Rectified Diffusion: Straightness Is Not Your Need in Rectified Flow, 2024, arXiv 2410.07303, section 3.</remarks>
internal static class FirstOrderDefect
{
    private const int Knots = 50;

    /// <summary>Measures P at the middles of equal time steps; squared data units, summed over coordinates.</summary>
    /// <param name="flow">The field and its path.</param>
    /// <param name="solver">The method that follows it; a fine one.</param>
    /// <param name="x0">Noise.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static double Measure(Flow flow, ISolver solver, SampleBatch x0, Execution execution)
    {
        TimeGrid grid = new([0, .. Enumerable.Range(0, Knots).Select(static k => (k + 0.5) / Knots), 1]);
        SampleBatch[] states = Sampler.Trajectory(flow, solver, grid, x0, execution);
        double sum = 0;
        for (int k = 1; k < grid.Steps; k++)
        {
            PathPoint p = flow.Path.At(grid[k]);
            SampleBatch noise = states[k].NewLike();
            flow.Field.Evaluate(grid[k], states[k], noise);
            Flat.Combine(noise.Values, -p.Alpha / p.Wronskian, p.AlphaRate / p.Wronskian, states[k].Values);
            double distance = Flat.RootMeanSquareDistance(noise, x0);
            sum += distance * distance;
        }

        return sum / Knots;
    }
}
