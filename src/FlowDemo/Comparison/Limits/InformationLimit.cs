using FlowDemo.Fields;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Comparison.Limits;

/// <summary>
/// What no sampler of K velocity evaluations can beat when the target is known but for the weights of its points: a bootstrap resample,
/// <c>w + dw</c> with the covariance <c>(diag(w) - w w^T) / n</c>. To first order the velocity at a point changes by <c>B dw</c> and the
/// end of a trajectory by <c>L dw, L = int_0^1 Phi(1, t) B(x_t, t) dt</c>; K velocities tell <c>B_S dw</c>, and what they leave of the
/// end's mean square is <c>1/n tr[L C L^T - L C B_S^T (B_S C B_S^T)^-1 B_S C L^T]</c>, minimised over the K times.
/// </summary>
/// <remarks>
/// The radius of information: Traub, Wasilkowski, Wozniakowski, Information-Based Complexity, 1988. The restriction: velocities are read on
/// the exact trajectory, at times out of <see cref="Knots"/> that all samples share.
/// </remarks>
internal sealed class InformationLimit
{
    /// <summary>Times at which a velocity may be read: k / <see cref="Knots"/>, k from 0.</summary>
    public const int Knots = 120;

    /// <summary>The most evaluations.</summary>
    public const int MostEvaluations = 12;

    /// <summary>Simpson's intervals on [0, 1]; the trajectory has a state in the middle of each as well.</summary>
    private const int Intervals = 240;

    /// <summary>Share of the mean of the diagonal of B C B^T that is added to it: velocities of near times tell nearly the same.</summary>
    private const double Ridge = 1e-11;

    private readonly Execution execution;
    private readonly double[][,] products;
    private readonly double scale;
    private readonly List<int[]> chosen = [[]];

    /// <summary>Takes up the points.</summary>
    /// <param name="points">The mixture of kernels on them.</param>
    /// <param name="flow">Its exact flow.</param>
    /// <param name="noise">Where samples start.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public InformationLimit(GaussianMixture points, Flow flow, SampleBatch noise, Execution execution)
    {
        this.execution = execution;
        scale = 1.0 / points.Components.Length;
        TimeGrid fine = TimeGrid.Uniform(2 * Intervals);
        SampleBatch[] states = Sampler.Trajectory(flow, Tableaus.Rk4, fine, noise, execution);
        SampleBatch[] jacobians = [.. states.Select((x, i) => JacobianAt(flow, fine[i], x))];
        MixturePosterior posterior = new(points, flow.Path);
        products = new double[noise.Count][,];
        execution.ForEach(noise.Count, n => products[n] = ProductsOf(n, points.Components.Length, posterior, states, jacobians));
    }

    /// <summary>The mean squares that are left for each sample, and the times of the velocities.</summary>
    /// <param name="evaluations">K, 0 to <see cref="Knots"/>; 0 leaves the mean square of the prior.</param>
    public (double[] Squares, double[] Times) At(int evaluations)
    {
        while (chosen.Count <= evaluations)
        {
            chosen.Add(Improve([.. chosen[^1], Best(chosen[^1]).Knot]));
        }

        int[] knots = [.. chosen[evaluations].Order()];
        return ([.. SquaresAt(knots)], [.. knots.Select(static k => (double)k / Knots)]);
    }

    /// <summary>The same for given knots.</summary>
    /// <param name="knots">Indices of times, each from 0 to <see cref="Knots"/> - 1.</param>
    internal double[] SquaresAt(int[] knots) => [.. products.Select(g => scale * new Elimination(g, knots).Left)];

    /// <summary>One knot after the other is moved to where it tells most, until none moves.</summary>
    private int[] Improve(int[] knots)
    {
        double cost = double.PositiveInfinity;
        for (bool moved = true; moved;)
        {
            moved = false;
            for (int i = 0; i < knots.Length; i++)
            {
                (int best, double least) = Best([.. knots[..i], .. knots[(i + 1)..]]);
                moved |= best != knots[i] && least < cost;
                (knots[i], cost) = least < cost ? (best, least) : (knots[i], cost);
            }
        }

        return knots;
    }

    /// <summary>The knot that tells most beside others, and the mean square that both leave.</summary>
    private (int Knot, double Cost) Best(int[] others)
    {
        double[][] left = new double[products.Length][];
        execution.ForEach(left.Length, n =>
        {
            Elimination known = new(products[n], others);
            left[n] = [.. Enumerable.Range(0, Knots).Select(k => others.Contains(k) ? double.PositiveInfinity : known.LeftWith(k))];
        });
        double[] costs = [.. Enumerable.Range(0, Knots).Select(k => left.Sum(l => l[k]))];
        int best = Array.IndexOf(costs, costs.Min());
        return (best, costs[best]);
    }

    private static SampleBatch JacobianAt(Flow flow, double t, SampleBatch x)
    {
        SampleBatch jacobian = new(4, x.Count);
        flow.Field.WithDerivatives().Differentiate(t, x, x.NewLike(), jacobian, x.NewLike());
        return jacobian;
    }

