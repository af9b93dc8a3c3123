using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Solvers;

namespace FlowDemo.Sampling;

/// <summary>The log density of data points as a sampler's own steps give it, on its way from data to noise.</summary>
/// <remarks>
/// Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv 2303.08797,
/// section 2.4.
/// </remarks>
internal static class LogLikelihood
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    /// <summary>
    /// Along the flow: <c>log p0(T(x)) + log |det dT/dx|</c>, T the map of the steps from data to noise, with its exact derivative.
    /// </summary>
    /// <param name="flow">The flow, with derivatives.</param>
    /// <param name="solver">The method, which runs backward.</param>
    /// <param name="grid">Its grid from noise to data.</param>
    /// <param name="data">The points.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static double[] AlongFlow(Flow flow, ISolver solver, TimeGrid grid, SampleBatch data, Execution execution)
    {
        DiscreteFlowMap map = DiscreteFlowMap.Compute(MirroredVelocityField.FlowOf(flow), solver, grid.Mirrored(), data, execution);
        return [.. map.LogAbsDeterminant.Select((log, i) => log + LogStart(flow, map.End[i, 0], map.End[i, 1]))];
    }

    /// <summary>
    /// Along the backward equation <c>dX = -(u - eps s) dtau + sqrt(2 eps) dW</c> from a data point, by the row's steps:
    /// <c>log p1(x) = E[log p0(X) - int (div u + eps div s + eps |s|^2) dtau]</c>. Less the martingale <c>int sqrt(2 eps) s dW</c>, which
    /// has no mean, it holds path by path, and what is left of the scatter falls with the steps.
    /// </summary>
    /// <remarks>
    /// Heun's steps move by all their noise at once and follow the drift from there, with the time integrals by the trapezoidal rule. A
    /// move at one time changes the log density by the integral of s along it, which the trapezoidal rule makes Stratonovich's
    /// <c>int sqrt(2 eps) s o dW</c>: the martingale and <c>int eps div s dtau</c> in one.
    /// </remarks>
    /// <param name="flow">The flow, for its start.</param>
    /// <param name="field">The exact velocity and score.</param>
    /// <param name="steps">The row's steps.</param>
    /// <param name="grid">The grid from noise to data.</param>
    /// <param name="data">The points.</param>
    /// <param name="paths">Paths from each point.</param>
    /// <param name="controls">Whether the martingale is taken off.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static double[] AlongNoise(
        Flow flow,
        TwoSidedVelocityField field,
        NoisySteps steps,
        TimeGrid grid,
        SampleBatch data,
        int paths,
        bool controls,
        Execution execution)
    {
        double[] sums = new double[data.Count];
        ulong[][] keys = [.. Enumerable.Range(0, paths).Select(p =>
            Enumerable.Range(0, data.Count).Select(i => SampleNoise.Key(p, data, i)).ToArray())];
        (double X, double Y)[] states =
            [.. Enumerable.Range(0, paths * data.Count).Select(j => (data[j % data.Count, 0], data[j % data.Count, 1]))];
        double[] values = new double[states.Length];
        for (int k = grid.Steps; k > 0; k--)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            double h = grid[k] - grid[k - 1];
            double eps = steps.Strength(grid[k]);
            double scale = Math.Sqrt(2 * eps * h);
            PairShape[] shapes = field.ShapesAt(grid[k]);
            (double Strength, PairShape[] Shapes)? next =
                steps.AreHeuns ? (steps.Strength(grid[k - 1]), field.ShapesAt(grid[k - 1])) : null;
            int step = grid.Steps - k;
            execution.ForEach(states.Length, j =>
            {
                (double x, double y) = states[j];
                Slope at = SlopeAt(shapes, eps, x, y, spreads: true);
                ulong key = keys[j / data.Count][j % data.Count];
                double nx = scale * SampleNoise.Normal(key, 2 * step);
                double ny = scale * SampleNoise.Normal(key, (2 * step) + 1);
                if (next is not (double nextStrength, PairShape[] nextShapes))
                {
                    values[j] -= h * at.Rate;
                    values[j] -= controls ? (at.Score.X * nx) + (at.Score.Y * ny) : 0;
                    states[j] = (x - (h * at.Drift.X) + nx, y - (h * at.Drift.Y) + ny);
                    return;
                }

                (x, y) = (x + nx, y + ny);
                Slope moved = SlopeAt(shapes, eps, x, y, spreads: !controls);
                Slope end = SlopeAt(
                    nextShapes, nextStrength, x - (h * moved.Drift.X), y - (h * moved.Drift.Y), spreads: !controls);
                values[j] -= h * (moved.Rate + end.Rate) / 2;
                values[j] -= controls ? (((at.Score.X + moved.Score.X) * nx) + ((at.Score.Y + moved.Score.Y) * ny)) / 2 : 0;
                states[j] = (x - (h * (moved.Drift.X + end.Drift.X) / 2), y - (h * (moved.Drift.Y + end.Drift.Y) / 2));
            });
        }

        for (int j = 0; j < states.Length; j++)
        {
            sums[j % data.Count] += (values[j] + LogStart(flow, states[j].X, states[j].Y)) / paths;
        }

        return sums;
    }

    private static Slope SlopeAt(ReadOnlySpan<PairShape> shapes, double eps, double x, double y, bool spreads)
    {
        PairPoint at = PairPoint.Of(shapes, x, y);
        double square = (at.Score.X * at.Score.X) + (at.Score.Y * at.Score.Y);
        return new Slope(
            (at.Velocity.X - (eps * at.Score.X), at.Velocity.Y - (eps * at.Score.Y)),
            at.Score,
            at.VelocityDivergence + (eps * ((spreads ? at.ScoreDivergence : 0) + square)));
    }

    private static double LogStart(Flow flow, double x, double y) =>
        flow.Start?.LogDensity(x, y) ?? (-0.5 * ((x * x) + (y * y))) - LogTwoPi;

    /// <summary>Where a path of the backward equation goes, and what its density does.</summary>
    /// <param name="Drift">u - eps s.</param>
    /// <param name="Score">s.</param>
    /// <param name="Rate">div u + eps |s|^2, and eps div s where that is no part of the noise's integral.</param>
    private readonly record struct Slope((double X, double Y) Drift, (double X, double Y) Score, double Rate);
}
