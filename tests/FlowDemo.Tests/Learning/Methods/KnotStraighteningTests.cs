using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning.Methods;

public sealed class KnotStraighteningTests
{
    private static readonly SampleBatch Noise = NormalNoise.Quasi(128, 1, NoiseStream.Test).Points;

    [Theory]
    [InlineData("boss", RegressorKind.Affine)]
    [InlineData("distill", RegressorKind.Affine)]
    [InlineData("distill:line", RegressorKind.Affine)]
    [InlineData("distill", RegressorKind.Responsibility)]
    public void On_a_gaussian_the_student_reproduces_the_exact_end_points(string method, RegressorKind regressor)
    {
        VelocityModel model = LearningProblems.Train(
            method, LearningProblems.Gaussian, LearningProblems.Small with { Regressor = regressor });
        SampleBatch truth = Noise.NewLike();
        (double xx, double xy, double yy) = LearningProblems.Root();
        for (int i = 0; i < Noise.Count; i++)
        {
            truth[i, 0] = LearningProblems.Ellipse.MeanX + (xx * Noise[i, 0]) + (xy * Noise[i, 1]);
            truth[i, 1] = LearningProblems.Ellipse.MeanY + (xy * Noise[i, 0]) + (yy * Noise[i, 1]);
        }

        Assert.Equal([1, 2, 4], model.Members.Select(static m => m.Grid!.Steps));
        Assert.All(model.Members, m => Assert.InRange(LearningProblems.EulerError(m.Field, m.Grid!, Noise, truth), 0, 1e-8));
    }

    [Fact]
    public void One_regression_for_all_knots_is_one_function_that_beats_the_teacher_at_all_of_them()
    {
        TrainingOptions options = LearningProblems.Small with { Steps = [4], Pairs = 512 };
        ModelMember one = LearningProblems.Train("boss:one", LearningProblems.Ring, options).Members[0];
        ModelMember each = LearningProblems.Train("boss", LearningProblems.Ring, options).Members[0];
        Assert.Empty(((LearnedVelocityField)one.Field).Knots);
        Assert.Single(((LearnedVelocityField)one.Field).Functions);
        Assert.Equal(each.Grid, one.Grid);
        SampleBatch truth = LearningProblems.EndPoints(LearningProblems.Ring.Mixture, Noise, 100);
        MixtureVelocityField exact = new(LearningProblems.Ring.Mixture, new LinearPath());
        double teacher = LearningProblems.EulerError(exact, one.Grid!, Noise, truth);
        Assert.InRange(LearningProblems.EulerError(one.Field, one.Grid!, Noise, truth), 0, teacher / 4);
    }

    [Fact]
    public void Points_on_the_lines_of_a_gaussian_give_the_second_rectified_velocity()
    {
        // v2(x, t) = m + (Q - I) [(1 - t) I + t Q]^-1 (x - t m), at the knot t = 1/2 of two steps.
        VelocityModel model = LearningProblems.Train(
            "distill:line", LearningProblems.Gaussian, LearningProblems.Small with { Regressor = RegressorKind.Affine, Steps = [2] });
        (double xx, double xy, double yy) = LearningProblems.Root();
        (double m1, double m2) = (LearningProblems.Ellipse.MeanX, LearningProblems.Ellipse.MeanY);
        SampleBatch x = SampleBatch.FromPoints((0.7, -1.1));
        SampleBatch velocity = x.NewLike();
        model.Members[0].Field.Evaluate(0.5, x, velocity);
        (double a, double b, double d) = (0.5 + (0.5 * xx), 0.5 * xy, 0.5 + (0.5 * yy));
        (double cx, double cy) = (0.7 - (0.5 * m1), -1.1 - (0.5 * m2));
        double determinant = (a * d) - (b * b);
        (double zx, double zy) = (((d * cx) - (b * cy)) / determinant, ((a * cy) - (b * cx)) / determinant);
        Assert.Equal(m1 + ((xx - 1) * zx) + (xy * zy), velocity[0, 0], 1e-8);
        Assert.Equal(m2 + (xy * zx) + ((yy - 1) * zy), velocity[0, 1], 1e-8);
    }

