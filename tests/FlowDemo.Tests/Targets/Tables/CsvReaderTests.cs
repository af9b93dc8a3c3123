using CsCheck;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Tests.Targets.Tables;

public sealed class CsvReaderTests
{
    [Fact]
    public void Plain_fields_are_split_at_commas() => AssertRecords("a,b\n1,2\n", ["a", "b"], ["1", "2"]);

    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2")]
    [InlineData("\n\na,b\n\n   \n1,2\n\n")]
    public void Any_line_end_will_do_and_blank_lines_are_passed_over(string text) => AssertRecords(text, ["a", "b"], ["1", "2"]);

    [Fact]
    public void Quoted_fields_hold_anything() =>
        AssertRecords("\"a,\"\"x\"\"\",\"two\r\nlines\"\n\"\",2\n", ["a,\"x\"", "two\r\nlines"], ["", "2"]);

    [Fact]
    public void Empty_fields_stay() => AssertRecords(",\n,,\n", ["", ""], ["", "", ""]);

    [Fact]
    public void Nothing_holds_no_record() => Assert.Empty(Read(string.Empty));

    [Fact]
    public void Records_know_their_lines() =>
        Assert.Equal([2, 3, 6], Read("\na\n\"b\n\n\"\nc").Select(static r => r.Line));

    [Theory]
    [InlineData(
        "a,b\n1,2\"3\n",
        "f.csv, line 2, column 2: a quote in the middle of a field; put the whole field in quotes and double those inside.")]
    [InlineData(
        "a,b\n\"1\"x,2\n",
        "f.csv, line 2, column 1: text behind the closing quote of a field; a comma or the end of the line belongs there.")]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", "f.csv, line 3, column 2: the quote that opens here is never closed.")]
    public void Misplaced_quotes_are_located(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FlowDemoException>(() => Read(text)).Message);

    [Theory]
    [InlineData(';', "a;b,c\n\"1;2\";3\n")]
    [InlineData('\t', "a\tb,c\n\"1;2\"\t3\n")]
    [InlineData('|', "a|b,c\n\"1;2\"|3\n")]
    [InlineData(' ', "  a   b,c  \n\"1;2\" 3\n   \n")]
    public void Another_character_may_stand_for_the_comma(char delimiter, string text) => Assert.Equal(
        [["a", "b,c"], ["1;2", "3"]], new CsvReader(text, "f.csv", delimiter).Records().Select(static r => r.Fields));

    [Fact]
    public void What_is_quoted_by_the_rules_is_read_back()
    {
        Gen<string> field = Gen.String[Gen.Char["a,\"\n\r é1"], 0, 6];
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5]).SelectMany((columns, rows) => field.Array[columns].Array[rows]).Sample(static table =>
        {
            string text = string.Join(
                "\r\n",
                table.Select(
                    static row => string.Join(",", row.Select(static f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
            return Read(text).Select(static r => r.Fields).SequenceEqual(table, FieldComparer.Instance);
        });
    }

    private static List<CsvRecord> Read(string text) => [.. new CsvReader(text, "f.csv").Records()];

    private static void AssertRecords(string text, params string[][] expected) =>
        Assert.Equal(expected, Read(text).Select(static r => r.Fields));

    private sealed class FieldComparer : IEqualityComparer<IReadOnlyList<string>>
    {
        public static FieldComparer Instance { get; } = new();

        public bool Equals(IReadOnlyList<string>? x, IReadOnlyList<string>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(IReadOnlyList<string> obj) => obj.Count;
    }
}
