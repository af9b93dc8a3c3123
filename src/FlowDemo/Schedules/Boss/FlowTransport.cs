using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Boss;

/// <summary>
/// What becomes of a small error by the end: the Jacobian of the exact flow, Phi(1, t) = dx(1) / dx(t), along planar
/// trajectories. <c>Phi(1, t_j) = Phi(1, t_(j+1)) T_j</c>, where T_j solves <c>T' = J T, T(t_j) = I</c> up to t_(j+1).
/// </summary>
internal static class FlowTransport
{
    /// <summary>RK4 steps per unit of time for T: these are weights, which need no more than a few digits.</summary>
    private const int FineSteps = 100;

    /// <summary>Phi(1, t_j) for every anchor and sample; four derivative evaluations per sample and fine step.</summary>
    /// <param name="flow">The flow; its field has closed-form derivatives and two dimensions.</param>
    /// <param name="anchors">The M + 1 times.</param>
    /// <param name="states">Exact states at the anchors.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <returns>M + 1 batches of the entries of Phi, row by row; the last is the identity.</returns>
    public static SampleBatch[] ToEnd(Flow flow, TimeGrid anchors, SampleBatch[] states, Execution execution)
    {
        Flow tangent = TangentField.Of(flow);
        SubdividedSolver solver = new(Tableaus.Rk4, FineSteps);
        SampleBatch[] transitions = new SampleBatch[anchors.Steps];
        execution.ForEach(anchors.Steps, j =>
        {
            SampleBatch x = TangentField.Extend(states[j]);
            solver.Start(tangent, x).Step(anchors[j], anchors[j + 1], x);
            transitions[j] = x;
        });

        SampleBatch[] transport = new SampleBatch[anchors.Steps + 1];
        transport[^1] = new SampleBatch(4, states[0].Count);
        transport[^1].Coordinate(0).Fill(1);
        transport[^1].Coordinate(3).Fill(1);
        for (int j = anchors.Steps - 1; j >= 0; j--)
        {
            transport[j] = Multiply(transport[j + 1], transitions[j]);
        }

        return transport;
    }

    private static SampleBatch Multiply(SampleBatch left, SampleBatch extended)
    {
        SampleBatch product = left.NewLike();
        for (int entry = 0; entry < 4; entry++)
        {
            Span<double> result = product.Coordinate(entry);
            Span<double> rowX = left.Coordinate(entry / 2 * 2);
            Span<double> rowY = left.Coordinate((entry / 2 * 2) + 1);
            Span<double> columnX = extended.Coordinate(TangentField.CoordinateOf(0, entry % 2));
            Span<double> columnY = extended.Coordinate(TangentField.CoordinateOf(1, entry % 2));
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = (rowX[i] * columnX[i]) + (rowY[i] * columnY[i]);
            }
        }

        return product;
    }
}
