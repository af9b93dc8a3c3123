using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>
/// The exact velocity, score or expected data of a path from one mixture to another, <c>x_t = sigma x0 + alpha x1 + gamma z</c>, by a sum
/// over all pairs of their components: with m = sigma mu0 + alpha mu1, C = sigma^2 S0 + alpha^2 S1 + gamma^2 I and H = C' / 2,
/// <c>u = sum_ij r_ij (m' + H C^-1 (x - m)), s = -sum_ij r_ij C^-1 (x - m), E[x1 | x] = sum_ij r_ij (mu1 + alpha S1 C^-1 (x
/// - m))</c>. H and C do not commute.
/// </summary>
/// <remarks>
/// Albergo, Boffi, Vanden-Eijnden, Stochastic Interpolants: A Unifying Framework for Flows and Diffusions, 2023, arXiv 2303.08797.
/// </remarks>
internal sealed class TwoSidedVelocityField : IDifferentiableField
{
    /// <summary>Pairs of components up to which an evaluation is bearable.</summary>
    internal const int MostPairs = 20_000;

    private static readonly GaussianMixture StandardNormal = new(GaussianComponent.Isotropic(1, 0, 0, 1));

    private readonly ImmutableArray<(GaussianComponent From, GaussianComponent To)> pairs;
    private readonly IPath path;
    private readonly PairQuantity quantity;
    private readonly Jacobian? coupling;
    private readonly Action<double, SampleBatch, SampleBatch> evaluation;

