using System.Globalization;
using FlowDemo.Cli.Plans;
using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Targets;

namespace FlowDemo.Cli.Tests.Plans;

public sealed class FailConditionTests
{
    [Theory]
    [InlineData(">", 0.5, 0.6, false, false)]
    [InlineData(">", 0.5, 0.5, false, true)]
    [InlineData(">=", 0.5, 0.5, false, false)]
    [InlineData("<", 0.5, 0.5, false, true)]
    [InlineData("<=", 0.5, 0.5, false, false)]
    [InlineData(">=", 0.5, 0.4, false, true)]
    [InlineData("<", 0.5, 0.6, true, false)]
    [InlineData(">", 0.7, 0.6, true, false)]
    public void A_check_passes_only_where_it_does_not_hold_and_can_be_made(
        string comparison, double threshold, double value, bool isLowerBound, bool passes)
    {
        // A lower bound may be any larger value, so that no check of it means anything.
        ComparisonPlan plan =
            new() { Samples = 16, ReferenceSteps = 4, Solvers = ["euler"], Schedules = ["uniform"], Budgets = [2], Metrics = ["kl"] };
        ComparisonReport report = ComparisonRunner.Run(plan, TargetLoader.Load("ring", PointsOptions.Default), null, new Execution(1));
        report = report with
        {
            Rows = [report.Rows.Single() with { Metrics = [(
            "kl",
            Estimate.Exact(value) with { IsLowerBound = isLowerBound })] }]
        };
        Assert.Equal(
            passes,
            FailCondition.Parse(string.Create(
                CultureInfo.InvariantCulture,
                $"kl(euler/uniform,2) {comparison} {threshold}")).FailureIn(report) is null);
    }

    [Theory]
    [InlineData("resampled:8(euler/uniform,2) > 0.1", "resampled:8")]
    [InlineData("w2:reference,200 (heun/boss,4) <= 1", "w2:reference,200")]
    public void A_metric_may_have_parameters(string check, string metric) => Assert.Equal(metric, FailCondition.Parse(check).Metric);
}
