using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Models;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Models;

public sealed class ModelFieldTests
{
    private static readonly Flow Ring = ExactFlow.Of(TargetLoader.Load("ring", PointsOptions.Default), new LinearPath());

    [Theory]
    [InlineData("float64", 1e-14)]
    [InlineData("float32", 1e-4)]
    [InlineData("float64 sigma", 1e-14)]
    public void The_pipe_brings_the_velocities_that_the_other_process_computes(string words, double tolerance)
    {
        using ModelField model = Start($"ring {words}");
        SampleBatch x = NormalNoise.Quasi(1001, 3, NoiseStream.Test).Points;
        SampleBatch expected = x.NewLike();
        SampleBatch actual = x.NewLike();
        Ring.Field.Evaluate(0.3, x, expected);
        model.Evaluate(0.3, x, actual);
        Assert.Equal(0, Flat.RootMeanSquareDistance(expected, actual), tolerance);
        Assert.Equal(1001, model.Velocities);
        Assert.Equal(1, model.Requests);
    }

    [Theory]
    [InlineData("float64 jvp", 1e-12)]
    [InlineData("float64 jvp sigma", 1e-12)]
    [InlineData("float64", 1e-6)]
    [InlineData("float32", 3e-2)]
    public void Derivatives_are_the_products_of_the_model_or_differences(string words, double tolerance)
    {
        using ModelField model = Start($"ring {words}");
        SampleBatch x = NormalNoise.Quasi(64, 3, NoiseStream.Test).Points;
        (SampleBatch U, SampleBatch J, SampleBatch A) Derive(IDifferentiableField field)
        {
            (SampleBatch u, SampleBatch j, SampleBatch a) = (x.NewLike(), new(4, x.Count), x.NewLike());
            field.Differentiate(0.4, x, u, j, a);
            return (u, j, a);
        }

        (_, SampleBatch jacobian, SampleBatch acceleration) = Derive((IDifferentiableField)Ring.Field);
        (_, SampleBatch modelJacobian, SampleBatch modelAcceleration) = Derive(model);
        double size = Flat.RootMeanSquareDistance(acceleration, acceleration.NewLike());
        Assert.Equal(0, Flat.RootMeanSquareDistance(acceleration, modelAcceleration) / size, tolerance);
        Assert.Equal(0, Flat.RootMeanSquareDistance(jacobian, modelJacobian) / size, tolerance);

        // One velocity, and what the derivatives took is owned up to.
        Assert.Equal(64L * (1 + model.ExtraVelocities(jacobian: true, acceleration: true)), model.Velocities);
    }

    [Fact]
    public void A_batch_size_cuts_requests_and_changes_no_answer()
    {
        using ModelField whole = Start("ring float64");
        using ModelField cut = ModelField.Start(
            new ModelSettings(ServedModel.Command("ring", "float64")) { Batch = 100 }, CancellationToken.None);
        SampleBatch x = NormalNoise.Quasi(1001, 3, NoiseStream.Test).Points;
        SampleBatch expected = x.NewLike();
        SampleBatch actual = x.NewLike();
        whole.Evaluate(0.3, x, expected);
        cut.Evaluate(0.3, x, actual);
        Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
        Assert.Equal(11, cut.Requests);
    }

    [Fact]
    public void Nothing_is_allocated_per_request()
    {
        using ModelField model = Start("zero:2 float32 echo");
        SampleBatch x = new(2, 4096);
        SampleBatch velocity = x.NewLike();
        for (int i = 0; i < 3; i++)
        {
            model.Evaluate(0.5, x, velocity);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            model.Evaluate(0.5, x, velocity);
        }

        // The runtime itself may take a few bytes now and then.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void A_fingerprint_is_that_of_the_answers()
    {
        using ModelField ring = Start("ring float64");
        using ModelField again = Start("ring float64");
        using ModelField moons = Start("moons float64");
        Assert.Equal(ring.Fingerprint(), again.Fingerprint());
        Assert.NotEqual(ring.Fingerprint(), moons.Fingerprint());
    }

    [Theory]
    [InlineData("float64", 1e-9, 1e-9)]
    [InlineData("float32", 1e-4, 3e-5)]
    public void The_flow_of_a_Gaussian_in_64_dimensions_is_its_known_map(string dtype, double mostError, double tolerance)
    {
        using ModelField model = Start($"gaussian:64 {dtype}");
        SampleBatch x0 = NormalNoise.Random(128, 1, NoiseStream.Test, 64).Points;
        ReferenceSolution reference = ReferenceSolution.Adaptive(new Flow(model, new LinearPath()), x0, Execution.Default);
        Assert.InRange(reference.Error, 0, mostError);
        SampleBatch expected = x0.NewLike();
        for (int d = 0; d < 64; d++)
        {
            for (int i = 0; i < x0.Count; i++)
            {
                expected[i, d] = 0.5 + ((0.3 + (0.5 * d / 64)) * x0[i, d]);
            }
        }

        Assert.Equal(0, Flat.RootMeanSquareDistance(expected, reference.End), tolerance);
    }

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("heun", 2)]
    [InlineData("ab2", 2)]
    [InlineData("rk4", 4)]
    public void Orders_of_convergence_hold_in_64_dimensions(string solver, double order)
    {
        using ModelField model = Start("mixture:64 float64");
        Flow flow = new(model, new LinearPath());
        SampleBatch x0 = NormalNoise.Random(8, 1, NoiseStream.Test, 64).Points;
        SampleBatch end = ReferenceSolution.Adaptive(flow, x0, Execution.Default).End;
        double Error(int steps) => Flat.RootMeanSquareDistance(
            end, Sampler.Run(flow, SolverCatalog.All.Create(solver), TimeGrid.Uniform(steps), x0, Execution.Default));
        Assert.Equal(order, Math.Log2(Error(250) / Error(500)), 0.15);
    }

