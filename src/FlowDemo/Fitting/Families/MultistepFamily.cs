using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Families;

/// <summary>
/// Non-stationary multistep samplers: free evaluation times c_0 &lt; ... &lt; c_{K-1} (and t_0 with a warm start), free weights of all
/// velocities so far in every state, and optionally free factors of y_0, x_0 and the mean and, from 1/2 to 2, of the first query. The
/// first evaluation is at a time of its own: at t = 0 the velocity is M - x_0, which tells nothing of the data but its mean.
/// </summary>
/// <remarks>
/// Shaul et al., Bespoke Non-Stationary Solvers, 2024, arXiv 2403.01329; the constrained forms fix the last weights of each row:
/// row sums (as in Wang et al., Differentiable Solver Search, 2025) and, for the second order, first moments.
/// </remarks>
internal sealed class MultistepFamily : ISamplerFamily
{
    /// <summary>c_0 = share c_1 has the parameter p with share = sin^2(p), which has no slope at 0: fits start a little later.</summary>
    private const double SmallestShare = 0.01;

    /// <summary>Keeps c_0 below c_1.</summary>
    private const double LargestShare = 1 - 1e-9;

    private readonly FitConstraint constraint;
    private readonly bool affine;
    private readonly int[] free;

    /// <summary>Creates the family.</summary>
    /// <param name="evaluations">K, at least 1.</param>
    /// <param name="warmStart">Whether t_0 is free, and with it which affine factors can help.</param>
    /// <param name="constraint">Rule for the weights; only with no warm start and no affine factors does it make sense.</param>
    /// <param name="affine">Whether the factors of y_0, x_0, the mean and the first query are free.</param>
    public MultistepFamily(int evaluations, WarmStartKind warmStart, FitConstraint constraint, bool affine)
    {
        if (constraint != FitConstraint.Free && (affine || warmStart != WarmStartKind.None))
        {
            throw new FlowDemoException(
                "A fit whose weights obey a rule has neither a warm start nor affine terms; drop the rule or these.");
        }

        Layout = new CoefficientLayout(evaluations);
        this.constraint = constraint;
        this.affine = affine;
        HasStart = warmStart != WarmStartKind.None;
        free = [.. FreeCoefficients(warmStart, affine)];
    }

    /// <inheritdoc/>
    public CoefficientLayout Layout { get; }

    /// <summary>Whether t_0 is free.</summary>
    public bool HasStart { get; }

    /// <summary>
    /// States whose times are free: y_0 (with a warm start) and y_1 ... y_{K-1}. Their parameters come first, then that of c_0.
    /// </summary>
    private int KnotCount => Layout.Evaluations - (HasStart ? 0 : 1);

    /// <summary>The parameters of a sampler of the family, or of the one nearest to it that obeys the rule.</summary>
    /// <param name="coefficients">Its coefficients.</param>
    public double[] Parameters(double[] coefficients)
    {
        double[] knots = [0, .. HasStart ? [coefficients[CoefficientLayout.Start]] : Array.Empty<double>(), .. Times(coefficients), 1];
        for (int i = 1; i < knots.Length; i++)
        {
            // A warm start may begin at t_0 = 0, and times may touch: the parameters can only come near.
            knots[i] = Math.Max(knots[i], knots[i - 1] + 1e-6);
        }

        double last = knots[^1] - knots[^2];
        IEnumerable<double> logits = Enumerable.Range(0, KnotCount).Select(m => Math.Log((knots[m + 1] - knots[m]) / last));
        double share = coefficients[Layout.Time(0)] / Second(coefficients) / LargestShare;
        return
        [
            .. logits,
            Math.Asin(Math.Sqrt(Math.Clamp(share, SmallestShare, 1))),
            .. free.Select(c => coefficients[c]),
            .. affine ? [Math.Asin(Math.Clamp(Math.Log2(coefficients[Layout.Scale]), -1, 1))] : Array.Empty<double>(),
        ];
    }

    /// <inheritdoc/>
    public double[] Coefficients(ReadOnlySpan<double> parameters)
    {
        double[] values = Layout.Identity();
        Span<double> knots = new double[KnotCount];
        KnotLogits.ToKnots(parameters[..KnotCount], knots);
        if (HasStart)
        {
            values[CoefficientLayout.Start] = knots[0];
            knots = knots[1..];
        }

        knots.CopyTo(values.AsSpan(Layout.Time(1)));
        values[Layout.Time(0)] = LargestShare * Math.Pow(Math.Sin(parameters[KnotCount]), 2) * Second(values);
        for (int p = 0; p < free.Length; p++)
        {
            values[free[p]] = parameters[KnotCount + 1 + p];
        }

        if (affine)
        {
            values[Layout.Scale] = Math.Pow(2, Math.Sin(parameters[^1]));
        }

        if (constraint != FitConstraint.Free)
        {
            Complete(values);
        }

        return values;
    }

    /// <summary>c_1 ... c_{K-1}, which are also the times of their states.</summary>
    private IEnumerable<double> Times(double[] coefficients) =>
        Enumerable.Range(1, Layout.Evaluations - 1).Select(j => coefficients[Layout.Time(j)]);

    /// <summary>c_1, or 1 if there is a single evaluation: c_0 is a share of it.</summary>
    private double Second(double[] coefficients) => Layout.Evaluations > 1 ? coefficients[Layout.Time(1)] : 1;

    private IEnumerable<int> FreeCoefficients(WarmStartKind warmStart, bool affine)
    {
        for (int i = 1; i <= Layout.Evaluations; i++)
        {
            for (int j = 0; j < i - Fixed(i); j++)
            {
                yield return Layout.Weight(i, j);
            }

            if (affine)
            {
                yield return Layout.Carry(i);
                yield return Layout.Mean(i);
                if (warmStart == WarmStartKind.Gauss)
                {
                    yield return Layout.Noise(i);
                }
            }
        }
    }

    /// <summary>Weights of row i that its rule decides, counted from the last.</summary>
    private int Fixed(int i) => constraint switch
    {
        FitConstraint.Free => 0,
        FitConstraint.SecondOrder when i > 1 => 2,
        _ => 1,
    };

    private void Complete(double[] values)
    {
        for (int i = 1; i <= Layout.Evaluations; i++)
        {
            double end = i < Layout.Evaluations ? values[Layout.Time(i)] : 1;
            double sum = end;
            double moment = end * end / 2;
            int given = i - Fixed(i);
            for (int j = 0; j < given; j++)
            {
                sum -= values[Layout.Weight(i, j)];
                moment -= values[Layout.Weight(i, j)] * values[Layout.Time(j)];
            }

            if (Fixed(i) == 1)
            {
                values[Layout.Weight(i, given)] = sum;
                continue;
            }

            double early = values[Layout.Time(given)];
            double late = values[Layout.Time(given + 1)];
            values[Layout.Weight(i, given + 1)] = (moment - (sum * early)) / (late - early);
            values[Layout.Weight(i, given)] = sum - values[Layout.Weight(i, given + 1)];
        }
    }
}
