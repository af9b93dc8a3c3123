using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;

namespace FlowDemo.Tests.Learning.Regressors;

public sealed class PerceptronTests
{
    [Fact]
    public void The_gradient_agrees_with_central_differences()
    {
        PerceptronTraining training = new(hidden: 5, seed: 2);
        double[] weights = [.. training.Result().Weights];
        RegressionBlock block = Rows(11) with { Weights = [1, 2, 3, 1, 1, 1, 0.5, 1, 1, 1, 4] };
        double[] gradient = new double[weights.Length];
        training.AddGradient(weights, block, gradient);
        double[] unused = new double[weights.Length];
        for (int w = 0; w < weights.Length; w++)
        {
            double kept = weights[w];
            weights[w] = kept + 1e-5;
            double above = training.AddGradient(weights, block, unused);
            weights[w] = kept - 1e-5;
            double below = training.AddGradient(weights, block, unused);
            weights[w] = kept;
            Assert.Equal((above - below) / 2e-5, gradient[w], 1e-7);
        }
    }

    [Fact]
    public void The_loss_of_a_block_is_its_mean_squared_error()
    {
        PerceptronTraining training = new(hidden: 4, seed: 1);
        RegressionBlock block = Rows(9);
        Perceptron perceptron = training.Result();
        SampleBatch output = block.Inputs.NewLike();
        perceptron.Evaluate(block.Time, block.Inputs, output);
        double expected = Enumerable.Range(0, 9).Average(
            i => Math.Pow(output[i, 0] - block.Targets[i, 0], 2) + Math.Pow(output[i, 1] - block.Targets[i, 1], 2));
        Assert.Equal(expected, training.AddGradient([.. perceptron.Weights], block, new double[perceptron.Weights.Length]), 1e-12);
    }

    [Fact]
    public void Training_learns_a_smooth_map_and_does_not_depend_on_the_threads()
    {
        RegressionBlock[] rows = [.. Enumerable.Range(0, 4).Select(i => Rows(64, i))];
        Perceptron one = PerceptronTraining.Fit(16, 0, 300, rows, new Execution(1));
        Perceptron two = PerceptronTraining.Fit(16, 0, 300, rows, new Execution(2));
        Assert.True(one.Weights.AsSpan().SequenceEqual(two.Weights.AsSpan()));
        PerceptronTraining untrained = new(16, 0);
        double before = untrained.AddGradient([.. untrained.Result().Weights], rows[0], new double[one.Weights.Length]);
        double after = untrained.AddGradient([.. one.Weights], rows[0], new double[one.Weights.Length]);
        Assert.InRange(after, 0, before / 20);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_training()
    {
        RegressionBlock rows = Rows(16);
        rows.Targets[3, 0] = double.PositiveInfinity;
        Assert.Throws<ArithmeticException>(() => PerceptronTraining.Fit(4, 0, 5, [rows], new Execution(1)));
    }

    private static RegressionBlock Rows(int count, int seed = 0)
    {
        SampleBatch x = NormalNoise.Random(count, seed, NoiseStream.Training).Points;
        SampleBatch y = x.NewLike();
        for (int i = 0; i < count; i++)
        {
            y[i, 0] = Math.Sin(x[i, 0]) + (0.5 * x[i, 1]);
            y[i, 1] = x[i, 0] * x[i, 1] / 2;
        }

        return new RegressionBlock(0.3, x, y);
    }
}
