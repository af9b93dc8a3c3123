using CsCheck;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Solvers;

public sealed class LagrangeWeightsTests
{
    private static readonly Gen<double[]> Nodes = Gen.Double[0.05, 0.5].Array[1, 6].Select(static steps =>
    {
        double[] nodes = new double[steps.Length];
        for (int j = 1; j < nodes.Length; j++)
        {
            nodes[j] = nodes[j - 1] - steps[j];
        }

        return nodes;
    });

    [Fact]
    public void Even_steps_give_the_adams_weights()
    {
        AssertWeights([0], [1]);
        AssertWeights([0, -1], [3.0 / 2, -1.0 / 2]);
        AssertWeights([0, -1, -2], [23.0 / 12, -16.0 / 12, 5.0 / 12]);
        AssertWeights([0, -1, -2, -3], [55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24]);

        static void AssertWeights(double[] nodes, double[] expected)
        {
            double[] weights = new double[nodes.Length];
            LagrangeWeights.Integrals(nodes, 0, 1, weights);
            Assert.All(Enumerable.Range(0, nodes.Length), j => Assert.Equal(expected[j], weights[j], 1e-13));
        }
    }

    [Fact]
    public void Uneven_steps_give_the_golden_weights()
    {
        // h = 0.2 after steps of 0.05 and 0.15; in units of h.
        double[] weights = new double[3];
        LagrangeWeights.Integrals([0, -0.05, -0.2], 0, 0.2, weights);
        Assert.Equal(4.8333333333333333, weights[0] / 0.2, 1e-12);
        Assert.Equal(-4.4444444444444444, weights[1] / 0.2, 1e-12);
        Assert.Equal(0.6111111111111111, weights[2] / 0.2, 1e-12);
    }

    [Fact]
    public void Every_polynomial_through_the_nodes_is_reproduced() => Gen.Select(Nodes, Gen.Double[0.01, 1]).Sample((nodes, h) =>
    {
        double[] values = new double[nodes.Length];
        double[] integrals = new double[nodes.Length];
        double[] slopes = new double[nodes.Length];
        LagrangeWeights.Values(nodes, h, values);
        LagrangeWeights.Integrals(nodes, 0, h, integrals);
        LagrangeWeights.Derivatives(nodes, h, slopes);
        double size = values.Sum(Math.Abs) + slopes.Sum(Math.Abs) + 1;
        for (int p = 0; p < nodes.Length; p++)
        {
            Assert.Equal(Math.Pow(h, p), Apply(values, p), 1e-12 * size);
            Assert.Equal(Math.Pow(h, p + 1) / (p + 1), Apply(integrals, p), 1e-12 * size);
            Assert.Equal(p == 0 ? 0 : p * Math.Pow(h, p - 1), Apply(slopes, p), 1e-11 * size);
        }

        double Apply(double[] weights, int p) => weights.Select((w, j) => w * Math.Pow(nodes[j], p)).Sum();
    });
}
