using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Targets;
using FlowDemo.Tests.Reporting;

namespace FlowDemo.Tests.Comparison;

public sealed class ErrorOrderTests
{
    [Fact]
    public void A_power_of_the_budget_is_found_with_an_interval_of_no_width()
    {
        Estimate order = Order(static nfe => 3 * Math.Pow(nfe, -1.5), 2, 4, 7, 16)!.Value;
        Assert.Equal(1.5, order.Value, 1e-12);
        Assert.InRange(order.High - order.Low, 0, 1e-10);
    }

    [Fact]
    public void The_interval_is_that_of_a_least_squares_slope()
    {
        // log rmse = 0, -2, -1 at log nfe = 0, 1, 2: slope -1/2 with residual sum 3/2, se^2 = 3/2 / 1 / 2, t(1, 97.5 %) = 12.7062.
        Estimate order = Order(static nfe => Math.Exp(nfe == 1 ? 0 : nfe == Math.E ? -2 : -1), 1, Math.E, Math.E * Math.E)!.Value;
        Assert.Equal(0.5, order.Value, 1e-12);
        Assert.Equal(0.5 - (12.7062047364 * Math.Sqrt(0.75)), order.Low, 1e-8);
        Assert.Equal(0.5 + (12.7062047364 * Math.Sqrt(0.75)), order.High, 1e-8);
    }

    [Fact]
    public void R2_is_the_share_of_the_variation_that_the_power_tells()
    {
        // As above: of a variation of 2 about the mean of log rmse, 3/2 is left.
        ErrorOrder bent = Fit(static nfe => Math.Exp(nfe == 1 ? 0 : nfe == Math.E ? -2 : -1), 1, Math.E, Math.E * Math.E);
        Assert.Equal(0.25, bent.Determination, 1e-12);
        Assert.Equal(1, Fit(static nfe => 3 * Math.Pow(nfe, -1.5), 2, 4, 7, 16).Determination, 1e-12);
        Assert.Equal(0, Fit(static _ => 2, 2, 4, 7).Determination);
    }

    /// <summary>Prototype figures of Euler's method on the three modes, budgets from 2 to 48: slope and R2.</summary>
    [Fact]
    public void Golden_orders_by_figure()
    {
        ComparisonPlan plan = new()
        {
            Solvers = ["euler"],
            Schedules = ["uniform"],
            Budgets = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48],
            Samples = 4096,
            Metrics = ["rmse", "median", "weights"],
        };
        Target target = new("three", TestMixtures.ThreeModes(), "three", "three");
        ErrorOrder[] orders = [.. ErrorOrder.Of(ComparisonRunner.Run(plan, target, null, new Execution(2)))];
        Assert.Equal(["rmse", "median", "weights"], orders.Select(static o => o.Metric));
        double[] powers = [0.76, 0.99, 1.08];
        double[] shares = [0.992, 0.998, 0.976];
        for (int i = 0; i < orders.Length; i++)
        {
            Assert.Equal(powers[i], orders[i].Value!.Value.Value, 0.03);
            Assert.Equal(shares[i], orders[i].Determination, 0.015);
        }
    }

    [Fact]
    public void Two_budgets_give_no_order_and_neither_do_errors_of_zero()
    {
        Assert.Null(Order(static nfe => 1 / nfe, 2, 4));
        Assert.Null(Order(static nfe => nfe < 4 ? 0 : 1 / nfe, 1, 2, 4, 8));
    }

    private static Estimate? Order(Func<double, double> rmse, params double[] budgets) => Fit(rmse, budgets).Value;

    private static ErrorOrder Fit(Func<double, double> rmse, params double[] budgets)
    {
        ComparisonRow row = Reports.Small.Rows[0];
        return Assert.Single(ErrorOrder.Of(Reports.Small with
        {
            Rows = [.. budgets.Select(nfe => row with { Nfe = nfe, Metrics = [("rmse", Estimate.Exact(rmse(nfe)))] })],
        }));
    }
}