    /// <summary>
    /// All products of rows of sqrt(C): the two of the velocity at every knot, then the two of L.
    /// </summary>
    private static double[,] ProductsOf(
        int sample, int components, MixturePosterior posterior, SampleBatch[] states, SampleBatch[] jacobians)
    {
        double[][] rows = [.. Enumerable.Range(0, (2 * Knots) + 2).Select(_ => new double[components])];
        double[] slopesX = new double[components];
        double[] slopesY = new double[components];
        (double X, double Y)[] transition = [(1, 0), (0, 1)];
        for (int i = Intervals; i >= 0; i--)
        {
            SampleBatch x = states[2 * i];
            posterior.WeightSlopes((double)i / Intervals, x[sample, 0], x[sample, 1], slopesX, slopesY);
            double simpson = (i == 0 || i == Intervals ? 1 : i % 2 == 0 ? 2 : 4) / (3.0 * Intervals);
            for (int d = 0; d < 2; d++)
            {
                Flat.AddScaled(rows[(2 * Knots) + d], simpson * transition[d].X, slopesX);
                Flat.AddScaled(rows[(2 * Knots) + d], simpson * transition[d].Y, slopesY);
                transition[d] = i == 0 ? default : Back(transition[d], sample, jacobians.AsSpan((2 * i) - 2, 3));
            }

            const int Stride = Intervals / Knots;
            if (i % Stride == 0 && i < Intervals)
            {
                slopesX.CopyTo(rows[2 * i / Stride], 0);
                slopesY.CopyTo(rows[(2 * i / Stride) + 1], 0);
            }
        }

        double[,] products = new double[rows.Length, rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                products[i, j] = products[j, i] = Dot(rows[i], rows[j]);
            }
        }

        double ridge = Ridge * Enumerable.Range(0, 2 * Knots).Average(i => products[i, i]);
        for (int i = 0; i < 2 * Knots; i++)
        {
            products[i, i] += ridge;
        }

        return products;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    /// <summary>A row r of Phi(1, t) one interval earlier, by Runge and Kutta's step for <c>r' = -r J</c>.</summary>
    private static (double X, double Y) Back((double X, double Y) row, int sample, ReadOnlySpan<SampleBatch> jacobians)
    {
        const double H = 1.0 / Intervals;
        static (double X, double Y) Slope((double X, double Y) r, SampleBatch j, int n) =>
            ((r.X * j[n, 0]) + (r.Y * j[n, 2]), (r.X * j[n, 1]) + (r.Y * j[n, 3]));
        static (double X, double Y) Add((double X, double Y) r, double factor, (double X, double Y) s) =>
            (r.X + (factor * s.X), r.Y + (factor * s.Y));
        (double X, double Y) first = Slope(row, jacobians[2], sample);
        (double X, double Y) second = Slope(Add(row, H / 2, first), jacobians[1], sample);
        (double X, double Y) third = Slope(Add(row, H / 2, second), jacobians[1], sample);
        (double X, double Y) fourth = Slope(Add(row, H, third), jacobians[0], sample);
        return Add(Add(Add(Add(row, H / 6, first), H / 3, second), H / 3, third), H / 6, fourth);
    }

    /// <summary>What the velocities at some knots tell of the others and of the end, by Cholesky's factor of their products.</summary>
    private sealed class Elimination
    {
        private readonly double[,] products;
        private readonly int[] rows;
        private readonly double[,] factor;
        private readonly double[] endX;
        private readonly double[] endY;

        public Elimination(double[,] products, int[] knots)
        {
            this.products = products;
            rows = [.. knots.SelectMany(static k => new[] { 2 * k, (2 * k) + 1 })];
            factor = new double[rows.Length, rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                double[] reduced = Reduce(rows[i], i);
                for (int j = 0; j < i; j++)
                {
                    factor[i, j] = reduced[j];
                }

                factor[i, i] = Math.Sqrt(Math.Max(0, products[rows[i], rows[i]] - Dot(reduced, reduced)));
            }

            endX = Reduce(2 * Knots, rows.Length);
            endY = Reduce((2 * Knots) + 1, rows.Length);
        }

        /// <summary>The trace of what is left of L C L^T.</summary>
        public double Left => Math.Max(0, Rest(2 * Knots, endX, 2 * Knots, endX))
            + Math.Max(0, Rest((2 * Knots) + 1, endY, (2 * Knots) + 1, endY));

        /// <summary>The same once the velocity at one more knot is known.</summary>
        /// <param name="knot">The knot, not among the others.</param>
        public double LeftWith(int knot)
        {
            (int x, int y) = (2 * knot, (2 * knot) + 1);
            (double[] ofX, double[] ofY) = (Reduce(x, rows.Length), Reduce(y, rows.Length));
            double xx = Rest(x, ofX, x, ofX);
            double xy = Rest(x, ofX, y, ofY);
            double rest = Rest(y, ofY, y, ofY) - (xx > 0 ? xy * xy / xx : 0);
            double told = 0;
            foreach ((int end, double[] ofEnd) in new[] { (2 * Knots, endX), ((2 * Knots) + 1, endY) })
            {
                double alongX = Rest(end, ofEnd, x, ofX);
                double alongY = Rest(end, ofEnd, y, ofY) - (xx > 0 ? xy * alongX / xx : 0);
                told += (xx > 0 ? alongX * alongX / xx : 0) + (rest > 0 ? alongY * alongY / rest : 0);
            }

            return Math.Max(0, Left - told);
        }

        private double Rest(int row, double[] reduced, int other, double[] otherReduced) =>
            products[row, other] - Dot(reduced, otherReduced);

        /// <summary>A row in the basis of the first of the known velocities.</summary>
        private double[] Reduce(int row, int count)
        {
            double[] reduced = new double[count];
            for (int i = 0; i < count; i++)
            {
                double sum = products[row, rows[i]];
                for (int j = 0; j < i; j++)
                {
                    sum -= factor[i, j] * reduced[j];
                }

                reduced[i] = factor[i, i] > 0 ? sum / factor[i, i] : 0;
            }

            return reduced;
        }
    }
}
