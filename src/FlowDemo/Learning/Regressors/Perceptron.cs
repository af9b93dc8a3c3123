using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// A multilayer perceptron of (x, y, t) with three hidden layers of SiLU units: <c>a_l = silu(W_l a_l-1 + b_l)</c>, the last
/// layer linear. For the methods whose point is the path that training takes; where a closed form exists it is better and
/// much faster.
/// </summary>
public sealed class Perceptron : ILearnedFunction
{
    /// <summary>Hidden units per layer at most.</summary>
    public const int LargestHidden = 512;

    private const int Tile = 128;
    private readonly PerceptronShape shape;

    /// <summary>Keeps trained weights.</summary>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="weights">All weights, layer by layer: for each unit its incoming weights and its bias.</param>
    /// <exception cref="FlowDemoException">The number of weights does not fit the number of hidden units.</exception>
    public Perceptron(int hidden, ImmutableArray<double> weights)
    {
        if (hidden is < 1 or > LargestHidden || weights.Length != WeightCount(hidden))
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"A perceptron of 1 to {LargestHidden} hidden units takes all of its weights; there are {weights.Length} for {hidden} "
                    + $"units."));
        }

        shape = new PerceptronShape(hidden);

        Weights = weights;
    }

    /// <summary>Units of each hidden layer.</summary>
    public int Hidden => shape.Hidden;

    /// <summary>All weights, layer by layer: for each unit its incoming weights and its bias.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public long ParameterCount => Weights.Length;

    /// <summary>How many weights a perceptron of so many hidden units has.</summary>
    /// <param name="hidden">Units of each hidden layer.</param>
    public static int WeightCount(int hidden) => new PerceptronShape(hidden).WeightCount;

    /// <inheritdoc/>
    public void Evaluate(double t, SampleBatch x, SampleBatch output)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(output);
        double[] buffer = ArrayPool<double>.Shared.Rent(shape.ActivationCount * Tile);
        for (int start = 0; start < x.Stride; start += Tile)
        {
            int n = Math.Min(Tile, x.Stride - start);
            Span<double> activations = buffer.AsSpan(0, shape.ActivationCount * n);
            shape.Forward(Weights.AsSpan(), t, x.PaddedCoordinate(0).Slice(start, n), x.PaddedCoordinate(1).Slice(start, n), activations);
            for (int d = 0; d < 2; d++)
            {
                shape.Output(activations, n, d).CopyTo(output.PaddedCoordinate(d)[start..]);
            }
        }

        ArrayPool<double>.Shared.Return(buffer);
    }
}
