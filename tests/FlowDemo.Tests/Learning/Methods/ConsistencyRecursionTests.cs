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

    /// <summary>The rule with phi = rho^2 is that of DDIM with all noise, and phi = rho that without.</summary>
    [Theory]
    [InlineData("scott:sde,4", "scott:1,4")]
    [InlineData("scott:ode,4", "scott:0,4")]
    public void Er_sde_teaches_what_ddim_does_where_they_are_the_same(string method, string same)
    {
        (LearnedVelocityField a, LearnedVelocityField b) = (Train(method, Affine), Train(same, Affine));
        Assert.All(a.Knots, t => Assert.Equal(End(b, t, 0.7, 0.4).X, End(a, t, 0.7, 0.4).X, 1e-9));
    }

    /// <summary>
    /// On a Gaussian each sub-step has the mean factor <c>d + (s - d t) t v / C_t</c>; with this phi the first has d = 0.
    /// </summary>
    [Fact]
    public void Er_sde_of_type_7_leaves_the_product_of_its_mean_factors()
    {
        static double LogPhi(double rho) => Math.Log(rho * (Math.Exp(Math.Pow(rho, 0.3)) + 10));
        double factor = 1;
        for (int k = 0; k < 12; k++)
        {
            (double t, double s) = (k / 12.0, (k + 1) / 12.0);
            double decay = k is 0 or 11 ? 0 : s / t * Math.Exp(LogPhi((1 - s) / s) - LogPhi((1 - t) / t));
            factor *= decay + ((s - (decay * t)) * t * Scale * Scale / (((1 - t) * (1 - t)) + (t * t * Scale * Scale)));
        }

        LearnedVelocityField field = Train("scott:type7,4", Affine);
        Assert.Equal(factor, End(field, 0, 1, 0).X - End(field, 0, 0, 0).X, 0.02);
        Assert.Equal(1, End(field, 0, 0.3, 0).X, 0.05);
    }

    [Theory]
    [InlineData("scott:1.5")]
    [InlineData("scott:type6")]
    public void A_noise_that_there_is_not_is_named(string method) =>
        Assert.Throws<FlowDemoException>(() => TrainingCatalog.All.Create(method));

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
