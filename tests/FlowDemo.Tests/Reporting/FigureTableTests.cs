using FlowDemo.Comparison;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class FigureTableTests
{
    [Fact]
    public void The_ratio_stands_behind_the_first_metric() =>
        Assert.Equal(["rmse", "ratio", "kl", "build"], FigureTable.AllOf(Reports.Small).Select(static t => t.Id));

    [Fact]
    public void Methods_are_rows_and_budgets_are_columns()
    {
        FigureTable rmse = FigureTable.AllOf(Reports.Small)[0];
        Assert.Equal([1, 4], rmse.Budgets.ToArray());
        Assert.Equal(["euler/uniform", "euler/shift:0.5", "heun/uniform"], rmse.Rows.Select(static r => r.Method));
        Assert.Null(rmse.Rows[2].Cells[0].Figure);
        Assert.Equal(2.5e-6, rmse.Rows[2].Cells[1].Figure?.Value);
        Assert.Equal(Standing.Best, rmse.Rows[1].Cells[1].Standing);
    }

    [Fact]
    public void Without_a_baseline_row_there_is_no_ratio()
    {
        ComparisonReport report = Reports.Small with { Rows = [.. Reports.Small.Rows.Select(static r => r with { Relative = null })] };
        Assert.Equal(["rmse", "kl", "build"], FigureTable.AllOf(report).Select(static t => t.Id));
    }

    [Fact]
    public void What_methods_cost_to_build_is_shown_where_any_of_them_costs_something()
    {
        FigureTable build = FigureTable.AllOf(Reports.Small)[^1];
        Assert.Equal([null, 409600, null], build.Rows.Select(static r => r.Cells[1].Figure?.Value));
        ComparisonReport free = Reports.Small with { Rows = [.. Reports.Small.Rows.Select(static r => r with { BuildEvaluations = 0 })] };
        Assert.DoesNotContain(FigureTable.BuildId, FigureTable.AllOf(free).Select(static t => t.Id));
    }

    [Theory]
    [InlineData(1.0, 2.0, 2.5, 3.0, Standing.Best, Standing.Behind)]
    [InlineData(1.0, 2.0, 1.9, 3.0, Standing.Behind, Standing.Behind)]
    [InlineData(2.5, 3.0, 1.0, 2.0, Standing.Behind, Standing.Best)]
    [InlineData(1.0, 2.0, double.PositiveInfinity, double.PositiveInfinity, Standing.Best, Standing.Behind)]
    public void Another_metric_is_marked_by_its_intervals_alone(
        double low1, double high1, double low2, double high2, Standing first, Standing second)
    {
        ComparisonRow[] rows = [.. Reports.Small.Rows.Where(static r => r.Budget == 1)];
        Estimate[] figures = [new(low1, low1, high1), new(low2, low2, high2)];
        ComparisonReport report = Reports.Small with { Rows = [.. rows.Zip(figures, static (r, f) => r with { Metrics = [("kl", f)] })] };
        FigureTable kl = FigureTable.AllOf(report).Single(static t => t.Id == "kl");
        Assert.Equal([first, second], kl.Rows.Select(static r => r.Cells[0].Standing));
    }

    [Fact]
    public void Rows_that_cannot_be_told_from_the_best_are_marked_alike()
    {
        FigureTable kl = OfKl(new(1.5, 1, 2), new(2.5, 1.9, 3), new(5, 4, 6));
        Assert.Equal([Standing.NotSeparated, Standing.NotSeparated, Standing.Behind], kl.Rows.Select(static r => r.Cells[0].Standing));
    }

    [Fact]
    public void A_lower_bound_is_neither_marked_nor_in_the_way_of_others()
    {
        FigureTable kl = OfKl(new(1, 0.9, 1.1) { IsLowerBound = true }, new(2, 1.9, 2.1), new(5, 4, 6));
        Assert.Equal([Standing.Behind, Standing.Best, Standing.Behind], kl.Rows.Select(static r => r.Cells[0].Standing));
        Assert.Equal(">=1.00", FigureText.Full.Value(kl.Rows[0].Cells[0].Figure!.Value));
        ComparisonRow[] rows = [.. ReportOfKl(new(1, 0.9, 1.1) { IsLowerBound = true }, new(2, 1.9, 2.1)).Rows.Select(
            static (r, i) => r with { Standing = i == 0 ? Standing.Behind : Standing.Best })];
        Assert.Null(FigureTable.Dissenter(rows, "kl"));
    }

    [Fact]
    public void A_figure_that_is_lost_in_its_interval_is_not_said_to_be_near_the_best()
    {
        FigureTable kl = OfKl(new(1, 0.6, 1.4), new(1.1, 0.5, 1.7), new(5, 4, 6));
        Assert.Equal([Standing.NotSeparated, Standing.Behind, Standing.Behind], kl.Rows.Select(static r => r.Cells[0].Standing));
    }

    [Fact]
    public void The_noise_floor_stands_below_the_rows_of_its_table_alone()
    {
        ComparisonReport report = ReportOfKl(new Estimate(1, 0.9, 1.1) { Floor = 0.8 }, new Estimate(5, 4, 6) { Floor = 0.8 });
        FigureRow last = FigureTable.AllOf(report).Single(static t => t.Id == "kl").Rows[^1];
        Assert.Equal(
            (FigureTable.FloorName, Estimate.Exact(0.8), Standing.Behind),
            (last.Method, last.Cells.Single().Figure, last.Cells.Single().Standing));
        Assert.DoesNotContain(
            FigureTable.AllOf(Reports.Small).SelectMany(static t => t.Rows), static r => r.Method == FigureTable.FloorName);
    }

    [Fact]
    public void A_figure_without_a_rival_is_not_marked() =>
        Assert.Equal(
            Standing.Behind,
            FigureTable.AllOf(Reports.Small with { Rows = [Reports.Small.Rows[1]] })
                .Single(static t => t.Id == "kl").Rows[0].Cells[0].Standing);

    [Fact]
    public void A_note_that_several_rows_share_is_there_once()
    {
        ReportNote note = ReportNote.AllOf(Reports.Small)[0];
        Assert.Equal(["euler/uniform at 1", "euler/shift:0.5 at 1"], note.Rows.ToArray());
        Assert.Equal(3, ReportNote.AllOf(Reports.Small).Length);
    }

    private static FigureTable OfKl(params Estimate[] figures) => FigureTable.AllOf(ReportOfKl(figures)).Single(static t => t.Id == "kl");

    private static ComparisonReport ReportOfKl(params Estimate[] figures) =>
        Reports.Small with
        {
            Rows = [.. figures.Select(static (f, i) => Reports.Small.Rows[0] with { Solver = $"s{i}",
            Metrics = [("kl", f)] })]
        };
}
