using CsCheck;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Solvers;
using FlowDemo.Solvers.Prediction;

namespace FlowDemo.Tests.Solvers;

/// <summary>The weights of the exponential integrators, each against another way to get them.</summary>
public sealed class PredictionWeightsTests
{
    private static readonly IPath[] Paths = [new LinearPath(), new TrigonometricPath(), new VariancePreservingPath()];

    private static readonly PredictionWeights[] Rules =
    [
        new DpmSolverPlusPlus(false, false, default).Weights, new DpmSolverPlusPlus(true, true, default).Weights,
        new DpmSolverPlusPlus(false, false, new(false, 1e-3)).Weights,
        new DpmSolverPlusPlus(false, false, new(false, 0.1)).Weights, TimeExtrapolation.Weights, TimeExtrapolation.FlowWeights,
        new DpmSolverPlusPlus(false, true, new(true)).Weights,
    ];

    [Fact]
    public void Data_prediction_has_the_golden_values()
    {
        SampleBatch x = SolverRuns.GoldenStarts;
        SampleBatch prediction = x.NewLike();
        DataPrediction.Evaluate(SolverRuns.FourModes, 0.3, x, prediction);
        Assert.Equal(.2749903401, prediction[0, 0], 1e-9);
        Assert.Equal(-.7017793161, prediction[0, 1], 1e-9);
        Assert.Equal(-.8593059809, prediction[1, 0], 1e-9);
        Assert.Equal(.3076979778, prediction[1, 1], 1e-9);
    }

    [Fact]
    public void Weights_sum_to_the_gain_of_a_constant_prediction_at_both_ends_too()
    {
        double[][] grids = [[0, 0.1, 0.3, 0.6], [0.2, 0.3, 0.6, 1], [0, 0.2, 0.9, 1], [0.5, 0.7, 0.8, 0.9999]];
        foreach (IPath path in Paths)
        {
            foreach (PredictionWeights rule in Rules)
            {
                foreach (double[] grid in grids)
                {
                    for (int history = 1; history <= 3; history++)
                    {
                        double[] weights = new double[history];
                        rule(path, [.. grid[..^1].Reverse().Take(history)], grid[^1], weights);
                        Assert.True(
                            double.IsFinite(weights.Sum()),
                            $"{path} rule {Array.IndexOf(Rules, rule)} {string.Join(' ', grid)} {history}: {string.Join(' ', weights)}");
                        Assert.Equal(ExponentialStep.Between(path, grid[^2], grid[^1]).Gain, weights.Sum(), 1e-11);
                    }
                }
            }
        }
    }

    [Fact]
    public void Extrapolation_in_time_has_its_closed_form_on_the_linear_path() =>
        Gen.Select(Gen.Double[0.02, 0.4], Gen.Double[0.02, 0.3], Gen.Double[0.001, 0.25]).Sample((s, gap, rest) =>
        {
            // With w = 1 - tau, L_j = c0 + c1 w and rho' = 1/w^2: w_j = c0 (1 - w_t/w_s) + c1 w_t ln(w_s/w_t).
            double[] times = [s + gap, s];
            double[] weights = new double[2];
            TimeExtrapolation.Weights(new LinearPath(), times, 1 - rest, weights);
            double start = 1 - times[0];
            double older = (-start / gap * (1 - (rest / start))) + (1 / gap * rest * Math.Log(start / rest));
            Assert.Equal(older, weights[1], 1e-11 / gap);
        });

    [Fact]
    public void Extrapolation_to_the_data_is_the_polynomial_at_its_end()
    {
        double[] weights = new double[2];
        foreach (IPath path in Paths)
        {
            TimeExtrapolation.Weights(path, [0.8, 0.6], 1, weights);
            Assert.Equal(2, weights[0], 1e-13);
            Assert.Equal(-1, weights[1], 1e-13);
        }
    }