    [Theory]
    [InlineData("silent", "did not answer within 0.4 s")]
    [InlineData("hangs", "did not answer within 0.4 s")]
    public void A_model_that_does_not_answer_is_ended(string fault, string complaint) =>
        AssertComplaint(fault, complaint, timeout: 0.4);

    [Theory]
    [InlineData("prose", "The model wrote 'Loading the weights of my model' where its first line of JSON should be")]
    [InlineData("dies", "ended with exit code 7: it gave 0 of the 40 bytes of the header of an answer. Its last words were: RuntimeError")]
    [InlineData("prints", "The model wrote 'step 2 of 10, loss 0.5")]
    [InlineData("prints", "explain model --format python")]
    [InlineData("short", "answered request 2 with 3 samples where request 2 asked for 4")]
    [InlineData("cut", "ended with exit code 0: it gave 32 of the 64 bytes of the numbers of an answer")]
    public void What_is_wrong_with_an_answer_is_said(string fault, string complaint) => AssertComplaint(fault, complaint, timeout: 60);

    [Fact]
    public void A_velocity_that_is_no_number_is_a_breakdown_that_names_time_and_sample()
    {
        FlowDemoException failure = AssertComplaint(
            "nan", "not finite at t = 0.25 for sample 2: coordinate 1 is NaN", timeout: 60);
        Assert.True(failure.IsBreakdown);
    }

    [Fact]
    public void A_sample_that_ran_away_is_no_fault_of_the_model()
    {
        using ModelField model = Start("ring float32");
        SampleBatch x = SampleBatch.FromPoints((1, 2), (1e300, 0));
        SampleBatch velocity = x.NewLike();
        model.Evaluate(0.5, x, velocity);
        Assert.True(double.IsFinite(velocity[0, 0]));
    }

    [Theory]
    [InlineData("no-such-program --at all", "cannot be started: there is no program 'no-such-program'")]
    [InlineData("'unclosed", "opens a quote that it does not close")]
    [InlineData("  ", "The model's command is empty")]
    public void A_command_that_cannot_be_started_is_refused(string command, string complaint)
    {
        FlowDemoException failure = Assert.Throws<FlowDemoException>(
            () => ModelField.Start(new ModelSettings(command), CancellationToken.None));
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_split_at_blanks_and_held_by_quotes() =>
        Assert.Equal((string[])["a", "b c", "", "d'e", "f"], new ModelSettings("a 'b c'  \"\" \"d'e\" f ").Words().ToArray());

    [Fact]
    public void Cancelling_ends_a_request_that_waits()
    {
        using CancellationTokenSource stop = new();
        using ModelField model = ModelField.Start(new ModelSettings(ServedModel.Command("ring", "float64", "hangs")), stop.Token);
        SampleBatch x = new(2, 4);
        model.Evaluate(0.1, x, x.NewLike());
        model.Evaluate(0.1, x, x.NewLike());
        using Timer press = new(_ => stop.Cancel(), null, TimeSpan.FromMilliseconds(50), Timeout.InfiniteTimeSpan);
        Assert.Throws<OperationCanceledException>(() => model.Evaluate(0.1, x, x.NewLike()));
    }

    [Theory]
    [InlineData("float64", 1e-12)]
    [InlineData("float32", 1e-5)]
    public void Rows_on_a_served_ring_are_those_on_the_ring(string dtype, double tolerance)
    {
        ComparisonPlan plan = new()
        {
            Samples = 4096,
            Solvers = ["euler", "heun", "ab2", "dpmpp-2m"],
            Schedules = ["uniform", "boss", "gits"],
            Budgets = [4, 8],
            Metrics = ["rmse"],
            ReferenceSteps = 400,
        };
        Target target = TargetLoader.Load("ring", PointsOptions.Default);
        using ModelField model = Start($"ring {dtype}");
        ComparisonReport own = ComparisonRunner.Run(plan, target, null, Execution.Default);
        ComparisonReport served = ComparisonRunner.Run(plan.Resolve(), new Subject(model, null), null, Execution.Default);
        Assert.Equal(own.Rows.Length, served.Rows.Length);
        Assert.Empty(served.LeftOut);
        foreach ((ComparisonRow row, ComparisonRow other) in own.Rows.Zip(served.Rows))
        {
            Assert.Equal(row.Method, other.Method);
            Assert.Equal(row.Nfe, other.Nfe);
            Assert.Equal(row.BuildEvaluations, other.BuildEvaluations);
            Assert.Equal(row.Figure("rmse")!.Value.Value, other.Figure("rmse")!.Value.Value, tolerance);
        }
    }

    private static ModelField Start(string words) =>
        ModelField.Start(new ModelSettings(ServedModel.Command(words)), CancellationToken.None);

    private static FlowDemoException AssertComplaint(string fault, string complaint, double timeout)
    {
        FlowDemoException failure = Assert.Throws<FlowDemoException>(() =>
        {
            using ModelField model = ModelField.Start(
                new ModelSettings(ServedModel.Command("ring", "float64", fault)) { Timeout = timeout }, CancellationToken.None);
            SampleBatch x = new(2, 4);
            for (int i = 0; i < 3; i++)
            {
                model.Evaluate(0.25, x, x.NewLike());
            }
        });
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
        return failure;
    }
}
