using System.Collections.Immutable;
using FlowDemo.Comparison;
using FlowDemo.Metrics;

namespace FlowDemo.Tests.Reporting;

/// <summary>A small report made by hand, with everything that a writer may meet: absent rows, infinities, notes, awkward names.</summary>
internal static class Reports
{
    public static ComparisonReport Small { get; } = new(
        new ComparisonPlan
        {
            Solvers = ["euler", "heun"],
            Schedules = ["uniform", "shift:0.5"],
            Budgets = [1, 4],
            Metrics = ["rmse", "kl"]
        },
        "8 components, \"exact\"",
        Samples: 4096,
        Replicates: 16,
        ReferenceMethod: "rk4",
        ReferenceSteps: 1000,
        ReferenceError: 1.25e-11,
        [("rmse", "data units"), ("kl", "nats")],
        [
            Row(
                "euler",
                "uniform",
                1,
                TimeGrid.Uniform(1),
                new(4.001, 3.99, 4.012),
                new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
                Estimate.Exact(1),
                Standing.NotSeparated,
                "one Euler step collapses, its KL is infinite"),
            Row(
                "euler",
                "uniform",
                4,
                TimeGrid.Uniform(4),
                new(0.35123456789012345, 0.347, 0.3555),
                new(1.25, 1.0, 1.5),
                Estimate.Exact(1),
                Standing.Behind),
            Row(
                "euler",
                "shift:0.5",
                1,
                TimeGrid.Uniform(1),
                new(4.001, 3.99, 4.012),
                new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
                new(1, 1, 1),
                Standing.NotSeparated,
                "one Euler step collapses, its KL is infinite"),
            Row(
                "euler",
                "shift:0.5",
                4,
                new TimeGrid(0, 0.1, 0.30000000000000004, 0.6, 1),
                new(0.25, 0.24, 0.26),
                new(0.031, 0.03, 0.032),
                new(0.71, 0.7, 0.72),
                Standing.Best),
            Row(
                "heun",
                "uniform",
                4,
                TimeGrid.Uniform(2),
                new(2.5e-6, 2.4e-6, 2.6e-6),
                null,
                new(7.1e-6, 6.9e-6, 7.3e-6),
                Standing.Behind,
                "its error is within 10 times the reference's own",
                "folds at 3 samples"),
        ])
    {
        Manifest = new ReportManifest(
            "0.1.0",
            "abc",
            ".NET",
            256,
            [("points.csv", "00ff")],
            [("target", "points.csv"), ("no-standardize", "true"), ("samples", "4096"), ("nfe", "1,4")]),
    };

    private static ComparisonRow Row(
        string solver,
        string schedule,
        int budget,
        TimeGrid grid,
        Estimate rmse,
        Estimate? kl,
        Estimate relative,
        Standing standing,
        params ReadOnlySpan<string> notes)
    {
        ImmutableArray<(string, Estimate)> metrics = kl is Estimate divergence ? [("rmse", rmse), ("kl", divergence)] : [("rmse", rmse)];
        return new ComparisonRow(
            solver, schedule, budget, budget, grid, schedule == "uniform" ? 0 : 409600, metrics, relative, standing, [.. notes]);
    }
}
