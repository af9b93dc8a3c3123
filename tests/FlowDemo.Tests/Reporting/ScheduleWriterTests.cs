using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class ScheduleWriterTests
{
    private static readonly ScheduleReport Report = new("shift:0.5", "heun", new TimeGrid(0, 0.1, 0.30000000000000004, 1), 409600);

    [Theory]
    [InlineData("plain", "0,0.1,0.30000000000000004,1\n")]
    [InlineData("csv", "knot,t,sigma\n0,0,1\n1,0.1,0.9\n2,0.30000000000000004,0.7\n3,1,0\n")]
    [InlineData("markdown", "| knot | t | sigma | step |\n| ---: | ---: | ---: | ---: |\n| 0 | 0.000000 | 1.000000 | – |\n| 1 | 0.100000 | 0.900000 | 0.100000 |\n| 2 | 0.300000 | 0.700000 | 0.200000 |\n| 3 | 1.000000 | 0.000000 | 0.700000 |\n")]
    [InlineData("json", "{\n  \"schedule\": \"shift:0.5\",\n  \"solver\": \"heun\",\n  \"steps\": 3,\n  \"knots\": [0, 0.1, 0.30000000000000004, 1],\n  \"sigmas\": [1, 0.9, 0.7, 0],\n  \"buildNfe\": 409600\n}\n")]
    public void A_grid_is_written_byte_for_byte_under_any_culture(string format, string expected) =>
        Assert.Equal(expected, HostileCulture.Write(text => ScheduleWriterCatalog.All.Create(format).Write(Report, text)));

    [Fact]
    public void Every_format_has_a_golden_text_here() =>
        Assert.Equal(["markdown", "csv", "json", "plain"], ScheduleWriterCatalog.All.Entries.Select(static e => e.Id));
}
