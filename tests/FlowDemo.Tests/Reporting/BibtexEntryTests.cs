using System.Text.RegularExpressions;
using FlowDemo.Learning;
using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Reporting;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Reporting;

public sealed class BibtexEntryTests
{
    private static string[] Sources =>
    [
        .. SolverCatalog.All.Entries.Select(static e => e.Source), .. ScheduleCatalog.All.Entries.Select(static e => e.Source),
        .. MetricCatalog.All.Entries.Select(static e => e.Source), .. TrainingCatalog.All.Entries.Select(static e => e.Source),
        .. PathCatalog.All.Entries.Select(static e => e.Source),
    ];

    [Fact]
    public void An_entry_has_authors_title_year_and_number() => Assert.Equal(
        "@misc{liu2022flow,\n  author = {Liu and Gong and Liu},\n  title = {{Flow Straight and Fast}},\n  year = {2022},\n"
            + "  eprint = {2209.03003},\n  archivePrefix = {arXiv},\n}\n",
        BibtexEntry.AllOf("Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003, section 2.3").Single().ToString());

    [Theory]
    [InlineData("Karras et al., Elucidating, 2022, arXiv 2206.00364, algorithm 1", "Karras and others", "Elucidating", "")]
    [InlineData("K. Crowson, k-diffusion, 2022", "K. Crowson", "k-diffusion", "")]
    [InlineData("Efron, Bootstrap Methods: Another Look, Annals of Statistics 7, 1979", "Efron", "Bootstrap Methods: Another Look",
        "Annals of Statistics 7")]
    [InlineData("E. D. Dolan, J. More, On Profiles, Programming 91, 2002", "E. D. Dolan and J. More", "On Profiles", "Programming 91")]
    [InlineData("Black Forest Labs, Flux, 2024, sampling code", "{Black Forest Labs}", "Flux", "")]
    [InlineData("de Boor, Good Approximation by Splines, 1973, applied to the local error", "de Boor", "Good Approximation by Splines", "")]
    [InlineData("The objective of Tong et al., Learning to Discretize, 2024, arXiv 2405.15506; the rest is our own", "Tong and others",
        "Learning to Discretize", "")]
    [InlineData("change of variables: Papamakarios et al., Normalizing Flows, 2021, arXiv:1912.02762", "Papamakarios and others",
        "Normalizing Flows", "")]
    public void Sources_are_read_as_they_are_written(string source, string authors, string title, string journal)
    {
        BibtexEntry entry = BibtexEntry.AllOf(source).Single();
        Assert.Equal((authors, title, journal), (string.Join(" and ", entry.Authors), entry.Title, entry.Journal));
    }

    [Theory]
    [InlineData("Definition.")]
    [InlineData("This project; the recursion is that of boss.")]
    [InlineData("data of Gorman, Williams, Fraser, 2014")]
    [InlineData("")]
    public void What_is_no_work_has_no_entry(string source) => Assert.Empty(BibtexEntry.AllOf(source));

    [Fact]
    public void Every_number_of_a_preprint_that_leads_a_source_is_in_an_entry_with_authors()
    {
        string[] numbers =
        [
            .. Sources.SelectMany(static s => s.Split("; "))
                .Select(static s => Regex.Match(s, @"^[^(]*?\d{4}, arXiv[ :](\d{4}\.\d{5})").Groups[1].Value)
                .Where(static n => n.Length > 0)
                .Distinct(),
        ];
        BibtexEntry[] entries = [.. Sources.SelectMany(static s => BibtexEntry.AllOf(s))];
        Assert.True(numbers.Length > 40);
        Assert.All(numbers, n => Assert.NotEmpty(entries.First(e => e.Eprint == n).Authors));
    }

    [Fact]
    public void Works_that_differ_have_keys_that_differ()
    {
        BibtexEntry[] works = [.. Sources.SelectMany(static s => BibtexEntry.AllOf(s)).DistinctBy(static e => (e.Title, e.Year))];
        Assert.Equal(works.Length, works.Select(static e => e.Key).Distinct().Count());
        Assert.All(works, static e => Assert.Matches("^[a-z]*[0-9]{4}[a-z0-9]+$", e.Key));
    }
}
