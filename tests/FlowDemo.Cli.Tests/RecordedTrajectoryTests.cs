using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Interchange;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Tests;

public sealed class RecordedTrajectoryTests
{
    [Fact]
    public void Trajectories_that_sample_wrote_give_the_grid_of_the_same_trajectories()
    {
        using TemporaryDirectory directory = new();
        string file = directory.File("states.npy");
        Assert.Equal(
            0, Cli.Run("sample", "--schedule", "uniform", "--nfe", "100", "-n", "256", "--trajectory", "-f", "npy", "-o", file).Code);
        CliResult recorded = Cli.Run("schedule", "boss", "--steps", "4", "--trajectories", file, "--format", "json");
        Assert.Equal(0, recorded.Code);

        // The ring at 100 Euler steps is about as wide as the ring, 2.844.
        Assert.Matches(
            "^flowdemo: the end points have scale 2\\.[89][0-9],.*'--scale 2\\.[89][0-9]' makes a target as wide\\.\n$", recorded.Error);
        Assert.Contains("\"scale\": 2.", recorded.Output, StringComparison.Ordinal);
        Assert.Contains("\"knots\": [0, 0.", recorded.Output, StringComparison.Ordinal);
        Assert.Contains("\"predicted\": 0.", recorded.Output, StringComparison.Ordinal);
        Assert.NotEqual(
            recorded.Output, Cli.Run("schedule", "equidistribution", "--steps", "4", "--trajectories", file, "--format", "json").Output);
        Assert.Contains(
            "states.npy", Cli.Run("schedule", "gits:1.2", "--steps", "4", "--trajectories", file).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_the_file_asks_for_npy_unless_the_format_is_given()
    {
        using TemporaryDirectory directory = new();
        string[] line = ["sample", "--grid", "0,1", "-n", "4", "-o"];
        Cli.Run([.. line, directory.File("a.npy")]);
        Cli.Run([.. line, directory.File("b"), "-f", "npy"]);
        Cli.Run([.. line, directory.File("c.npy"), "-f", "csv"]);
        Assert.Equal(128 + (4 * 2 * sizeof(double)), File.ReadAllBytes(directory.File("a.npy")).Length);
        Assert.Equal(File.ReadAllBytes(directory.File("b")), File.ReadAllBytes(directory.File("a.npy")));
        Assert.StartsWith("x,y\n", File.ReadAllText(directory.File("c.npy")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_anything_is_written()
    {
        using TemporaryDirectory directory = new();
        string file = directory.Write("states.npy", "no array");
        Refused("not a .npy file", "schedule", "boss", "--steps", "4", "--trajectories", file);
        Refused("no file", "schedule", "boss", "--steps", "4", "--trajectories", file + "x");
        Refused("leave '--solver' out", "schedule", "boss", "--steps", "4", "--trajectories", file, "--solver", "heun");
        Refused("go with '--trajectories'", "schedule", "boss", "--steps", "4", "--times", file);
        Refused("is not text", "sample", "--grid", "0,1", "-n", "4", "-f", "npy");
    }

    [Theory]
    [InlineData("forward", null)]
    [InlineData("reversed", "states[::-1]")]
    [InlineData("samples first", "numpy.moveaxis(states, 1, 0)")]
    [InlineData("samples first, reversed", "numpy.moveaxis(states, 1, 0)[::-1]")]
    [InlineData("no noise", "of mean 0 and variance 1")]
    public void Trajectories_begin_with_noise(string order, string? remedy)
    {
        const int Anchors = 21;
        const int Samples = 64;
        using TemporaryDirectory directory = new();
        SampleBatch[] states = [.. Sampler.Trajectory(
            ExactFlow.Of(TargetLoader.Load("ring", PointsOptions.Default), new LinearPath()),
            Tableaus.Euler,
            TimeGrid.Uniform(Anchors - 1),
            NormalNoise.Random(Samples, 3, NoiseStream.Test).Points,
            Execution.Default)];
        double At(int anchor, int sample, int d) => order == "no noise" ? 4 + states[anchor][sample, d] : states[anchor][sample, d];
        bool samplesFirst = order.StartsWith("samples", StringComparison.Ordinal);
        int Time(int i) => order.EndsWith("reversed", StringComparison.Ordinal) ? Anchors - 1 - i : i;
        (double, double) Point(int i, int s) => (At(Time(i), s, 0), At(Time(i), s, 1));
        ImmutableArray<SampleBatch> sets = samplesFirst
            ? [.. Enumerable.Range(0, Samples).Select(
                s => SampleBatch.FromPoints([.. Enumerable.Range(0, Anchors).Select(a => Point(a, s))]))]
            : [.. Enumerable.Range(0, Anchors).Select(
                a => SampleBatch.FromPoints([.. Enumerable.Range(0, Samples).Select(s => Point(a, s))]))];
        string file = directory.File("states.npy");
        using (FileStream stream = File.Create(file))
        {
            NpyWriter.WriteSets(sets, stream);
        }

        string[] line = ["schedule", "boss", "--steps", "4", "--trajectories", file];
        if (remedy is null)
        {
            Assert.Equal(ExitCode.Done, Cli.Run(line).Code);
        }
        else
        {
            Refused(remedy, line);
        }
    }

    private static void Refused(string expected, params string[] line)
    {
        CliResult result = Cli.Run(line);
        Assert.Equal((ExitCode.BadInput, string.Empty), (result.Code, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }
}