    private TwoSidedVelocityField(GaussianMixture source, GaussianMixture target, IPath path, PairQuantity quantity)
    {
        long count = (long)source.Components.Length * target.Components.Length;
        if (count > MostPairs)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"A path between two mixtures sums over all pairs of their components and takes up to {MostPairs} pairs; "
                    + $"{source.Components.Length} times {target.Components.Length} are more, so name a smaller source or target."));
        }

        pairs = [.. from one in source.Components from other in target.Components select (one, other)];
        this.path = path;
        this.quantity = quantity;
        coupling = path.Bridge is double strength ? BridgeCoupling(target.Components[0], strength) : null;
        evaluation = VectorWidth.Choose<Action<double, SampleBatch, SampleBatch>>(
            Evaluate<Lanes512>, Evaluate<Lanes256>, Evaluate<Lanes128>);
    }

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <summary>The exact flow between two mixtures, with its score.</summary>
    /// <param name="source">The law of x0; null for N(0, I).</param>
    /// <param name="target">The law of x1.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="FlowDemoException">There are too many pairs of components.</exception>
    public static Flow FlowOf(GaussianMixture? source, GaussianMixture target, IPath path)
    {
        GaussianMixture from = source ?? StandardNormal;

        // Solvers that convert the velocity by a path take the straight one, which is good for any velocity.
        return new Flow(new TwoSidedVelocityField(from, target, path, PairQuantity.Velocity), new LinearPath())
        {
            Start = path.StartBlur is double variance ? new MixtureStart(target.Blurred(variance))
                : source is null ? null
                : new MixtureStart(source),
            Score = new TwoSidedVelocityField(from, target, path, PairQuantity.Score),
            Data = new TwoSidedVelocityField(from, target, path, PairQuantity.Data),
            IsTwoSided = true,
        };
    }

    /// <summary>The covariance of the ends of a Schroedinger bridge, <c>K = ((4 S + 4 eps^2 I)^(1/2) - 2 eps I) / 2</c>.</summary>
    /// <param name="to">N(mu, S).</param>
    /// <param name="strength">eps.</param>
    public static Jacobian BridgeCoupling(GaussianComponent to, double strength)
    {
        // The root of a matrix M of the plane is (M + r I) / (tr M + 2 r)^(1/2), r^2 = det M.
        double add = 4 * strength * strength;
        Jacobian m = new((4 * to.CovarianceXX) + add, 4 * to.CovarianceXY, 4 * to.CovarianceXY, (4 * to.CovarianceYY) + add);
        double r = Math.Sqrt(m.Determinant);
        double scale = 2 * Math.Sqrt(m.XX + m.YY + (2 * r));
        return new Jacobian(
            ((m.XX + r) / scale) - strength, m.XY / scale, m.XY / scale, ((m.YY + r) / scale) - strength);
    }

    /// <summary>The pairs behind an exact flow, one from N(0, I) among them.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="target">The law of x1.</param>
    /// <exception cref="FlowDemoException">There are too many pairs of components.</exception>
    public static TwoSidedVelocityField Behind(Flow flow, GaussianMixture target) =>
        flow.Score as TwoSidedVelocityField ?? new TwoSidedVelocityField(StandardNormal, target, flow.Path, PairQuantity.Score);

    /// <summary>The pairs at one time.</summary>
    /// <param name="t">Time in [0, 1].</param>
    public PairShape[] ShapesAt(double t)
    {
        PathPoint p = path.At(t);
        return [.. pairs.Select(pair => new PairShape(pair.From, pair.To, p, coupling))];
    }

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        evaluation(t, x, velocity);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>J = sum r A + sum r (u_k - u)(s_k - s)^T, a = sum r (u_k' + l_k' (u_k - u))</c> with A = H C^-1, A' = H' C^-1 - 2 A^2 and
    /// l_k' = -tr A - s_k (u_k - u).
    /// </remarks>
    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(velocity);
        PairShape[] shapes = ShapesAt(t);
        double[] r = new double[shapes.Length];
        for (int i = 0; i < x.Count; i++)
        {
            (double px, double py) = (x[i, 0], x[i, 1]);
            double largest = double.NegativeInfinity;
            for (int k = 0; k < r.Length; k++)
            {
                r[k] = shapes[k].LogWeight(px, py);
                largest = Math.Max(largest, r[k]);
            }

            double total = 0;
            (double ux, double uy, double sx, double sy) = (0, 0, 0, 0);
            for (int k = 0; k < r.Length; k++)
            {
                r[k] = Math.Exp(r[k] - largest);
                total += r[k];
                (double kx, double ky) = shapes[k].Velocity(px, py);
                (double zx, double zy) = shapes[k].Score(px, py);
                (ux, uy, sx, sy) = (ux + (r[k] * kx), uy + (r[k] * ky), sx + (r[k] * zx), sy + (r[k] * zy));
            }

            (ux, uy, sx, sy) = (ux / total, uy / total, sx / total, sy / total);
            (double jxx, double jxy, double jyx, double jyy, double ax, double ay) = (0, 0, 0, 0, 0, 0);
            for (int k = 0; k < r.Length; k++)
            {
                PairShape shape = shapes[k];
                double w = r[k] / total;
                (double kx, double ky) = shape.Velocity(px, py);
                (double zx, double zy) = shape.Score(px, py);
                (kx, ky) = (kx - ux, ky - uy);
                jxx += w * (shape.Gain.XX + (kx * (zx - sx)));
                jxy += w * (shape.Gain.XY + (kx * (zy - sy)));
                jyx += w * (shape.Gain.YX + (ky * (zx - sx)));
                jyy += w * (shape.Gain.YY + (ky * (zy - sy)));
                double rate = -shape.Gain.XX - shape.Gain.YY - (zx * kx) - (zy * ky);
                (double ownX, double ownY) = shape.Acceleration(px, py, ux, uy);
                (ax, ay) = (ax + (w * (ownX + (rate * kx))), ay + (w * (ownY + (rate * ky))));
            }

            (velocity[i, 0], velocity[i, 1]) = (ux, uy);
            if (jacobian is not null)
            {
                (jacobian[i, 0], jacobian[i, 1], jacobian[i, 2], jacobian[i, 3]) = (jxx, jxy, jyx, jyy);
            }

            if (acceleration is not null)
            {
                (acceleration[i, 0], acceleration[i, 1]) = (ax, ay);
            }
        }
    }

    private void Evaluate<TLanes>(double t, SampleBatch x, SampleBatch velocity)
        where TLanes : struct, ILanes<TLanes>
    {
        double[] table = ArrayPool<double>.Shared.Rent(pairs.Length * GeneralForm<TLanes>.Width);
        PairShape[] shapes = ShapesAt(t);
        for (int k = 0; k < shapes.Length; k++)
        {
            shapes[k].Fill(table.AsSpan(k * GeneralForm<TLanes>.Width, GeneralForm<TLanes>.Width), quantity);
        }

        MixtureKernel<TLanes>.Velocity<GeneralForm<TLanes>>(table, pairs.Length, x, velocity);
        ArrayPool<double>.Shared.Return(table);
    }
}
