namespace FlowDemo.Solvers;

/// <summary>
/// The Lagrange basis on any distinct nodes, <c>L_j(t) = prod_{m != j} (t - t_m) / (t_j - t_m)</c>: what every linear
/// multistep method on an uneven grid takes its weights from.
/// </summary>
internal static class LagrangeWeights
{
    /// <summary>Most nodes for which <see cref="Integrals"/> is exact.</summary>
    public const int MaximumNodes = 6;

    // The three-point Gauss rule on [0, 1] integrates polynomials up to degree 5 exactly.
    private const double OuterWeight = 5.0 / 18;
    private const double InnerWeight = 8.0 / 18;
    private static readonly double OuterOffset = Math.Sqrt(0.15);

    /// <summary>The values L_j(t), with which a polynomial through the nodes is evaluated; they sum to 1.</summary>
    /// <param name="nodes">The nodes t_j, distinct.</param>
    /// <param name="t">Where.</param>
    /// <param name="weights">Receives one value per node.</param>
    public static void Values(ReadOnlySpan<double> nodes, double t, Span<double> weights)
    {
        for (int j = 0; j < nodes.Length; j++)
        {
            weights[j] = Value(nodes, j, t);
        }
    }

    /// <summary>The integrals of L_j from one time to another; they sum to the length of the interval.</summary>
    /// <param name="nodes">The nodes t_j, distinct, at most <see cref="MaximumNodes"/>.</param>
    /// <param name="from">Lower limit.</param>
    /// <param name="to">Upper limit.</param>
    /// <param name="weights">Receives one integral per node.</param>
    public static void Integrals(ReadOnlySpan<double> nodes, double from, double to, Span<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes.Length, MaximumNodes);
        double h = to - from;
        for (int j = 0; j < nodes.Length; j++)
        {
            double outer = Value(nodes, j, from + ((0.5 - OuterOffset) * h)) + Value(nodes, j, from + ((0.5 + OuterOffset) * h));
            weights[j] = h * ((OuterWeight * outer) + (InnerWeight * Value(nodes, j, from + (0.5 * h))));
        }
    }

    /// <summary>The derivatives L_j'(t); they sum to 0.</summary>
    /// <param name="nodes">The nodes t_j, distinct.</param>
    /// <param name="t">Where.</param>
    /// <param name="weights">Receives one derivative per node.</param>
    public static void Derivatives(ReadOnlySpan<double> nodes, double t, Span<double> weights)
    {
        for (int j = 0; j < nodes.Length; j++)
        {
            weights[j] = 0;
            for (int left = 0; left < nodes.Length; left++)
            {
                if (left != j)
                {
                    double product = 1 / (nodes[j] - nodes[left]);
                    for (int m = 0; m < nodes.Length; m++)
                    {
                        product *= m == j || m == left ? 1 : (t - nodes[m]) / (nodes[j] - nodes[m]);
                    }

                    weights[j] += product;
                }
            }
        }
    }

    private static double Value(ReadOnlySpan<double> nodes, int j, double t)
    {
        double product = 1;
        for (int m = 0; m < nodes.Length; m++)
        {
            product *= m == j ? 1 : (t - nodes[m]) / (nodes[j] - nodes[m]);
        }

        return product;
    }
}
