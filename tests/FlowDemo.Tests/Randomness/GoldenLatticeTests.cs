using FlowDemo.Randomness;

namespace FlowDemo.Tests.Randomness;

public sealed class GoldenLatticeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(1000)]
    public void Each_of_n_equal_columns_holds_one_point(int count)
    {
        GoldenLattice lattice = new(count, RandomStream.Open(5, NoiseStream.Test));
        double first = lattice[0].X;
        int[] columns =
            [.. Enumerable.Range(0, count).Select(i => (int)Math.Floor(((lattice[i].X - first + 1 + (0.5 / count)) % 1) * count)).Order()];
        Assert.Equal(Enumerable.Range(0, count), columns);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(144)]
    [InlineData(1000)]
    public void Gaps_between_rows_take_at_most_three_lengths_and_none_is_long(int count)
    {
        // The three-distance theorem; for the golden ratio the longest gap is below (1 + phi) / n.
        GoldenLattice lattice = new(count, RandomStream.Open(6, NoiseStream.Test));
        double[] rows = [.. Enumerable.Range(0, count).Select(i => lattice[i].Y).Order()];
        double[] gaps = [.. rows.Zip(rows.Skip(1).Append(rows[0] + 1), static (a, b) => b - a)];
        Assert.InRange(gaps.Select(static g => Math.Round(g, 10)).Distinct().Count(), 1, 3);
        Assert.InRange(gaps.Max() * count, 1, 1 + 1.618034);
    }

    [Fact]
    public void Coordinates_are_strictly_between_0_and_1()
    {
        Assert.Equal(Math.Pow(2, -53), GoldenLattice.Fraction(0));
        Assert.Equal(1 - Math.Pow(2, -53), GoldenLattice.Fraction(ulong.MaxValue));
        Assert.Equal(0.5 + Math.Pow(2, -53), GoldenLattice.Fraction(1UL << 63));
    }

    [Fact]
    public void The_neighbours_of_a_point_are_far_for_their_number()
    {
        // In a square lattice of 256 points the nearest neighbour is 1/16 away; x is not wrapped, because there is a seam.
        GoldenLattice lattice = new(256, RandomStream.Open(1, NoiseStream.Test));
        double first = lattice[0].Y;
        double nearest = Enumerable.Range(1, 255).Min(i => Math.Sqrt(Math.Pow(i / 256.0, 2) + Math.Pow(Wrapped(lattice[i].Y - first), 2)));
        Assert.InRange(nearest * 16, 0.9, 1.1);

        static double Wrapped(double difference) => difference - Math.Round(difference);
    }
}
