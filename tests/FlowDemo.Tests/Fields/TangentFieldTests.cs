using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Fields;

public sealed class TangentFieldTests
{
    [Fact]
    public void Carries_the_jacobian_to_the_tangents()
    {
        MixtureVelocityField field = new(TestMixtures.ThreeModes(), new LinearPath());
        SampleBatch points = SampleBatch.FromPoints((0.4, -0.7), (-1, 2));
        SampleBatch extended = TangentField.Extend(points);
        SampleBatch rates = extended.NewLike();
        SampleBatch u = points.NewLike();
        SampleBatch j = new(4, 2);
        field.Differentiate(0.3, points, u, j, null);
        new TangentField(field).Evaluate(0.3, extended, rates);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal((u[i, 0], u[i, 1]), (rates[i, 0], rates[i, 1]));
            Assert.Equal((j[i, 0], j[i, 2]), (rates[i, 2], rates[i, 3]));
            Assert.Equal((j[i, 1], j[i, 3]), (rates[i, 4], rates[i, 5]));
        }
    }

    [Fact]
    public void Batches_of_changing_size_on_several_threads_do_not_disturb_each_other()
    {
        Flow flow = MixtureVelocityField.FlowOf(TestMixtures.ThreeModes(), new LinearPath());
        SampleBatch noise = NormalNoise.Quasi(1100, 3, NoiseStream.Test).Points;
        DiscreteFlowMap one = DiscreteFlowMap.Compute(flow, Tableaus.Rk4, TimeGrid.Uniform(4), noise, new Execution(1));
        DiscreteFlowMap two = DiscreteFlowMap.Compute(flow, Tableaus.Rk4, TimeGrid.Uniform(4), noise, new Execution(4));
        Assert.True(one.End.Values.SequenceEqual(two.End.Values));
        Assert.Equal(one.LogAbsDeterminant, two.LogAbsDeterminant);
    }

    [Fact]
    public void Allocates_nothing_once_it_has_been_called()
    {
        TangentField field = new(new MixtureVelocityField(TestMixtures.ThreeModes(), new LinearPath()));
        SampleBatch x = TangentField.Extend(NormalNoise.Quasi(256, 3, NoiseStream.Test).Points);
        SampleBatch rates = x.NewLike();
        for (int i = 0; i < 3; i++)
        {
            field.Evaluate(0.4, x, rates);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            field.Evaluate(0.4, x, rates);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
