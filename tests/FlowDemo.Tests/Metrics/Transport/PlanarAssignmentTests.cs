using CsCheck;
using FlowDemo.Metrics.Transport;
using FlowDemo.Numerics;

namespace FlowDemo.Tests.Metrics.Transport;

public sealed class PlanarAssignmentTests
{
    [Theory]
    [InlineData(1e60, 1)]
    [InlineData(1e75, 1e75)]
    [InlineData(1e75, 1e60)]
    [InlineData(1, 1e75)]
    [InlineData(1e-60, 1)]
    [InlineData(1e-75, 1e-75)]
    [InlineData(1e-160, 1e-170)]
    public void Points_of_any_scale_are_paired(double scale, double other)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            SampleBatch x = Rows.Normal(64, seed);
            SampleBatch y = Rows.Normal(64, seed: 50 + seed);
            Flat.Scale(x.Values, scale);
            Flat.Scale(y.Values, other);
            (y[3, 0], y[5, 1]) = (1e75, -1e75);
            PlanarAssignment assignment = PlanarAssignment.Solve(x, y, CancellationToken.None);
            Assert.Equal(Enumerable.Range(0, 64), assignment.Partners.Order());
        }
    }

    [Fact]
    public void The_golden_sets_are_at_their_distance() =>
        Assert.Equal(
            17.0 / 12,
            Solve(SampleBatch.FromPoints((0, 0), (1, 0), (0, 2)), SampleBatch.FromPoints((1, 1), (2, 0), (-1, 0.5))).MeanCost,
            1e-14);

    [Fact]
    public void It_is_as_cheap_as_the_best_of_all_permutations() =>
        Gen.Select(Points(7), Points(7)).Sample((x, y) =>
        {
            int n = Math.Min(x.Length, y.Length);
            (SampleBatch sources, SampleBatch targets) = (SampleBatch.FromPoints(x.AsSpan(0, n)), SampleBatch.FromPoints(y.AsSpan(0, n)));
            PlanarAssignment assignment = Solve(sources, targets);

            double best = Permutations(n).Min(p => MeanCost(sources, targets, p));
            Assert.Equal(best, assignment.MeanCost, 1e-12);
            Assert.Equal(best, MeanCost(sources, targets, assignment.Partners), 1e-12);
        }, iter: 150);

    [Fact]
    public void Points_on_a_coarse_lattice_with_many_ties_are_paired_too() =>
        Gen.Select(LatticePoints, LatticePoints).Sample((x, y) =>
        {
            (SampleBatch sources, SampleBatch targets) = (SampleBatch.FromPoints(x), SampleBatch.FromPoints(y));
            Assert.Equal(Permutations(6).Min(p => MeanCost(sources, targets, p)), Solve(sources, targets).MeanCost, 1e-12);
        }, iter: 150);

    [Fact]
    public void Duals_prove_the_pairing() => AssertProven(Rows.Normal(300, seed: 1), Rows.Shifted(Rows.Normal(300, seed: 2), 0.7, 0));

    [Fact]
    public void Duals_prove_the_pairing_of_two_heaps_of_which_one_lacks_points()
    {
        // 140 of 300 points stand far from the others on one side, 150 on the other: ten pairs cross.
        SampleBatch x = Rows.Normal(300, seed: 6);
        SampleBatch y = Rows.Normal(300, seed: 7);
        for (int i = 0; i < 150; i++)
        {
            (x[i, 0], y[i, 0]) = (x[i, 0] + (i < 140 ? 50 : 0), y[i, 0] + 50);
        }

        AssertProven(x, y);
    }

    [Fact]
    public void Points_in_one_place_are_paired_for_nothing()
    {
        SampleBatch x = Rows.Shifted(new SampleBatch(2, 20), 0.1, 3);

        Assert.Equal(0, Solve(x, x).MeanCost);
    }

    [Fact]
    public void Points_that_coincide_but_for_rounding_are_paired_in_time()
    {
        // What one Euler step leaves: every source at the mean. Ties between all columns must not be walked through one by one.
        SampleBatch x = new(2, 2000);
        for (int i = 0; i < x.Count; i++)
        {
            (x[i, 0], x[i, 1]) = (0.3 + (1e-16 * (i % 5)), -0.2);
        }

        SampleBatch y = Rows.Normal(2000, seed: 3);
        double expected = Enumerable.Range(0, 2000).Average(j => Cost(x, 0, y, j));
        Assert.Equal(expected, Solve(x, y).MeanCost, 1e-12);
    }

    [Fact]
    public void A_set_is_at_no_distance_from_itself_in_another_order()
    {
        SampleBatch x = Rows.Normal(500, seed: 4);
        SampleBatch reversed = x.NewLike();
        for (int i = 0; i < x.Count; i++)
        {
            (reversed[i, 0], reversed[i, 1]) = (x[x.Count - 1 - i, 0], x[x.Count - 1 - i, 1]);
        }

        PlanarAssignment assignment = Solve(x, reversed);
        Assert.Equal(0, assignment.MeanCost, 1e-15);
        Assert.Equal(Enumerable.Range(0, 500).Reverse(), assignment.Partners);
    }

    [Fact]
    public void A_translation_is_the_cheapest_way_to_its_image()
    {
        SampleBatch x = Rows.Normal(400, seed: 5);

        Assert.Equal(0.25, Solve(x, Rows.Shifted(x, 0.3, -0.4)).MeanCost, 1e-12);
    }

    [Fact]
    public void The_work_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            PlanarAssignment.Solve(Rows.Normal(50, seed: 1), Rows.Normal(50, seed: 2), new CancellationToken(canceled: true)));

    private static void AssertProven(SampleBatch x, SampleBatch y)
    {
        PlanarAssignment assignment = Solve(x, y);

        Assert.Equal(Enumerable.Range(0, x.Count), assignment.Partners.Order());
        for (int i = 0; i < x.Count; i++)
        {
            for (int j = 0; j < x.Count; j++)
            {
                double slack = Cost(x, i, y, j) - assignment.SourceDuals[i] - assignment.TargetDuals[j];
                Assert.InRange(slack, -1e-12, j == assignment.Partners[i] ? 1e-12 : double.PositiveInfinity);
            }
        }

        Assert.Equal(MeanCost(x, y, assignment.Partners), assignment.MeanCost, 1e-12);
    }

    private static Gen<(double X, double Y)[]> LatticePoints { get; } =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Select(static (x, y) => ((double)x, (double)y)).Array[6];

    private static Gen<(double X, double Y)[]> Points(int most) =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3]).Select(static (x, y) => (x, y)).Array[1, most];

    private static PlanarAssignment Solve(SampleBatch x, SampleBatch y) => PlanarAssignment.Solve(x, y, CancellationToken.None);

    private static double MeanCost(SampleBatch x, SampleBatch y, IReadOnlyList<int> partners) =>
        partners.Select((j, i) => Cost(x, i, y, j)).Average();

    private static double Cost(SampleBatch x, int i, SampleBatch y, int j)
    {
        (double dx, double dy) = (x[i, 0] - y[j, 0], x[i, 1] - y[j, 1]);
        return (dx * dx) + (dy * dy);
    }

    private static IEnumerable<int[]> Permutations(int count)
    {
        if (count == 0)
        {
            return [[]];
        }

        return from rest in Permutations(count - 1)
               from place in Enumerable.Range(0, count)
               select (int[])[.. rest[..place], count - 1, .. rest[place..]];
    }
}
