using System.Text;
using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

public sealed class PlotWriterTests
{
    [Theory]
    [InlineData("work-precision")]
    [InlineData("trajectories")]
    public void A_pdf_has_text_as_text_and_nothing_of_the_clock(string kind)
    {
        byte[] first = Pdf(kind, PlotPaper.Screen);
        using (HostileCulture _ = HostileCulture.Enter())
        {
            Assert.Equal(first, Pdf(kind, PlotPaper.Screen));
        }

        string text = Encoding.Latin1.GetString(first);
        Assert.StartsWith("%PDF-1.", text, StringComparison.Ordinal);
        Assert.Contains("(euler/uniform) Tj", text, StringComparison.Ordinal);
        Assert.Contains("/CreationDate (D:20000101000000", text, StringComparison.Ordinal);

        // Places in the file are counted: the table of them still stands where the end of the file says.
        int table = int.Parse(text.Split("startxref")[1].Split("%%")[0].Trim(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("xref", text.Substring(table, 4));
    }

    [Fact]
    public void A_page_is_as_large_as_it_is_asked_for() => Assert.Contains(
        "MediaBox [0 0 234 172.8]",
        Encoding.Latin1.GetString(Pdf("work-precision", PlotPaper.Print(234, 172.8, 8))),
        StringComparison.Ordinal);

    private static byte[] Pdf(string kind, PlotPaper paper)
    {
        using MemoryStream bytes = new();
        PlotWriter.WritePdf(PlotCatalog.All.Create(kind), Pictures.Ring, paper, bytes);
        return bytes.ToArray();
    }
}
