using System.Text;
using FlowDemo.Interchange;

namespace FlowDemo.Tests.Interchange;

public sealed class JsonBytesTests
{
    private const string Text = "{ \"größe 🎲\": [1, \"\u2212\"] }\n";

    public static TheoryData<Encoding> Marked =>
        [new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];

    [Theory]
    [MemberData(nameof(Marked))]
    public void A_mark_is_taken_off_and_the_text_stays(Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        byte[] file = [.. encoding.Preamble, .. encoding.GetBytes(Text)];
        Assert.Equal(Encoding.UTF8.GetBytes(Text), JsonBytes.WithoutMark(file).ToArray());
        Assert.Null(JsonBytes.FaultIn(JsonBytes.WithoutMark(file).Span));
    }

    [Theory]
    [InlineData("{ \"a\":\n  \"\\ud800\" }", 2, 3)]
    [InlineData("[\"a\\udc00b\"]", 1, 2)]
    [InlineData("{ \"\\ud800\\u0041\": 1 }", 1, 3)]
    public void Half_a_character_is_no_text(string json, int line, int column) =>
        Assert.Equal(new JsonFault(line, column, IsSyntax: false), JsonBytes.FaultIn(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_no_text_are_located_in_any_encoding()
    {
        Assert.Equal(new JsonFault(1, 2, false), JsonBytes.FaultIn([(byte)'[', (byte)'"', 0xc3, (byte)'"', (byte)']']));
        byte[] half = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("[\"a"), 0x00, 0xd8, .. Encoding.Unicode.GetBytes("\"]")];
        Assert.Equal(new JsonFault(1, 2, false), JsonBytes.FaultIn(JsonBytes.WithoutMark(half).Span));
        byte[] cut = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("[1"), (byte)']'];
        Assert.True(JsonBytes.FaultIn(JsonBytes.WithoutMark(cut).Span) is { IsSyntax: true });
    }

    [Theory]
    [InlineData("{", 1, 2)]
    [InlineData("[1,\n2,,]", 2, 3)]
    [InlineData("", 1, 1)]
    public void What_is_no_json_is_located(string json, int line, int column) =>
        Assert.Equal(new JsonFault(line, column, IsSyntax: true), JsonBytes.FaultIn(Encoding.UTF8.GetBytes(json)));
}
