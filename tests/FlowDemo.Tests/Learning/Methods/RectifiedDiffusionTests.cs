using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Learning.Methods;

public sealed class RectifiedDiffusionTests
{
    private static readonly TrainingOptions Affine = new() { Pairs = 400, Steps = [1, 3], Regressor = RegressorKind.Affine };

    [Theory]
    [InlineData("linear", 1, "1,3")]
    [InlineData("trigonometric", 1, "1,3")]
    [InlineData("linear", 3, "3,5,6")]
    [InlineData("trigonometric", 3, "3,5,6")]
    [InlineData("vp", 2, "2,4")]
    public void Ddim_steps_within_a_phase_are_exact_on_a_gaussian(string path, int phases, string budgets)
    {
        TrainingOptions options = Affine with { Steps = [.. budgets.Split(',').Select(int.Parse)] };
        VelocityModel model = Trainer.Train(
            $"rectified-diffusion:{phases}", LearningProblems.Gaussian, path, options, LearningProblems.OneThread);
        SampleBatch noise = SampleBatch.FromPoints((0.5, 1), (-1.5, 0.2));
        (double xx, double xy, double yy) = LearningProblems.Root();
        Assert.Equal(options.Steps.AsEnumerable(), model.Members.Select(static m => m.Grid!.Steps));
        foreach (ModelMember member in model.Members)
        {
            SampleBatch end = Sampler.Run(
                new Flow(member.Field, PathCatalog.All.Create(path)),
                SolverCatalog.All.Create("ddim"),
                member.Grid!,
                noise,
                LearningProblems.OneThread);
            Assert.Equal(LearningProblems.Ellipse.MeanX + (xx * 0.5) + xy, end[0, 0], 1e-6);
            Assert.Equal(LearningProblems.Ellipse.MeanY + (xy * -1.5) + (yy * 0.2), end[1, 1], 1e-6);
        }
    }

    [Theory]
    [InlineData(1, "1", "1,2,4")]
    [InlineData(2, "2", "2,4")]
    public void Budgets_that_cut_time_alike_share_the_teachers_trajectories(int phases, string one, string several)
    {
        long Spent(string budgets) => Trainer.Train(
            $"rectified-diffusion:{phases}", LearningProblems.Gaussian, "linear",
            Affine with { Steps = [.. budgets.Split(',').Select(int.Parse)] }, LearningProblems.OneThread).Record.Evaluations;
        Assert.Equal(Spent(one), Spent(several));
    }

    [Fact]
    public void Within_a_phase_the_prediction_is_constant_and_between_phases_it_is_not()
    {
        // Four steps in two phases: after each DDIM step of the first phase D is what it was, after its end another.
        VelocityModel model = Trainer.Train(
            "rectified-diffusion:2", LearningProblems.Gaussian, "trigonometric", Affine with { Steps = [4] }, LearningProblems.OneThread);
        Flow flow = new(model.Members[0].Field, new TrigonometricPath());
        SampleBatch[] states = Sampler.Trajectory(
            flow, SolverCatalog.All.Create("ddim"), model.Members[0].Grid!, SampleBatch.FromPoints((0.5, 1)), LearningProblems.OneThread);
        double[] predictions = [.. Enumerable.Range(0, 4).Select(k => Predicted(flow, model.Members[0].Grid![k], states[k]))];
        Assert.Equal(predictions[0], predictions[1], 1e-7);
        Assert.Equal(predictions[2], predictions[3], 1e-7);
        Assert.True(Math.Abs(predictions[1] - predictions[2]) > 0.05);
    }