    [Fact]
    public void Straightening_the_ring_beats_the_teacher_at_the_same_knots_by_far()
    {
        VelocityModel model = LearningProblems.Train(
            "boss", LearningProblems.Ring, LearningProblems.Small with { Pairs = 400, Steps = [1, 2], Features = 75 });
        SampleBatch truth = LearningProblems.EndPoints(LearningProblems.Ring.Mixture, Noise, 100);
        MixtureVelocityField exact = new(LearningProblems.Ring.Mixture, new LinearPath());
        foreach (ModelMember member in model.Members)
        {
            double before = LearningProblems.EulerError(exact, member.Grid!, Noise, truth);
            double after = LearningProblems.EulerError(member.Field, member.Grid!, Noise, truth);
            Assert.InRange(after, 0, before / 5);
        }
    }

    [Fact]
    public void A_residual_with_an_overwhelming_penalty_gives_back_the_teacher()
    {
        TrainingOptions options = LearningProblems.Small with
        {
            Regressor = RegressorKind.Fourier,
            Features = 40,
            Penalty = 1e6,
            Steps = [2],
            UseSymmetry = false
        };
        VelocityModel residual = LearningProblems.Train("distill", LearningProblems.Ring, options);
        LearnedVelocityField field = Assert.IsType<LearnedVelocityField>(residual.Members[0].Field);
        Assert.Equal(Prediction.Residual, field.Prediction);
        LinearRegressor function = Assert.IsType<LinearRegressor>(field.Functions[0]);

        // Only the affine part goes without a penalty.
        Assert.All(Enumerable.Range(3, 37), j => Assert.InRange(Math.Abs(function.Coefficients[j]), 0, 1e-4));
    }

    [Fact]
    public void Few_pairs_for_the_features_are_warned_about_with_the_numbers()
    {
        VelocityModel model = LearningProblems.Train(
            "distill",
            LearningProblems.Ring,
            LearningProblems.Small with { Pairs = 100, Regressor = RegressorKind.Fourier, Features = 50, Steps = [1] });
        string warning = Assert.Single(model.Record.Warnings);
        Assert.Contains("100 rows", warning, StringComparison.Ordinal);
        Assert.Contains("50 features", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_teacher_evaluation_is_counted()
    {
        TrainingOptions options = LearningProblems.Small with { Pairs = 64, Steps = [1], Features = 27 };
        Assert.Equal(64 * 400, LearningProblems.Train("distill", LearningProblems.Ring, options).Record.Evaluations);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(64, 0)]
    public void Options_out_of_range_are_refused(int pairs, int steps)
    {
        TrainingOptions options = new() { Pairs = pairs, Steps = [steps] };
        Assert.Throws<FlowDemoException>(() => LearningProblems.Train("distill", LearningProblems.Gaussian, options));
    }

    [Fact]
    public void Sensitivity_is_the_growth_of_an_error_along_the_exact_flow()
    {
        // Isotropic Gaussian: the flow scales by r(1) / r(t), r = sqrt(t^2 s^2 + (1 - t)^2); |J|^2 / 2 is its square.
        const double s = 2;
        TrainingContext context = new(
            LearningProblems.TargetOf(new GaussianMixture(GaussianComponent.Isotropic(1, 0, 0, s))),
            new LinearPath(),
            LearningProblems.Small with { Pairs = 16 },
            ScheduleCatalog.All.Create("uniform"),
            LearningProblems.OneThread);
        TeacherTrajectory trajectory = TeacherTrajectory.Solve(context, new TimeGrid(0, 0.4, 1));
        double growth = s * s / ((0.16 * s * s) + 0.36);
        Assert.All(trajectory.Weights[0], w => Assert.Equal(1 + growth, w, 1e-6));
        Assert.All(trajectory.Weights[1], static w => Assert.Equal(2, w, 1e-12));
    }
}
