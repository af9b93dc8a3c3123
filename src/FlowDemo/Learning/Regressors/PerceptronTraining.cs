using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Regressors;

/// <summary>
/// Trains a perceptron by Adam on batches of blocks: <c>m = b1 m + (1 - b1) g, s = b2 s + (1 - b2) g^2,
/// w -= rate m^ / (sqrt(s^) + e)</c>, the rate falling from 0.002 to 0 along a quarter of a cosine wave. Deterministic: every
/// block's gradient is summed alone and the blocks are added in their order.
/// </summary>
/// <remarks>D. Kingma, J. Ba, Adam: A Method for Stochastic Optimization, 2014, arXiv 1412.6980, algorithm 1.</remarks>
internal sealed class PerceptronTraining
{
    private const int BatchRows = 512;
    private const double Rate = 2e-3;
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly PerceptronShape shape;
    private readonly double[] weights;

    public PerceptronTraining(int hidden, int seed)
    {
        shape = new PerceptronShape(hidden);
        weights = new double[shape.WeightCount];
        RandomSource random = RandomStream.Open(seed, NoiseStream.Initialization);
        for (int w = 0; w < weights.Length; w++)
        {
            int incoming = shape.FanIn(w);
            weights[w] = incoming == 0 ? 0 : Normal.Sample(random, 0, Math.Sqrt(1.0 / incoming));
        }
    }

    /// <summary>Starts from a perceptron that was trained before, to tune it further.</summary>
    /// <param name="start">The perceptron; it stays as it is.</param>
    public PerceptronTraining(Perceptron start)
    {
        shape = new PerceptronShape(start.Hidden);
        weights = [.. start.Weights];
    }

    /// <summary>Trains on a fixed set of rows.</summary>
    /// <exception cref="ArithmeticException">The loss is not a finite number.</exception>
    public static Perceptron Fit(int hidden, int seed, int iterations, IReadOnlyList<RegressionBlock> blocks, Execution execution)
    {
        PerceptronTraining training = new(hidden, seed);
        Func<RegressionBlock[]> batches = Batches(seed, blocks);
        training.Run(iterations, _ => batches(), execution);
        return training.Result();
    }

    /// <summary>Draws batches out of a fixed set of rows.</summary>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="blocks">The rows.</param>
    public static Func<RegressionBlock[]> Batches(int seed, IReadOnlyList<RegressionBlock> blocks)
    {
        int perBatch = Math.Clamp(BatchRows / blocks[0].Inputs.Count, 1, blocks.Count);
        RandomSource random = RandomStream.Open(seed, NoiseStream.Batches);
        return () => [.. Enumerable.Range(0, perBatch).Select(_ => blocks[DiscreteUniform.Sample(random, 0, blocks.Count - 1)])];
    }

    /// <summary>The perceptron as it stands.</summary>
    public Perceptron Result() => new(shape.Hidden, [.. weights]);

    /// <summary>Makes gradient steps.</summary>
    /// <param name="iterations">How many; the rate falls to 0 over them.</param>
    /// <param name="batch">The rows of an iteration.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="ArithmeticException">The loss is not a finite number.</exception>
    public void Run(int iterations, Func<int, RegressionBlock[]> batch, Execution execution)
    {
        double[] first = new double[weights.Length];
        double[] second = new double[weights.Length];
        double[] gradient = new double[weights.Length];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            execution.Cancellation.ThrowIfCancellationRequested();
            RegressionBlock[] blocks = batch(iteration);
            double[][] parts = new double[blocks.Length][];
            double[] losses = new double[blocks.Length];
            execution.ForEach(blocks.Length, b =>
            {
                parts[b] = new double[weights.Length];
                losses[b] = AddGradient(weights, blocks[b], parts[b]);
            });
            if (!double.IsFinite(losses.Sum()))
            {
                throw new ArithmeticException("The loss of the fit is not a finite number.");
            }

            Array.Clear(gradient);
            foreach (double[] part in parts)
            {
                Flat.AddScaled(gradient, 1.0 / blocks.Length, part);
            }

            double rate = Rate * 0.5 * (1 + Math.Cos(Math.PI * iteration / iterations));
            Step(gradient, first, second, rate, iteration + 1);
        }
    }

    /// <summary>Mean squared error of a block, weighted, times its share of the loss, and its gradient.</summary>
    /// <param name="at">Weights to evaluate at.</param>
    /// <param name="block">Rows.</param>
    /// <param name="gradient">Gradient to add to.</param>
    /// <returns>The loss.</returns>
    internal double AddGradient(ReadOnlySpan<double> at, RegressionBlock block, Span<double> gradient)
    {
        SampleBatch x = block.Inputs;
        int n = x.Stride;
        double[] activations = new double[shape.ActivationCount * n];
        double[] slopes = new double[shape.ActivationCount * n];
        shape.Forward(at, block.Time, x.PaddedCoordinate(0), x.PaddedCoordinate(1), activations);
        double loss = 0;
        double total = block.Weights?.Sum() ?? x.Count;
        for (int d = 0; d < 2; d++)
        {
            ReadOnlySpan<double> output = shape.Output(activations, n, d);
            Span<double> slope = shape.Output(slopes, n, d);
            for (int i = 0; i < x.Count; i++)
            {
                double weight = block.Share * (block.Weights?[i] ?? 1) / total;
                double error = output[i] - block.Targets[i, d];
                loss += weight * error * error;
                slope[i] = 2 * weight * error;
            }
        }

        shape.Backward(at, activations, n, slopes, gradient);
        return loss;
    }

    private void Step(double[] gradient, double[] first, double[] second, double rate, int iteration)
    {
        double firstScale = 1 / (1 - Math.Pow(FirstDecay, iteration));
        double secondScale = 1 / (1 - Math.Pow(SecondDecay, iteration));
        for (int w = 0; w < weights.Length; w++)
        {
            first[w] = (FirstDecay * first[w]) + ((1 - FirstDecay) * gradient[w]);
            second[w] = (SecondDecay * second[w]) + ((1 - SecondDecay) * gradient[w] * gradient[w]);
            weights[w] -= rate * first[w] * firstScale / (Math.Sqrt(second[w] * secondScale) + Epsilon);
        }
    }
}
