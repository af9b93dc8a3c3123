using FlowDemo.Comparison;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Metrics;

public sealed class PredictedErrorTests
{
    /// <summary>
    /// Prototype figures of Euler at 4, 8 and 16 steps: rank correlation with the true error, and predicted over true rms.
    /// </summary>
    [Theory]
    [InlineData("ring", new[] { 0.94, 0.97, 0.99 }, new[] { 0.95, 0.94, 0.97 })]
    [InlineData("moons", new[] { 0.92, 0.99, 1.00 }, new[] { 0.87, 0.94, 0.97 })]
    [InlineData("penguins", new[] { 0.99, 1.00, 1.00 }, new[] { 0.98, 0.99, 1.00 })]
    public void Golden_figures_of_euler(string target, double[] correlations, double[] ratios)
    {
        ComparisonPlan plan = new()
        {
            Target = target,
            Solvers = ["euler"],
            Schedules = ["uniform"],
            Budgets = [4, 8, 16],
            Samples = 2048,
            Metrics = ["rmse", "predicted", "predicted:rank"],
        };
        ComparisonReport report = ComparisonRunner.Run(plan, TargetLoader.Load(target, PointsOptions.Default), null, new Execution(2));
        for (int i = 0; i < 3; i++)
        {
            ComparisonRow row = report.Rows[i];
            Assert.Equal(correlations[i], 1 - row.Figure("predicted:rank")!.Value.Value, 0.015);
            Assert.Equal(ratios[i], row.Figure("predicted")!.Value.Value / row.Figure("rmse")!.Value.Value, 0.02);
        }
    }

    [Fact]
    public void A_method_without_a_next_order_has_no_prediction()
    {
        ComparisonPlan plan =
            new() { Solvers = ["rk4", "ab2"], Schedules = ["uniform"], Budgets = [8], Samples = 64, Metrics = ["predicted"] };
        ComparisonReport report = ComparisonRunner.Run(plan, TargetLoader.Load("ring", PointsOptions.Default), null, new Execution(2));
        Assert.Equal([false, true], report.Rows.Select(static r => r.Figure("predicted") is not null));
    }
}
