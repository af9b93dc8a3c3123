using FlowDemo.Fitting.Families;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>
/// The fast fit: times are given, and row after row the weights are the linear least-squares solution that brings the sampler's
/// own state nearest to the exact flow at the next time. No derivative of the field is needed.
/// </summary>
internal static class GreedyFit
{
    private const double Ridge = 1e-10;

    /// <summary>The coefficients.</summary>
    /// <param name="problem">The flow.</param>
    /// <param name="kind">The warm start.</param>
    /// <param name="grid">Times: 0, then t_0 if there is a warm start, the evaluation times, and 1.</param>
    /// <param name="lateness">Share of the first step by which the first evaluation is late, in [0, 1).</param>
    /// <param name="affine">Whether the factors of y_0, x_0 and the mean are fitted too.</param>
    /// <param name="pairs">The pairs to fit to, of that flow.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public static double[] Solve(
        FitProblem problem,
        WarmStartKind kind,
        TimeGrid grid,
        double lateness,
        bool affine,
        CalibrationPairs pairs,
        Execution execution)
    {
        int firstStep = kind == WarmStartKind.None ? 0 : 1;
        int evaluations = grid.Steps - firstStep;
        CoefficientLayout layout = new(evaluations);
        double[] values = layout.Identity();
        values[CoefficientLayout.Start] = grid[firstStep];
        WarmStart warmStart = new(kind, problem.Flow.Path, problem.Moments);
        SampleBatch[] exact = Sampler.Trajectory(
            problem.Flow, new SubdividedSolver(Tableaus.Rk4, 100), grid, pairs.Noise, execution);
        exact[^1] = pairs.Ends;
        SampleBatch start = pairs.Noise.NewLike();
        warmStart.Apply(grid[firstStep], pairs.Noise, start);
        SampleBatch state = start.Clone();

        List<(int Coefficient, SampleBatch Feature)> affineFeatures = affine ? AffineFeatures(kind, warmStart, pairs.Noise) : [];
        List<SampleBatch> velocities = [];
        for (int i = 1; i <= evaluations; i++)
        {
            double late = i == 1 ? lateness * (grid[firstStep + 1] - grid[firstStep]) : 0;
            values[layout.Time(i - 1)] = grid[firstStep + i - 1] + late;
            SampleBatch velocity = state.NewLike();
            problem.Flow.Field.Evaluate(values[layout.Time(i - 1)], state, velocity);
            velocities.Add(velocity);
            SampleBatch wanted = exact[firstStep + i].Clone();
            Flat.AddScaled(wanted.Values, -1, start.Values);
            SampleBatch[] features = [.. velocities, .. affineFeatures.Select(static f => f.Feature)];
            double[] weights = Regress(features, wanted);
            start.Values.CopyTo(state.Values);
            for (int f = 0; f < features.Length; f++)
            {
                Flat.AddScaled(state.Values, weights[f], features[f].Values);
                int place = f < i ? layout.Weight(i, f) : Place(layout, affineFeatures[f - i].Coefficient, i);
                values[place] += weights[f];
            }
        }

        return values;
    }

    private static List<(int Coefficient, SampleBatch Feature)> AffineFeatures(WarmStartKind kind, WarmStart warmStart, SampleBatch noise)
    {
        SampleBatch mean = noise.NewLike();
        if (warmStart.Mean != (0, 0))
        {
            mean.Coordinate(0).Fill(warmStart.Mean.X);
            mean.Coordinate(1).Fill(warmStart.Mean.Y);
        }

        return kind == WarmStartKind.None ? [(0, noise), (2, mean)] : [(1, noise), (2, mean)];
    }

    private static int Place(CoefficientLayout layout, int kind, int row) => kind switch
    {
        0 => layout.Carry(row),
        1 => layout.Noise(row),
        _ => layout.Mean(row),
    };

    private static double[] Regress(SampleBatch[] features, SampleBatch wanted)
    {
        int n = features.Length;
        double[,] matrix = new double[n, n];
        double[] right = new double[n];
        for (int p = 0; p < n; p++)
        {
            right[p] = Dot(features[p], wanted);
            for (int q = 0; q <= p; q++)
            {
                matrix[p, q] = Dot(features[p], features[q]);
            }
        }

        double ridge = Ridge * Enumerable.Range(0, n).Max(p => matrix[p, p]);
        for (int p = 0; p < n; p++)
        {
            matrix[p, p] += ridge;
        }

        return Cholesky.Solve(matrix, right) ? right : new double[n];
    }

    private static double Dot(SampleBatch a, SampleBatch b)
    {
        double sum = 0;
        for (int d = 0; d < a.Dimension; d++)
        {
            ReadOnlySpan<double> left = a.Coordinate(d);
            ReadOnlySpan<double> right = b.Coordinate(d);
            for (int i = 0; i < left.Length; i++)
            {
                sum += left[i] * right[i];
            }
        }

        return sum;
    }
}
