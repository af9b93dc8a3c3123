using FlowDemo.Fields;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Learning.Models;

/// <summary>
/// The exact second rectified flow. With T the end point map of the exact flow and H_t(z) = (1 - t) z + t T(z), where H_t is
/// one-to-one, <c>v(x, t) = T(z) - z, z = H_t^-1(x)</c>; z by Newton's method,
/// <c>z -= ((1 - t) I + t J(z))^-1 (H_t(z) - x)</c>, J = dT/dz along the exact flow. Every trajectory is a straight line, so one
/// Euler step equals T.
/// </summary>
/// <param name="teacher">The first flow, exact.</param>
/// <remarks>
/// Sufficient for H_t to be one-to-one: the symmetric part of J is positive definite everywhere (Bansal, Roy, Sarkar, Rinaldo,
/// On the Wasserstein Convergence and Straightness of Rectified Flow, 2024, arXiv 2410.14949, theorem 6). Where the
/// determinant of the Newton matrix is not positive the velocity is not a number: the lines cross there.
/// </remarks>
internal sealed class OracleReflowField(Flow teacher) : IModelField
{
    private const int FineSteps = 60;
    private const int LargestIterations = 80;
    private const double Tolerance = 1e-10;

    private static readonly TimeGrid Grid = TimeGrid.Uniform(FineSteps);

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public long ParameterCount => 0;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        velocity.Values.Clear();
        NewtonState[] active = new NewtonState[x.Count];
        for (int i = 0; i < active.Length; i++)
        {
            active[i] = new NewtonState(i, x[i, 0], x[i, 1]);
        }

        for (int iteration = 0; active.Length > 0; iteration++)
        {
            SampleBatch mapped = Map(active);
            List<NewtonState> unfinished = [];
            for (int i = 0; i < active.Length; i++)
            {
                NewtonState state = active[i];
                if (state.Advance(t, mapped, i) < Tolerance || iteration == LargestIterations || state.IsLost)
                {
                    bool found = !state.IsLost && state.BestResidual < Math.Sqrt(Tolerance);
                    velocity[state.Sample, 0] = found ? state.BestVelocityX : double.NaN;
                    velocity[state.Sample, 1] = found ? state.BestVelocityY : double.NaN;
                }
                else
                {
                    unfinished.Add(state);
                }
            }

            active = [.. unfinished];
        }
    }

    private SampleBatch Map(NewtonState[] states)
    {
        SampleBatch points = new(2, states.Length);
        for (int i = 0; i < states.Length; i++)
        {
            points[i, 0] = states[i].X;
            points[i, 1] = states[i].Y;
        }

        return Sampler.Run(TangentField.Of(teacher), Tableaus.Rk4, Grid, TangentField.Extend(points), new Execution(1));
    }
}
