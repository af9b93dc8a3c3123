using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Paths;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Tests.Fitting.LeastSquares;

public sealed class EndpointObjectiveTests
{
    [Theory]
    [InlineData(WarmStartKind.None, double.PositiveInfinity)]
    [InlineData(WarmStartKind.Mean, double.PositiveInfinity)]
    [InlineData(WarmStartKind.Gauss, double.PositiveInfinity)]
    [InlineData(WarmStartKind.Gauss, 0.5)]
    public void The_gradient_of_every_coefficient_is_that_of_central_differences(WarmStartKind kind, double width)
    {
        FitTask task = FitTasks.Create(TestMixtures.FourModes(), pairs: 70, path: new TrigonometricPath());
        AllCoefficients family = new(3);
        FamilyObjective objective = new(family, FitTasks.Objective(task, kind, family.Layout, new RobustLoss(width)));
        double[] point = FitTasks.Irregular(family.Layout);
        NormalEquations model = objective.Linearise(point);
        Assert.Equal(objective.Cost(point), model.Cost, 1e-12 * model.Cost);
        for (int c = 0; c < point.Length; c++)
        {
            double centre = point[c];
            point[c] = centre + 1e-5;
            double above = objective.Cost(point);
            point[c] = centre - 1e-5;
            double below = objective.Cost(point);
            point[c] = centre;
            double slope = (above - below) / 2e-5;
            Assert.True(
                Math.Abs(slope - model.Gradient[c]) < 1e-6 * Math.Max(1, Math.Abs(slope)),
                $"coefficient {c}: {model.Gradient[c]} for {slope}");
        }
    }

    [Fact]
    public void The_curvature_is_that_of_the_residuals_own_slopes()
    {
        // With a single sample and its end where the sampler ends, J^T J is the whole second derivative of the cost.
        FitTask task = FitTasks.Create(TestMixtures.FourModes(), pairs: 4);
        AllCoefficients family = new(2);
        double[] point = FitTasks.Irregular(family.Layout);
        FitProblem problem = task.Problems[0];
        WarmStart warmStart = new(WarmStartKind.Gauss, problem.Flow.Path, problem.Moments);
        SampleBatch noise = task.Calibration.Noise.Slice(0, 1);
        SamplerSweep sweep = new((FlowDemo.Fields.IDifferentiableField)problem.Flow.Field, warmStart, family.Layout, 1);
        sweep.Forward(point, noise, derivatives: false);
        CalibrationPairs pairs = new(noise, sweep.State.Clone());
        FamilyObjective objective = new(family, task.Objective(WarmStartKind.Gauss, family.Layout, pairs, RobustLoss.Squares));
        NormalEquations model = objective.Linearise(point);
        Assert.Equal(0, model.Cost, 1e-25);
        for (int c = 0; c < point.Length; c++)
        {
            double centre = point[c];
            point[c] = centre + 1e-4;
            double above = objective.Cost(point);
            point[c] = centre - 1e-4;
            double below = objective.Cost(point);
            point[c] = centre;
            double second = (above + below) / 1e-8;
            Assert.Equal(second, model.Curvature[c, c], 1e-4 * Math.Max(1e-3, second));
        }
    }

    [Fact]
    public void The_loss_of_several_problems_is_the_weighted_mean_of_theirs_with_its_slopes()
    {
        AllCoefficients family = new(2);
        double[] point = FitTasks.Irregular(family.Layout);
        FitProblem[] problems = [FitTasks.Problem(TestMixtures.FourModes()), FitTasks.Problem(TestMixtures.Ring())];
        FitTask both = new([.. problems], 0, 200, 64, new Execution(2));
        CalibrationPairs pairs = both.Calibration.Weighted([3, 1]);
        NormalEquations[] alone = [.. problems.Select(p =>
        {
            FitTask task = new([p], 0, 200, 64, new Execution(1));
            return new FamilyObjective(family, FitTasks.Objective(task, WarmStartKind.Gauss, family.Layout)).Linearise(point);
        })];
        FamilyObjective objective = new(family, both.Objective(WarmStartKind.Gauss, family.Layout, pairs, RobustLoss.Squares));
        NormalEquations joined = objective.Linearise(point);
        Assert.Equal(((3 * alone[0].Cost) + alone[1].Cost) / 4, joined.Cost, 1e-12 * joined.Cost);
        Assert.Equal(joined.Cost, objective.Cost(point), 1e-12 * joined.Cost);
        Assert.All(Enumerable.Range(0, point.Length), c => Assert.Equal(
            ((3 * alone[0].Gradient[c]) + alone[1].Gradient[c]) / 4, joined.Gradient[c], 1e-9 * Math.Max(1, Math.Abs(joined.Gradient[c]))));
        Assert.Equal((64 + 64, 2), (both.Validation.Count, both.Calibration.Thin(30).Problems));
        Assert.Equal(alone[1].Cost, both.Objective(WarmStartKind.Gauss, family.Layout, both.Calibration, RobustLoss.Squares)
            .Squares(point)[200..].Average(), 1e-12 * alone[1].Cost);
    }

    [Fact]
    public void Thread_count_changes_no_bit()
    {
        AllCoefficients family = new(3);
        double[] point = FitTasks.Irregular(family.Layout);
        NormalEquations[] models = [.. new[] { 1, 3 }.Select(threads =>
        {
            FitTask task = FitTasks.Create(TestMixtures.Ring(), pairs: 3000, threads: threads);
            return new FamilyObjective(family, FitTasks.Objective(task, WarmStartKind.Gauss, family.Layout)).Linearise(point);
        })];
        Assert.Equal(models[0].Cost, models[1].Cost);
        Assert.Equal(models[0].Gradient, models[1].Gradient);
        Assert.Equal(models[0].Curvature, models[1].Curvature);
    }

    private sealed class AllCoefficients(int evaluations) : ISamplerFamily
    {
        public CoefficientLayout Layout { get; } = new(evaluations);

        public double[] Coefficients(ReadOnlySpan<double> parameters) => parameters.ToArray();
    }
}
