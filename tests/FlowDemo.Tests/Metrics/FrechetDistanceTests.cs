using CsCheck;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Randomness;
using FlowDemo.Targets;
using MathNet.Numerics.LinearAlgebra;

namespace FlowDemo.Tests.Metrics;

public sealed class FrechetDistanceTests
{
    /// <summary>Covariances L L^T of random lower triangles, and a mean.</summary>
    private static readonly Gen<PlaneMoments> Moments = Gen.Select(
        Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[0.01, 3], Gen.Double[-2, 2], Gen.Double[0.01, 3],
        static (x, y, a, b, c) => new PlaneMoments(x, y, a * a, a * b, (b * b) + (c * c)));

    [Fact]
    public void Equals_the_formula_with_matrix_roots() => Gen.Select(Moments, Moments).Sample(static (a, b) =>
    {
        Matrix<double> root = Root(Covariance(b));
        double trace = (Covariance(a) + Covariance(b) - (2 * Root(root * Covariance(a) * root))).Trace();
        double expected = Math.Sqrt(Math.Pow(a.MeanX - b.MeanX, 2) + Math.Pow(a.MeanY - b.MeanY, 2) + Math.Max(0, trace));
        Assert.Equal(expected, FrechetDistance.Distance(a, b), 1e-6);
    });

    [Fact]
    public void Is_symmetric_and_zero_at_itself() => Gen.Select(Moments, Moments).Sample(static (a, b) =>
    {
        Assert.Equal(FrechetDistance.Distance(a, b), FrechetDistance.Distance(b, a), 1e-9);
        Assert.Equal(0, FrechetDistance.Distance(a, a));
    });

    [Fact]
    public void Commuting_covariances_differ_by_their_deviations()
    {
        Assert.Equal(Math.Sqrt(9 + 1 + 4), FrechetDistance.Distance(new(1, 2, 4, 0, 9), new(-2, 2, 1, 0, 1)), 1e-14);
        Assert.Equal(Math.Sqrt(9 + 4), FrechetDistance.Distance(new(0, 0, 9, 0, 0), new(0, 0, 0, 0, 4)), 1e-14);
    }

    [Fact]
    public void Two_components_of_the_three_modes_have_the_golden_distance()
    {
        PlaneMoments[] m = [.. TestMixtures.ThreeModes().Components.Select(static c => PlaneMoments.Of(new GaussianMixture(c)))];
        Assert.Equal(11.289365600772, Math.Pow(FrechetDistance.Distance(m[0], m[1]), 2), 6e-13);
    }

    [Fact]
    public void Small_differences_keep_their_digits() =>
        Assert.Equal(1e-9, FrechetDistance.Distance(new(3, 0, (1 + 1e-9) * (1 + 1e-9), 0, 4), new(3, 0, 1, 0, 4)), 1e-15);

    [Fact]
    public void Moments_of_points_are_those_of_brute_force_also_without_a_group()
    {
        SampleBatch points = NormalNoise.Random(100, 1, NoiseStream.Test).Points;
        PlaneMoments origin = new(0.3, -0.2, 1, 0, 1);
        PlaneMoments.Sum all = PlaneMoments.Sums(points, 0, 100, origin);
        PlaneMoments rest = (all - PlaneMoments.Sums(points, 20, 40, origin)).Moments;
        int[] kept = [.. Enumerable.Range(0, 100).Where(static i => i is < 20 or >= 40)];
        double x = kept.Average(i => points[i, 0]);
        double y = kept.Average(i => points[i, 1]);
        Assert.Equal(x, rest.MeanX, 1e-13);
        Assert.Equal(y, rest.MeanY, 1e-13);
        Assert.Equal(kept.Sum(i => (points[i, 0] - x) * (points[i, 1] - y)) / 79, rest.XY, 1e-13);
        Assert.Equal(kept.Sum(i => (points[i, 1] - y) * (points[i, 1] - y)) / 79, rest.YY, 1e-13);
    }

    /// <summary>Prototype figures on the ring, from the exact end points: what the paper says of FID holds by its own measure.</summary>
    [Fact]
    public void Golden_figures_of_euler_on_the_ring()
    {
        ComparisonPlan plan =
            new() { Solvers = ["euler"], Schedules = ["uniform", "boss"], Budgets = [3, 4, 8], Metrics = ["frechet:reference", "frechet"] };
        ComparisonReport report = ComparisonRunner.Run(plan, TargetLoader.Load("ring", PointsOptions.Default), null, new Execution(2));
        double[] expected = [0.426, 0.327, 0.169, 0.359, 0.225, 0.137];
        Assert.All(report.Rows.Zip(expected), static pair =>
        {
            Estimate found = pair.First.Figure("frechet:reference")!.Value;
            Assert.Equal(pair.Second, found.Value, 1.5e-3);
            Assert.True(found.Low < found.Value && found.Value < found.High && found.High - found.Low < 0.01);
            Assert.Null(found.Floor);
            Assert.InRange(pair.First.Figure("frechet")!.Value.Floor!.Value, 1e-6, 0.01);
        });
    }

    [Fact]
    public void The_floor_is_what_the_exact_end_points_score()
    {
        SampleBatch exact = Rows.Normal(1024, 3);
        Measurement row = Rows.Row(Rows.ThreeModes, exact, exact);
        Estimate found = Rows.Evaluate("frechet", row);
        Assert.Equal(found.Value, found.Floor!.Value, 1e-12);
        Assert.True(found.Value > 0.1);
        Assert.Equal(0, Rows.Evaluate("frechet:reference", row).Value);
    }

    private static Matrix<double> Covariance(PlaneMoments m) =>
        Matrix<double>.Build.DenseOfArray(new[,] { { m.XX, m.XY }, { m.XY, m.YY } });

    private static Matrix<double> Root(Matrix<double> m)
    {
        var evd = m.Evd(Symmetricity.Symmetric);
        return evd.EigenVectors * Matrix<double>.Build
            .DenseOfDiagonalVector(evd.EigenValues.Real().Map(static v => Math.Sqrt(Math.Max(0, v)))) * evd.EigenVectors.Transpose();
    }
}
