using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Sampling;

public sealed class DiscreteFlowMapTests
{
    private static readonly Execution OneThread = new(1);

    [Fact]
    public void One_euler_step_has_determinant_exactly_zero()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());
        DiscreteFlowMap map = DiscreteFlowMap.Compute(
            flow, Tableaus.Euler, TimeGrid.Uniform(1), SampleBatch.FromPoints((0.4, -0.7), (2, 2)), OneThread);
        Assert.All(map.LogAbsDeterminant, log => Assert.Equal(double.NegativeInfinity, log));
    }

    [Fact]
    public void Fine_steps_integrate_the_divergence()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());
        DiscreteFlowMap map = DiscreteFlowMap.Compute(
            flow, Tableaus.Dop853, TimeGrid.Uniform(100), SampleBatch.FromPoints((0.4, -0.7)), OneThread);
        Assert.Equal(-0.990862600801, map.LogAbsDeterminant[0], 1e-12);
        Assert.Equal(1.889705850351, map.End[0, 0], 6e-13);
        Assert.Equal(-0.44728861157, map.End[0, 1], 6e-12);
    }

    [Fact]
    public void Determinant_of_a_coarse_map_agrees_with_differences_of_the_map()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());
        foreach (ISolver solver in new ISolver[] { Tableaus.Euler, Tableaus.Heun, Tableaus.Rk4 })
        {
            const double h = 1e-6;
            DiscreteFlowMap map = DiscreteFlowMap.Compute(
                flow, solver, TimeGrid.Uniform(3), SampleBatch.FromPoints((0.4, -0.7)), OneThread);
            SampleBatch end = Sampler.Run(
                flow, solver, TimeGrid.Uniform(3), SampleBatch.FromPoints(
                    (0.4 + h, -0.7),
                    (0.4 - h, -0.7),
                    (0.4, -0.7 + h),
                    (0.4, -0.7 - h)), OneThread);
            double xx = (end[0, 0] - end[1, 0]) / (2 * h);
            double yx = (end[0, 1] - end[1, 1]) / (2 * h);
            double xy = (end[2, 0] - end[3, 0]) / (2 * h);
            double yy = (end[2, 1] - end[3, 1]) / (2 * h);
            Assert.Equal(Math.Log(Math.Abs((xx * yy) - (xy * yx))), map.LogAbsDeterminant[0], 1e-7);
        }
    }
}
