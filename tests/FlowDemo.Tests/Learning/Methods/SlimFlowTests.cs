using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Methods;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules;

namespace FlowDemo.Tests.Learning.Methods;

public sealed class SlimFlowTests
{
    [Fact]
    public void Mixed_noise_stays_standard_normal()
    {
        SampleBatch mixed = SlimFlow.Mix(
            NormalNoise.Random(20_000, 0, NoiseStream.Training).Points, NormalNoise.Random(20_000, 1, NoiseStream.Training).Points, 0.7);
        double[] x = mixed.Coordinate(0).ToArray();
        double[] y = mixed.Coordinate(1).ToArray();
        Assert.Equal(0, x.Average(), 0.03);
        Assert.Equal(1, x.Average(static v => v * v), 0.05);
        Assert.Equal(0, x.Zip(y, static (a, b) => a * b).Average(), 0.03);
    }

    [Fact]
    public void The_noise_falls_from_one_to_zero_before_the_end()
    {
        SlimFlow linear = new(0.6, 1, AnnealingSchedule.Linear);
        Assert.Equal(1, linear.Noisiness(0, 100));
        Assert.Equal(0.5, linear.Noisiness(30, 100), 1e-12);
        Assert.Equal(0, linear.Noisiness(60, 100), 1e-12);
        Assert.Equal(0, linear.Noisiness(99, 100));
        SlimFlow cosine = new(0.6, 1, AnnealingSchedule.Cosine);
        Assert.Equal(1, cosine.Noisiness(0, 100));
        Assert.Equal(0.75, cosine.Noisiness(20, 100), 1e-12);
        Assert.Equal(0, cosine.Noisiness(80, 100), 1e-12);
        Assert.Equal(Math.Exp(-1), new SlimFlow(0.6, 1, AnnealingSchedule.Exponential).Noisiness(60, 100), 1e-12);
    }

    [Fact]
    public void Without_annealing_no_noise_is_fresh() => Assert.All(Enum.GetValues<AnnealingSchedule>(), static schedule =>
    {
        SlimFlow plain = new(0, 1, schedule);
        Assert.Equal(0, plain.Noisiness(0, 100));
        Assert.Equal(0, plain.Noisiness(99, 100));
    });

    [Fact]
    public void Without_annealing_and_guidance_it_is_distillation_started_from_the_reflow()
    {
        TrainingOptions options = new() { Pairs = 600, Hidden = 6, Iterations = 60, Seed = 3, Steps = [1] };
        VelocityModel model = LearningProblems.Train("slimflow:0,0", LearningProblems.Gaussian, options);
        SampleBatch[] pairs = new TrainingContext(
            LearningProblems.Gaussian,
            new LinearPath(),
            options,
            ScheduleCatalog.All.Create("uniform"),
            LearningProblems.OneThread).TeacherStates(TimeGrid.Uniform(1));
        SampleBatch lines = pairs[1].Clone();
        FlowDemo.Numerics.Flat.AddScaled(lines.Values, -1, pairs[0].Values);
        RegressionBlock[] rows = [.. RegressionBlock.Cut(0, pairs[0], lines)];
        PerceptronTraining distillation = new(PerceptronOf(model.Members[1]));
        Func<RegressionBlock[]> batches = PerceptronTraining.Batches(options.Seed, rows);
        distillation.Run(options.Iterations, _ => batches(), LearningProblems.OneThread);
        Assert.Equal([.. distillation.Result().Weights], WeightsOf(model.Members[0]));

        VelocityModel guided = LearningProblems.Train("slimflow:0,1", LearningProblems.Gaussian, options);
        Assert.Equal(WeightsOf(model.Members[1]), WeightsOf(guided.Members[1]));
        Assert.NotEqual(WeightsOf(model.Members[0]), WeightsOf(guided.Members[0]));
    }

    [Fact]
    public void A_small_student_learns_the_gaussian_in_one_step()
    {
        VelocityModel model = LearningProblems.Train(
            "slimflow", LearningProblems.Gaussian, new TrainingOptions { Pairs = 512, Hidden = 8, Iterations = 400, Steps = [1] });
        Assert.Equal(RegressorKind.Perceptron, model.Record.Options.Regressor);
        SampleBatch noise = NormalNoise.Quasi(64, 0, NoiseStream.Test).Points;
        SampleBatch truth = LearningProblems.EndPoints(LearningProblems.Gaussian.Mixture, noise, 60);
        double before = LearningProblems.EulerError(
            model.Members[0].Field is LearnedVelocityField field ? field.Teacher.Field : throw new InvalidOperationException(),
            TimeGrid.Uniform(1),
            noise,
            truth);
        Assert.InRange(LearningProblems.EulerError(model.Members[0].Field, TimeGrid.Uniform(1), noise, truth), 0, before / 3);
    }

    [Fact]
    public void Reweighting_with_a_huge_huber_constant_is_ordinary_least_squares()
    {
        TrainingOptions options = LearningProblems.Small with { Pairs = 300, Features = 80, UseSymmetry = false, Steps = [1] };
        LearnedVelocityField plain = Field(LearningProblems.Train("reflow:1,u", LearningProblems.Ring, options));
        LearnedVelocityField huber = Field(LearningProblems.Train("rfpp:100", LearningProblems.Ring, options));
        LearnedVelocityField sharp = Field(LearningProblems.Train("rfpp:0.02", LearningProblems.Ring, options));
        Assert.InRange(Difference(plain, huber), 0, 1e-3);
        Assert.True(Difference(plain, sharp) > 1e-2);
    }

    private static Perceptron PerceptronOf(ModelMember member) =>
        Assert.IsType<Perceptron>(Assert.Single(Assert.IsType<LearnedVelocityField>(member.Field).Functions));

    private static double[] WeightsOf(ModelMember member) => [.. PerceptronOf(member).Weights];

    private static LearnedVelocityField Field(VelocityModel model) => Assert.IsType<LearnedVelocityField>(model.Members[0].Field);

    private static double Difference(IVelocityField first, IVelocityField second)
    {
        SampleBatch x = NormalNoise.Quasi(32, 0, NoiseStream.Test).Points;
        SampleBatch a = x.NewLike();
        SampleBatch b = x.NewLike();
        first.Evaluate(0.4, x, a);
        second.Evaluate(0.4, x, b);
        return FlowDemo.Numerics.Flat.RootMeanSquareDistance(a, b);
    }
}
