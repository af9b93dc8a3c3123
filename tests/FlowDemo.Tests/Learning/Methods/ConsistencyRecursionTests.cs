using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning.Methods;

public sealed class ConsistencyRecursionTests
{
    private const double Scale = 0.5;

    private static readonly Target Isotropic = LearningProblems.TargetOf(new GaussianMixture(GaussianComponent.Isotropic(1, 1, -2, Scale)));

    private static readonly TrainingOptions Affine = new() { Pairs = 4000, Steps = [1, 2], Regressor = RegressorKind.Affine };

    [Fact]
    public void On_a_gaussian_every_knot_reaches_the_exact_end()
    {
        // f(x, t) = m + s / sqrt((1 - t)^2 + t^2 s^2) (x - t m).
        LearnedVelocityField field = Train("consistency:4", Affine with { Pairs = 400 });
        foreach (double t in field.Knots)
        {
            double factor = Scale / Math.Sqrt(((1 - t) * (1 - t)) + (t * t * Scale * Scale));
            (double x, double y) = End(field, t, 0.7, 0.4);
            Assert.Equal(1 + (factor * (0.7 - t)), x, 1e-6);
            Assert.Equal(-2 + (factor * (0.4 + (2 * t))), y, 1e-6);
        }
    }

    [Theory]
    [InlineData("scott:0,4", 0)]
    [InlineData("scott:0.5,4", 0.5)]
    [InlineData("scott:1,4", 1)]
    public void A_stochastic_teacher_leaves_the_product_of_the_sub_steps_mean_factors(string method, double eta)
    {
        double factor = 1;
        for (int k = 0; k < 12; k++)
        {
            double t = k / 12.0;
            double s = (k + 1) / 12.0;
            double variance = ((1 - t) * (1 - t)) + (t * t * Scale * Scale);
            double ratio = t * (1 - s) / (s * (1 - t));
            double spread = eta * (1 - s) * Math.Sqrt(1 - (ratio * ratio));
            factor *= ((s * t * Scale * Scale) + (Math.Sqrt(Math.Max(0, ((1 - s) * (1 - s)) - (spread * spread))) * (1 - t))) / variance;
        }

        LearnedVelocityField field = Train(method, Affine);
        Assert.Equal(factor, End(field, 0, 1, 0).X - End(field, 0, 0, 0).X, 0.02);
    }

    [Fact]
    public void With_full_noise_one_step_from_pure_noise_collapses_to_the_mean_of_the_data()
    {
        LearnedVelocityField field = Train("scott:1,4", Affine);
        Assert.Equal(1, End(field, 0, 1.5, 0).X, 0.05);
        Assert.Equal(1, End(field, 0, -1.5, 0).X, 0.05);
    }

    [Fact]
    public void Budgets_that_do_not_divide_the_knots_are_left_out_and_said_so()
    {
        VelocityModel model = LearningProblems.Train("consistency:4", Isotropic, Affine with { Pairs = 64, Steps = [1, 3, 4] });
        Assert.Equal([1, 4], model.Members.Select(static m => m.Grid!.Steps));
        Assert.Contains(
            "3 steps do not divide the 4 knots",
            Assert.Single(model.Record.Warnings, static w => w.Contains("divide", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private static LearnedVelocityField Train(string method, TrainingOptions options) =>
        Assert.IsType<LearnedVelocityField>(LearningProblems.Train(method, Isotropic, options).Members[0].Field);

    private static (double X, double Y) End(LearnedVelocityField field, double t, double x, double y)
    {
        SampleBatch point = SampleBatch.FromPoints((x, y));
        SampleBatch velocity = point.NewLike();
        field.Evaluate(t, point, velocity);
        return (x + ((1 - t) * velocity[0, 0]), y + ((1 - t) * velocity[0, 1]));
    }
}
