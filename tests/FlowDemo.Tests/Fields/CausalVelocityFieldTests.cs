using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using FlowDemo.Tests.Solvers;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Tests.Fields;

public sealed class CausalVelocityFieldTests
{
    private static readonly GaussianMixture Ring = TestMixtures.Ring();
    private static readonly Flow Exact = MixtureVelocityField.FlowOf(Ring, new LinearPath());
    private static readonly SampleBatch Noise = NormalNoise.Quasi(600, 0, NoiseStream.Test).Points;

    /// <summary>Prototype figures: rmse of Euler's method at 4, 8, 16 and 64 steps.</summary>
    [Fact]
    public void Golden_figures()
    {
        ComparisonPlan plan = new()
        {
            Solvers = ["euler"],
            Schedules = ["uniform"],
            Fields = [.. ComparedField.Parse("causal:0,causal:0.5,causal:1")],
            Budgets = [4, 8, 16, 64],
            Samples = 2048,
            Metrics = ["rmse", "kl"],
        };
        ComparisonReport report = ComparisonRunner.Run(plan, new Target("ring", Ring, "ring", "ring"), null, new Execution(2));
        double[] golden = [0.354, 0.180, 0.091, 0.023, 0.345, 0.148, 0.049, 0.114, 0.337, 0.127, 0.093, 0.255];
        Assert.Equal(golden.Length, report.Rows.Length);
        Assert.All(golden.Zip(report.Rows), static p =>
            Assert.Equal(p.First, p.Second.Figure("rmse")!.Value.Value, (0.015 * p.First) + 0.001));
        Assert.All(
            report.Rows, static r => Assert.Contains(r.Notes, static n => n.StartsWith("no kl: it needs", StringComparison.Ordinal)));
    }

    /// <summary>Prototype figures: <c>E|x1 - x0 - v|^2</c> at t = 1/2 with 0 to 4 companions of the class at t = .1 to .4.</summary>
    [Fact]
    public void Companions_of_the_class_tell_of_it()
    {
        const int Count = 20_000;
        double[] golden = [4.04, 3.98, 3.68, 2.95, 1.90];
        MersenneTwister random = new(5);
        MixturePosterior posterior = new(Ring, new LinearPath());
        double[] residuals = new double[golden.Length];
        double[] evidence = new double[8];
        for (int i = 0; i < Count; i++)
        {
            GaussianComponent c = Ring.Components[DiscreteUniform.Sample(random, 0, 7)];
            double[] numbers = new double[20];
            Normal.Samples(random, numbers, 0, 1);
            (double X, double Y) Data(int j) => (c.MeanX + (0.3 * numbers[4 * j]), c.MeanY + (0.3 * numbers[(4 * j) + 1]));
            (double X, double Y) At(int j, double t) => (
                (t * Data(j).X) + ((1 - t) * numbers[(4 * j) + 2]), (t * Data(j).Y) + ((1 - t) * numbers[(4 * j) + 3]));
            for (int m = 0; m < golden.Length; m++)
            {
                Array.Clear(evidence);
                for (int j = 0; j < m; j++)
                {
                    (double hx, double hy) = At(j, (j + 1) / 10.0);
                    posterior.VelocityGiven((j + 1) / 10.0, hx, hy, 1, evidence);
                }

                (double x, double y) = At(4, 0.5);
                (double ux, double uy) = posterior.VelocityGiven(0.5, x, y, 1, evidence);
                residuals[m] += (Math.Pow(Data(4).X - numbers[18] - ux, 2) + Math.Pow(Data(4).Y - numbers[19] - uy, 2)) / Count;
            }
        }

        Assert.All(golden.Zip(residuals), static p => Assert.Equal(p.First, p.Second, 0.12));
    }

    [Fact]
    public void Without_memory_it_is_the_exact_field_and_a_first_step_has_none()
    {
        SampleBatch exact = SolverRuns.Run(Exact, "euler", TimeGrid.Uniform(6), Noise);
        Assert.InRange(SolverRuns.Distance(exact, Run(0, TimeGrid.Uniform(6))), 0, 1e-13);
        SampleBatch one = Run(0, TimeGrid.Uniform(1));
        foreach (double gamma in new[] { 0.5, 1 })
        {
            Assert.True(one.Values.SequenceEqual(Run(gamma, TimeGrid.Uniform(1)).Values));
            Assert.InRange(SolverRuns.Distance(exact, Run(gamma, TimeGrid.Uniform(6))), 1e-3, 1);
        }
    }

    [Fact]
    public void A_class_that_is_known_leaves_nothing_to_remember()
    {
        GaussianMixture known = new(Ring.Components[2]);
        Flow Of(double gamma) => new(new CausalVelocityField(known, Exact.Path, gamma), Exact.Path);
        Assert.True(SolverRuns.Run(Of(0), "euler", TimeGrid.Uniform(6), Noise).Values.SequenceEqual(
            SolverRuns.Run(Of(1), "euler", TimeGrid.Uniform(6), Noise).Values));
    }

    [Fact]
    public void A_sample_depends_on_its_own_way_alone()
    {
        SampleBatch all = Run(1, TimeGrid.Uniform(6));
        Assert.True(all.Values.SequenceEqual(Run(1, TimeGrid.Uniform(6), threads: 3).Values));
        SampleBatch some = SolverRuns.Run(Causal(1), "euler", TimeGrid.Uniform(6), Noise.Slice(300, 9));
        Assert.True(all.Slice(300, 9).Values.SequenceEqual(some.Values));
    }

    [Fact]
    public void A_solver_that_evaluates_samples_alone_is_refused() =>
        Assert.Contains("remembers", Refused("ring", "dopri5").Message, StringComparison.Ordinal);

    [Fact]
    public void A_target_whose_components_are_points_is_refused() =>
        Assert.Contains("classes", Refused("penguins", "euler").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("causal")]
    [InlineData("causal:-0.1")]
    [InlineData("causal:1.5")]
    [InlineData("causal:all")]
    public void A_bad_decay_is_named(string field)
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => ComparedField.Parse(field).ToArray());
        Assert.Contains($"'{field}' is no field: its decay is a number from 0 to 1", fault.Message, StringComparison.Ordinal);
    }

    private static FlowDemoException Refused(string target, string solver)
    {
        ImmutableArray<ComparedField> fields = [.. ComparedField.Parse("causal:1")];
        ComparisonPlan plan = new() { Solvers = [solver], Schedules = ["uniform"], Budgets = [4], Samples = 64, Fields = fields };
        return Assert.Throws<FlowDemoException>(() =>
            ComparisonRunner.Run(plan, TargetLoader.Load(target, PointsOptions.Default), null, new Execution(1)));
    }

    private static Flow Causal(double gamma) => Exact with { Field = new CausalVelocityField(Ring, Exact.Path, gamma) };

    private static SampleBatch Run(double gamma, TimeGrid grid, int threads = 1) =>
        Sampler.Run(Causal(gamma), Tableaus.Euler, grid, Noise, new Execution(threads));
}
