using System.Globalization;
using System.Text.Json;
using FlowDemo.Comparison;
using FlowDemo.Comparison.Studies;
using FlowDemo.Metrics;
using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class ReportWriterTests
{
    public static TheoryData<string> Formats => [.. ReportWriterCatalog.All.Entries.Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_is_written_byte_for_byte_under_any_culture(string format) => Golden.Equal(
        $"tests/FlowDemo.Tests/Reporting/Golden/report.{format}",
        HostileWriter.Write(text => ReportWriterCatalog.All.Create(format).Write(Reports.Small, text)));

    [Fact]
    public void Json_reads_back_as_the_same_numbers()
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        new JsonReportWriter().Write(Reports.Small, text);
        using JsonDocument document = JsonDocument.Parse(text.ToString());
        JsonElement root = document.RootElement;
        Assert.Equal(Reports.Small.ReferenceError, root.GetProperty("reference").GetProperty("error").GetDouble());
        Assert.Equal(Reports.Small.Rows.Length, root.GetProperty("rows").GetArrayLength());
        foreach ((ComparisonRow row, JsonElement json) in Reports.Small.Rows.Zip(root.GetProperty("rows").EnumerateArray()))
        {
            Assert.Equal(row.Solver, json.GetProperty("solver").GetString());
            Assert.Equal(row.Grid.Knots, json.GetProperty("knots").EnumerateArray().Select(static k => k.GetDouble()));
            Assert.Equal(row.Metrics.Length, json.GetProperty("metrics").EnumerateObject().Count());
            foreach ((string id, Estimate value) in row.Metrics)
            {
                JsonElement figure = json.GetProperty("metrics").GetProperty(id);
                Assert.Equal(value, new Estimate(Number(figure, "value"), Number(figure, "low"), Number(figure, "high")));
            }
        }
    }

    [Fact]
    public void Csv_has_as_many_fields_in_every_line_and_reads_back_as_the_same_numbers()
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        new CsvReportWriter().Write(Reports.Small, text);
        string[] lines = text.ToString().TrimEnd('\n').Split('\n');
        string[] header = lines[0].Split(',');
        int rmse = Array.IndexOf(header, "rmse");
        foreach ((ComparisonRow row, string line) in Reports.Small.Rows.Zip(lines[1..]))
        {
            string[] fields = line.Split('"') is [string before, _, ..] ? (before + "quoted").Split(',') : line.Split(',');
            Assert.Equal(header.Length, fields.Length);
            Assert.Equal(row.Metrics[0].Value.Value, double.Parse(fields[rmse], CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("csv", "rmse_high,rmse_floor,")]
    [InlineData("csv", ",4.012,0.33,")]
    [InlineData("json", "\"floor\": 0.33")]
    [InlineData("json", "\"lowerBound\": true")]
    [InlineData("markdown", "| (noise floor) | 0.330 |")]
    [InlineData("markdown", "| >=1.00 |")]
    [InlineData("latex", "(noise floor) & $0.330$")]
    [InlineData("latex", @"& $\ge 1.00$")]
    public void A_noise_floor_and_a_lower_bound_are_in_every_format(string format, string wanted)
    {
        ComparisonRow row = Reports.Small.Rows[0];
        row = row with
        {
            Metrics = [(
            "rmse",
            row.Metrics[0].Value with { Floor = 0.33 }), ("kl", Estimate.Exact(1.001) with { IsLowerBound = true })]
        };
        using StringWriter text = new(CultureInfo.InvariantCulture);
        ReportWriterCatalog.All.Create(format).Write(Reports.Small with { Rows = [row] }, text);
        Assert.Contains(wanted, text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_outside_command_nothing_in_latex()
    {
        ComparisonReport report = Reports.Small with { TargetDescription = @"a_b%c\input{x}$1^2~#3&d|<e>--f" };
        using StringWriter text = new(CultureInfo.InvariantCulture);
        new LatexReportWriter().Write(report, text);
        Assert.Contains(
            @"a\_b\%c\textbackslash{}input\{x\}\$1\textasciicircum{}2\textasciitilde{}\#3\&d\textbar{}\textless{}e\textgreater{}-{}-f",
            text.ToString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain(@"\input", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Latex_of_several_problems_has_the_summary_first_and_labels_that_differ()
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        new LatexReportWriter().Write(new StudyReport([Reports.Small, Reports.Small]), text);
        string[] labels = [.. text.ToString().Split('\n').Where(static l => l.StartsWith(@"\label", StringComparison.Ordinal))];
        Assert.Equal([@"\label{tab:ratio}", @"\label{tab:worst}", @"\label{tab:1-rmse}"], labels[..3]);
        Assert.Equal(labels.Length, labels.Distinct().Count());
    }

    private static double Number(JsonElement figure, string name) => figure.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.String } text => double.Parse(text.GetString()!, CultureInfo.InvariantCulture),
        JsonElement number => number.GetDouble(),
    };
}