    [Fact]
    public void Fewer_steps_than_phases_are_left_out_or_refused()
    {
        VelocityModel model = LearningProblems.Train("rectified-diffusion:3", LearningProblems.Gaussian, Affine with { Steps = [2, 3] });
        Assert.Equal([3], model.Members.Select(static m => m.Grid!.Steps));
        Assert.Contains(
            "no member for 2",
            Assert.Single(model.Record.Warnings, static w => w.Contains("phases", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        FlowDemoException fault = Assert.Throws<FlowDemoException>(
            static () => LearningProblems.Train("rectified-diffusion:4", LearningProblems.Gaussian, Affine));
        Assert.Contains("4 phases take at least 4 steps", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_order_defect_is_that_of_the_ring_for_the_teacher_and_zero_for_the_oracle()
    {
        Flow ring = MixtureVelocityField.FlowOf(LearningProblems.Ring.Mixture, new LinearPath());
        SubdividedSolver fine = new(Tableaus.Rk4, 100);
        SampleBatch noise = NormalNoise.Quasi(1024, 0, NoiseStream.Test).Points;
        Assert.Equal(0.99, FirstOrderDefect.Measure(ring, fine, noise, LearningProblems.OneThread), 0.02);
        OracleReflowField oracle = new(MixtureVelocityField.FlowOf(LearningProblems.Gaussian.Mixture, new LinearPath()));
        Assert.InRange(
            FirstOrderDefect.Measure(new Flow(oracle, ring.Path), Tableaus.Euler, noise.Slice(0, 16), LearningProblems.OneThread),
            0,
            1e-10);
    }

    [Fact]
    public void Ddim_on_a_curved_path_is_euler_on_the_linear_one_at_the_mapped_knots()
    {
        VariancePreservingPath vp = new();
        TimeGrid grid = TimeGrid.Uniform(5);
        TimeGrid mapped = new([.. grid.Knots.Select(t => vp.At(t).Alpha / (vp.At(t).Alpha + vp.At(t).Sigma))]);
        SampleBatch noise = NormalNoise.Quasi(32, 0, NoiseStream.Test).Points;
        SampleBatch curved = Sampler.Run(
            MixtureVelocityField.FlowOf(LearningProblems.Ring.Mixture, vp),
            SolverCatalog.All.Create("ddim"),
            grid,
            noise,
            LearningProblems.OneThread);
        SampleBatch straight = Sampler.Run(
            MixtureVelocityField.FlowOf(LearningProblems.Ring.Mixture, new LinearPath()),
            Tableaus.Euler,
            mapped,
            noise,
            LearningProblems.OneThread);
        Assert.InRange(FlowDemo.Numerics.Flat.RootMeanSquareDistance(curved, straight), 0, 1e-10);
    }

    private static double Predicted(Flow flow, double t, SampleBatch x)
    {
        SampleBatch velocity = x.NewLike();
        flow.Field.Evaluate(t, x, velocity);
        PathPoint p = flow.Path.At(t);
        return ((p.Sigma * velocity[0, 0]) - (p.SigmaRate * x[0, 0])) / p.Wronskian;
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, true)]
    [InlineData(1, 4, true)]
    [InlineData(1, 8, true)]
    [InlineData(1, 3, false)]
    [InlineData(2, 1, false)]
    [InlineData(2, 4, true)]
    public void A_grid_of_its_knots_is_not_off_them_unless_it_leaves_out_the_end_of_a_phase(int phases, int steps, bool isOn)
    {
        string method = $"rectified-diffusion:{phases}";
        VelocityModel model = Trainer.Train(
            method, LearningProblems.Gaussian, "trigonometric", Affine with { Steps = [8] }, LearningProblems.OneThread);
        Flow exact = MixtureVelocityField.FlowOf(LearningProblems.Gaussian.Mixture, new TrigonometricPath());
        (Flow flow, string? note) = new ComparedField("m", model).FlowFor(exact, TimeGrid.Uniform(steps));
        Assert.Equal(isOn, note is null);
        if (isOn)
        {
            SampleBatch end = Sampler.Run(
                flow,
                SolverCatalog.All.Create("ddim"),
                TimeGrid.Uniform(steps),
                SampleBatch.FromPoints((0.5, 1)),
                LearningProblems.OneThread);
            (double xx, double xy, _) = LearningProblems.Root();
            Assert.Equal(LearningProblems.Ellipse.MeanX + (xx * 0.5) + xy, end[0, 0], 1e-6);
        }
    }

    [Fact]
    public void A_chord_is_for_its_own_step_only()
    {
        VelocityModel model = LearningProblems.Train("distill:line", LearningProblems.Gaussian, Affine with { Steps = [8] });
        Assert.NotNull(new ComparedField("m", model).FlowFor(
            MixtureVelocityField.FlowOf(LearningProblems.Gaussian.Mixture, new LinearPath()),
            TimeGrid.Uniform(4)).Note);
    }
}
