using System.Globalization;
using System.Text.Json;
using FlowDemo.Reporting;

namespace FlowDemo.Tests.Reporting;

public sealed class JsonTextTests
{
    /// <summary>Characters of four bytes at every distance from the ends of the pieces that a long text is handed on in.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_text_longer_than_a_piece_reads_back(int before)
    {
        string[] texts = [new('a', before), .. Enumerable.Repeat(string.Concat(Enumerable.Repeat("\U0001f600é\u001b", 500)), 100)];
        using StringWriter output = new(CultureInfo.InvariantCulture);
        JsonText.Write(output, json =>
        {
            json.WriteStartArray();
            Array.ForEach(texts, json.WriteStringValue);
            json.WriteEndArray();
        });
        using JsonDocument document = JsonDocument.Parse(output.ToString());
        Assert.Equal(texts, document.RootElement.EnumerateArray().Select(static e => e.GetString()!));
        Assert.EndsWith("]\n", output.ToString(), StringComparison.Ordinal);
    }
}
