using CsCheck;
using FlowDemo.Comparison;
using FlowDemo.Fitting;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fitting;

public sealed class MomentProjectionTests
{
    private static readonly Gen<PlaneMoments> Moments = Gen.Select(
        Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[0.01, 4], Gen.Double[-0.95, 0.95], Gen.Double[0.01, 4],
        static (x, y, xx, correlation, yy) => new PlaneMoments(x, y, xx, correlation * Math.Sqrt(xx * yy), yy));

    [Fact]
    public void The_map_takes_the_moments_to_those_wanted_and_is_the_gradient_of_a_convex_function() =>
        Gen.Select(Moments, Moments).Sample(static (from, to) =>
        {
            PlaneMap w = MomentProjection.Between(from, to);
            Assert.Equal(to.MeanX, (w.XX * from.MeanX) + (w.XY * from.MeanY) + w.ShiftX, 1e-9);
            Assert.Equal(to.MeanY, (w.XY * from.MeanX) + (w.YY * from.MeanY) + w.ShiftY, 1e-9);
            (double a, double b) = ((w.XX * from.XX) + (w.XY * from.XY), (w.XX * from.XY) + (w.XY * from.YY));
            (double c, double d) = ((w.XY * from.XX) + (w.YY * from.XY), (w.XY * from.XY) + (w.YY * from.YY));
            Assert.Equal(to.XX, (a * w.XX) + (b * w.XY), 1e-9);
            Assert.Equal(to.XY, (a * w.XY) + (b * w.YY), 1e-9);
            Assert.Equal(to.YY, (c * w.XY) + (d * w.YY), 1e-9);
            Assert.True(w.XX > 0 && (w.XX * w.YY) - (w.XY * w.XY) > 0);
        });

    [Fact]
    public void A_cloud_that_has_collapsed_is_only_moved() => Assert.Equal(
        new PlaneMap(1, 0, 1, 2, -1),
        MomentProjection.Between(new PlaneMoments(1, 1, 1e-32, 0, 1e-32), new PlaneMoments(3, 0, 1, 0.2, 1)));

    /// <summary>Prototype figures: Euler at 2, 4, 8 and 16 .889, .453, .257 and .151; projected .562, .335, .204 and .129.</summary>
    [Fact]
    public void Golden_figures_of_euler()
    {
        ComparisonPlan plan = new()
        {
            Solvers = ["euler", "projected"],
            Schedules = ["uniform"],
            Budgets = [1, 2, 4, 8, 16],
            Samples = 4096,
            Metrics = ["rmse", "frechet:reference"],
        };
        Target target = new("three", TestMixtures.ThreeModes(), "three", "three");
        ComparisonRow[] rows = [.. ComparisonRunner.Run(plan, target, null, new Execution(2)).Rows];
        double Error(int row) => rows[row].Figure("rmse")!.Value.Value;
        double[] plain = [0.889, 0.453, 0.257, 0.151];
        double[] projected = [0.562, 0.335, 0.204, 0.129];
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(plain[i], Error(1 + i), 0.02);
            Assert.Equal(projected[i], Error(6 + i), 0.02);
            Assert.InRange(rows[6 + i].Figure("frechet:reference")!.Value.Value, 0, 0.01);
        }

        Assert.Equal(Error(0), Error(5), 1e-9);
        Assert.All(rows[5..], static r => Assert.Contains(r.Notes, static n => n.StartsWith("an oracle", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("projected:ab2:heun")]
    [InlineData("projected:unipc3:flow,bh1")]
    public void A_solver_may_have_parameters(string name) => Assert.NotNull(SolverCatalog.All.Create(name).StepsFor(6));

    [Theory]
    [InlineData("projected:em")]
    [InlineData("projected:fitted")]
    [InlineData("projected:dopri5")]
    [InlineData("projected:projected")]
    [InlineData("projected:eulr")]
    public void A_solver_that_cannot_be_projected_is_the_users_error(string name) =>
        Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Create(name));
}
