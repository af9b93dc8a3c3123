using FlowDemo.Fields;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Fields;

public sealed class MirroredVelocityFieldTests
{
    private static readonly Flow Exact = MixtureVelocityField.FlowOf(TestMixtures.FourModes(), new LinearPath());
    private static readonly SampleBatch Noise = NormalNoise.Quasi(64, 3, NoiseStream.Test).Points;
    private static readonly SampleBatch Ends = ReferenceSolution.Adaptive(Exact, Noise, new Execution(1)).End;

    public static TheoryData<string> Reversible => [.. SolverCatalog.All.Entries
        .Where(static e => e.IsListedByPattern && SolverCatalog.All.Create(e.Id) is { RunsBackward: true, TakesBudget: true })
        .Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Reversible))]
    public void A_solver_takes_the_exact_end_points_back_to_their_noise(string id)
    {
        SampleBatch found = Sampler.Run(
            MirroredVelocityField.FlowOf(Exact), SolverCatalog.All.Create(id), TimeGrid.Uniform(400).Mirrored(), Ends, new Execution(1));
        Assert.InRange(Flat.RootMeanSquareDistance(found, Noise), 0, 0.02);
    }

    [Fact]
    public void Derivatives_are_those_of_the_way_back()
    {
        MirroredVelocityField field = new(Exact.Field);
        SampleBatch x = SampleBatch.FromPoints((0.4, -0.7), (-1, 2));
        (SampleBatch w, SampleBatch j, SampleBatch a) = (x.NewLike(), new SampleBatch(4, 2), x.NewLike());
        field.Differentiate(0.3, x, w, j, a);
        const double H = 1e-5;
        SampleBatch ahead = x.Clone();
        Flat.AddScaled(ahead.Values, H, w.Values);
        SampleBatch later = x.NewLike();
        field.Evaluate(0.3 + H, ahead, later);
        SampleBatch aside = SampleBatch.FromPoints((0.4 + H, -0.7), (-1 + H, 2));
        SampleBatch moved = x.NewLike();
        field.Evaluate(0.3, aside, moved);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal((later[i, 0] - w[i, 0]) / H, a[i, 0], 1e-3);
            Assert.Equal((moved[i, 0] - w[i, 0]) / H, j[i, 0], 1e-3);
            Assert.Equal((moved[i, 1] - w[i, 1]) / H, j[i, 2], 1e-3);
        }
    }
}