    [Fact]
    public void The_third_order_rule_misses_quadratics_in_lambda_unless_its_second_difference_is_doubled()
    {
        // sigma_t int_s^t (alpha/sigma)' lambda^p dtau by Simpson's rule in lambda, where (alpha/sigma)' dtau = e^lambda dlambda.
        // lambda is counted from the start of the step, so that only p = 2 sees the second difference.
        LinearPath path = new();
        double[] times = [0.5, 0.35, 0.15];
        double to = 0.7;
        double[] released = new double[3];
        double[] exact = new double[3];
        new DpmSolverPlusPlus(false, false, default).Weights(path, times, to, released);
        new DpmSolverPlusPlus(false, true, default).Weights(path, times, to, exact);
        double[] lambdas = [.. times.Select(t => path.At(t).HalfLogSnr - path.At(times[0]).HalfLogSnr)];
        double end = path.At(to).HalfLogSnr - path.At(times[0]).HalfLogSnr;
        double odds = times[0] / (1 - times[0]);
        for (int p = 0; p <= 2; p++)
        {
            const int pieces = 2000;
            double sum = 0;
            for (int i = 0; i <= pieces; i++)
            {
                double lambda = end * i / pieces;
                sum += (i == 0 || i == pieces ? 1 : i % 2 == 0 ? 2 : 4) * odds * Math.Exp(lambda) * Math.Pow(lambda, p);
            }

            double integral = (1 - to) * sum * end / (3 * pieces);
            Assert.Equal(integral, Apply(exact, p), 1e-11);
            Assert.Equal(p == 2 ? integral / 2 : integral, Apply(released, p), 1e-11);
        }

        double Apply(double[] weights, int p) => weights.Select((w, j) => w * Math.Pow(lambdas[j], p)).Sum();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_second_order_predictor_of_unipc_is_dpm_solver_plus_plus(bool isFlow)
    {
        StepVariable variable = new(isFlow);
        double[] times = [0.5, 0.35];
        LinearPath path = new();
        double[] expected = new double[2];
        new DpmSolverPlusPlus(false, false, variable).Weights(path, times, 0.7, expected);
        ExponentialStep step = ExponentialStep.Between(path, 0.5, 0.7, variable);
        double[] weights = new double[2];
        UniPcWeights.Fill(step, false, [(variable.At(path, 0.35) - step.From) / step.Length], weights);
        Assert.Equal(expected[0], weights[0], 1e-13);
        Assert.Equal(expected[1], weights[1], 1e-13);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void The_third_order_predictor_of_unipc_is_exact_for_quadratics_in_the_variable(bool isBh1, bool isFlow)
    {
        // The same interpolation as exact 3M, so the same weights, whichever B the system is divided by.
        LinearPath path = new();
        double[] times = [0.5, 0.35, 0.15];
        StepVariable variable = new(isFlow);
        double[] lambdas = [.. times.Select(t => variable.At(path, t))];
        ExponentialStep step = ExponentialStep.Between(path, 0.5, 0.7, variable);
        double[] weights = new double[3];
        UniPcWeights.Fill(step, isBh1, [(lambdas[1] - lambdas[0]) / step.Length, (lambdas[2] - lambdas[0]) / step.Length], weights);
        double[] expected = new double[3];
        new DpmSolverPlusPlus(false, true, variable).Weights(path, times, 0.7, expected);
        Assert.All(Enumerable.Range(0, 3), j => Assert.Equal(expected[j], weights[j], 1e-12));
    }

    [Fact]
    public void Series_and_recursion_meet()
    {
        for (int k = 1; k <= 3; k++)
        {
            foreach (double z in new[] { 0.5, -0.5 })
            {
                double inside = ExponentialStep.G(k, z * (1 - 1e-13));
                Assert.Equal(ExponentialStep.G(k, z), inside, 1e-12);
            }
        }

        Assert.Equal(-0.01 / 2, ExponentialStep.G(1, -0.01), 2e-5);
    }

    [Fact]
    public void Every_path_can_be_walked_from_end_to_end()
    {
        foreach (IPath path in Paths)
        {
            Flow flow = MixtureVelocityField.FlowOf(TestMixtures.FourModes(), path);
            SampleBatch truth = SolverRuns.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(2000), SolverRuns.Starts(20));
            foreach (string name in new[] { "ddim", "dpmpp-2m", "dpmpp-3m", "tab2", "tab3", "unipc2", "unipc3", "unipc3:bh1",
                "dpmpp-2m:taylor,0.001", "dpmpp-3m:exact,0.1", "tab3:flow", "unipc3:flow", "unipc3:flow,bh1" })
            {
                Assert.InRange(SolverRuns.Distance(SolverRuns.Run(flow, name, TimeGrid.Uniform(60), SolverRuns.Starts(20)), truth), 0, 0.1);
            }
        }
    }
}
