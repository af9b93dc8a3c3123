using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Sampling;

/// <summary>
/// The map x0 -> x1 that a solver makes of a grid, with its exact Jacobian determinant at every sample: a discrete sampler is
/// a smooth map, and the density it gives follows from its determinant.
/// </summary>
/// <param name="End">x1 for each sample.</param>
/// <param name="LogAbsDeterminant">log |det dx1/dx0| for each sample; minus infinity where the map collapses.</param>
/// <param name="Folds">Samples at which the determinant is negative: the map turned a neighbourhood over.</param>
public sealed record DiscreteFlowMap(SampleBatch End, double[] LogAbsDeterminant, int Folds)
{
    /// <summary>Runs the solver on the field extended by two tangents.</summary>
    /// <param name="flow">The flow; its field has closed-form derivatives and two dimensions.</param>
    /// <param name="solver">The method of each step.</param>
    /// <param name="grid">Where the steps are.</param>
    /// <param name="x0">Noise.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static DiscreteFlowMap Compute(Flow flow, ISolver solver, TimeGrid grid, SampleBatch x0, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(x0);
        SampleBatch end = Sampler.Run(TangentField.Of(flow), solver, grid, TangentField.Extend(x0), execution);
        double[] logs = new double[x0.Count];
        int folds = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            double determinant = TangentField.JacobianOf(end, i).Determinant;
            logs[i] = Math.Log(Math.Abs(determinant));
            folds += determinant < 0 ? 1 : 0;
        }

        return new DiscreteFlowMap(TangentField.PointsOf(end), logs, folds);
    }
}
