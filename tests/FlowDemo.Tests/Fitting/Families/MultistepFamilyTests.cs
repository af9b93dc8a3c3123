using CsCheck;
using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Tests.Fitting.Families;

public sealed class MultistepFamilyTests
{
    [Theory]
    [InlineData(FitConstraint.Consistent)]
    [InlineData(FitConstraint.SecondOrder)]
    public void Rules_hold_for_any_parameters(FitConstraint constraint)
    {
        MultistepFamily family = new(5, WarmStartKind.None, constraint, affine: false);
        double[] parameters = [.. Enumerable.Range(
            0,
            family.Parameters(family.Layout.Identity()).Length).Select(static p => Math.Sin(p * 2.3))];
        double[] values = family.Coefficients(parameters);
        for (int i = 1; i <= 5; i++)
        {
            double time = i < 5 ? values[family.Layout.Time(i)] : 1;
            double[] weights = [.. Enumerable.Range(0, i).Select(j => values[family.Layout.Weight(i, j)])];
            Assert.Equal(time, weights.Sum(), 1e-13);
            if (constraint == FitConstraint.SecondOrder && i > 1)
            {
                Assert.Equal(time * time / 2, weights.Select((w, j) => w * values[family.Layout.Time(j)]).Sum(), 1e-13);
            }
        }
    }

    [Theory]
    [InlineData(WarmStartKind.None, FitConstraint.Free, false, 5 + 15)]
    [InlineData(WarmStartKind.None, FitConstraint.Consistent, false, 5 + 10)]
    [InlineData(WarmStartKind.None, FitConstraint.SecondOrder, false, 5 + 6)]
    [InlineData(WarmStartKind.None, FitConstraint.Free, true, 5 + 15 + 10 + 1)]
    [InlineData(WarmStartKind.Gauss, FitConstraint.Free, true, 6 + 15 + 15 + 1)]
    public void It_has_the_parameters_that_the_form_leaves_free(WarmStartKind kind, FitConstraint constraint, bool affine, int count)
    {
        MultistepFamily family = new(5, kind, constraint, affine);
        Assert.Equal(count, family.Parameters(family.Layout.Identity()).Length);
    }

    [Fact]
    public void Parameters_of_a_sampler_give_that_sampler()
    {
        TimeGrid grid = new(0, 0.2, 0.45, 0.8, 1);
        foreach (FitConstraint constraint in Enum.GetValues<FitConstraint>())
        {
            MultistepFamily family = new(4, WarmStartKind.None, constraint, affine: false);
            double[] given = family.Coefficients(
                family.Parameters(SamplerProbe.Read(Tableaus.Euler, new FlowDemo.Paths.LinearPath(), grid, 0)!));
            double[] again = family.Coefficients(family.Parameters(given));
            Assert.All(given.Zip(again), static p => Assert.Equal(p.First, p.Second, 1e-13));
        }
    }

    [Theory]
    [InlineData(WarmStartKind.None)]
    [InlineData(WarmStartKind.Gauss)]
    public void Times_increase_whatever_the_parameters_and_the_start_comes_before_the_second(WarmStartKind kind) =>
        Gen.Double[-30, 30].Array[7].Sample(times =>
        {
            MultistepFamily family = new(4, kind, FitConstraint.Free, affine: false);
            double[] parameters = family.Parameters(family.Layout.Identity());
            times.AsSpan(0, kind == WarmStartKind.None ? 4 : 5).CopyTo(parameters);
            double[] values = family.Coefficients(parameters);
            double[] knots = [0, .. Enumerable.Range(1, 3).Select(j => values[family.Layout.Time(j)]), 1];
            return knots.Zip(knots.Skip(1)).All(static p => p.First < p.Second)
                && values[family.Layout.Time(0)] >= 0 && values[family.Layout.Time(0)] < knots[1]
                && (kind == WarmStartKind.None ? values[CoefficientLayout.Start] == 0 : values[CoefficientLayout.Start] > 0
                    && values[CoefficientLayout.Start] < knots[1]);
        });

    [Fact]
    public void The_factor_of_the_first_query_stays_from_a_half_to_two_and_is_read_back()
    {
        MultistepFamily family = new(3, WarmStartKind.Gauss, FitConstraint.Free, affine: true);
        double[] parameters = family.Parameters(family.Layout.Identity());
        double end = Math.PI / 2;
        foreach ((double parameter, double scale) in new[] { (-end, 0.5), (0, 1), (0.5, Math.Pow(2, Math.Sin(0.5))), (end, 2) })
        {
            parameters[^1] = parameter;
            double[] values = family.Coefficients(parameters);
            Assert.Equal(scale, values[family.Layout.Scale], 1e-12);
            Assert.Equal(scale, family.Coefficients(family.Parameters(values))[family.Layout.Scale], 1e-12);
        }
    }

    [Fact]
    public void A_rule_with_a_warm_start_is_refused() =>
        Assert.Throws<FlowDemoException>(() => new MultistepFamily(3, WarmStartKind.Gauss, FitConstraint.Consistent, affine: true));

    [Fact]
    public void A_split_step_changes_no_sample()
    {
        FitTask task = FitTasks.Create(TestMixtures.FourModes(), pairs: 64);
        CoefficientLayout layout = new(3);
        double[] values = FitTasks.Irregular(layout);
        double[] before = task.Objective(WarmStartKind.Gauss, layout, task.Calibration, RobustLoss.Squares).Squares(values);
        for (int after = -1; after < 3; after++)
        {
            double[] split = SplitStart.After(values, 3, after);
            CoefficientLayout longer = new(4);
            double[] now = task.Objective(WarmStartKind.Gauss, longer, task.Calibration, RobustLoss.Squares).Squares(split);
            Assert.All(before.Zip(now), static p => Assert.Equal(p.First, p.Second, 1e-12));
            double[] times = [.. Enumerable.Range(0, 4).Select(j => split[longer.Time(j)])];
            Assert.All(times.Zip(times.Skip(1)), static p => Assert.True(p.First < p.Second));
        }
    }

    [Fact]
    public void Eulers_coefficients_give_eulers_samples_to_the_last_bit()
    {
        FitTask task = FitTasks.Create(TestMixtures.FourModes(), pairs: 64);
        FlowDemo.Fields.Flow flow = task.Problems[0].Flow;
        TimeGrid grid = new(0, 0.2, 0.45, 0.8, 1);
        CoefficientLayout layout = new(4);
        WarmStart none = new(WarmStartKind.None, flow.Path, null);
        CoefficientSolver solver = new(SamplerProbe.Read(Tableaus.Euler, flow.Path, grid, 0)!, layout, none, grid);
        SampleBatch euler = Sampler.Run(flow, Tableaus.Euler, grid, task.Calibration.Noise, task.Execution);
        SampleBatch read = Sampler.Run(flow, solver, grid, task.Calibration.Noise, task.Execution);
        Assert.Equal(euler.Values.ToArray(), read.Values.ToArray());
    }
}
