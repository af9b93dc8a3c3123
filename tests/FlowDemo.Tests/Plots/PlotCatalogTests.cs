using FlowDemo.Plots;

namespace FlowDemo.Tests.Plots;

public sealed class PlotCatalogTests
{
    public static TheoryData<string> Kinds => [.. PlotCatalog.All.Entries.Select(static e => e.Id)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_picture_is_well_formed_and_the_same_for_every_thread_count(string kind)
    {
        string first = Pictures.Draw(PlotCatalog.All.Create(kind), Pictures.Ring);
        string second = Pictures.Draw(
            PlotCatalog.All.Create(kind), Pictures.Ring with { Execution = Pictures.Ring.Execution with { Threads = 1 } });
        Assert.Equal(first, second);
        Assert.DoesNotContain('\r', first);
        Assert.DoesNotContain("NaN", first, StringComparison.Ordinal);
        Assert.Equal(Pictures.Svg + "svg", Pictures.Read(first).Name);
        Assert.Contains(Pictures.Texts(first), static t => t.Contains("ring", StringComparison.Ordinal));
    }
}
