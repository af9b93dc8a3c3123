using System.Collections.Immutable;

namespace FlowDemo.Solvers;

/// <summary>The coefficients of an explicit Runge-Kutta method.</summary>
public sealed record ButcherTableau
{
    // Entries of high-order methods reach 40 and cancel.
    private const double RoundingOfSums = 1e-13;

    /// <summary>Checks and keeps the coefficients.</summary>
    /// <param name="order">Order of convergence.</param>
    /// <param name="nodes">c: the stage times as fractions of the step; the first is 0.</param>
    /// <param name="stages">a: row i holds the weights of stages 0 to i in the state of stage i + 1.</param>
    /// <param name="weights">b: the weights of the stages in the step; they sum to 1.</param>
    public ButcherTableau(int order, double[] nodes, double[][] stages, double[] weights)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(weights);
        if (nodes.Length != weights.Length || stages.Length != nodes.Length - 1 || nodes[0] != 0)
        {
            throw new ArgumentException("A tableau of s stages has s nodes, the first of them 0, s - 1 rows and s weights.");
        }

        for (int i = 0; i < stages.Length; i++)
        {
            if (stages[i].Length != i + 1 || Math.Abs(stages[i].Sum() - nodes[i + 1]) > RoundingOfSums)
            {
                throw new ArgumentException("Row i of a tableau has i + 1 entries that sum to its node.", nameof(stages));
            }
        }

        if (Math.Abs(weights.Sum() - 1) > RoundingOfSums)
        {
            throw new ArgumentException("The weights of a tableau sum to 1.", nameof(weights));
        }

        Order = order;
        Nodes = [.. nodes];
        Stages = [.. stages.Select(static row => row.ToImmutableArray())];
        Weights = [.. weights];
    }

    /// <summary>Order of convergence.</summary>
    public int Order { get; }

    /// <summary>c: stage times as fractions of the step.</summary>
    public ImmutableArray<double> Nodes { get; }

    /// <summary>a: row i holds the weights of stages 0 to i in the state of stage i + 1.</summary>
    public ImmutableArray<ImmutableArray<double>> Stages { get; }

    /// <summary>b: weights of the stages in the step.</summary>
    public ImmutableArray<double> Weights { get; }
}
