using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests;

/// <summary>A name that a method has in other programs finds it here.</summary>
public sealed class CatalogAliasTests
{
    [Theory]
    [InlineData("deis", "tab2")]
    [InlineData("deis:lower", "tab2:lower")]
    [InlineData("RK45", "dopri5")]
    [InlineData("rk45", "dopri5")]
    [InlineData("lms", "ab4")]
    [InlineData("edm", "heun-edm")]
    [InlineData("uni_pc", "unipc3:flow,bh1")]
    [InlineData("uni-pc-bh2", "unipc3:flow,bh2")]
    [InlineData("euler", "euler")]
    [InlineData("res_multistep", "res-2m")]
    [InlineData("dpmpp_2m", "dpmpp-2m:flow")]
    [InlineData("dpmpp-2m", "dpmpp-2m")]
    public void Solvers(string name, string here) => Assert.Equal(here, SolverCatalog.All.Canonical(name));

    [Theory]
    [InlineData("kl_optimal", "arctan-flow")]
    [InlineData("kl-optimal", "arctan-flow")]
    [InlineData("beta57", "beta:0.5,0.7")]
    [InlineData("beta57+gauss", "beta:0.5,0.7+gauss")]
    [InlineData("exponential", "log-snr-flow")]
    [InlineData("simple", "shift")]
    [InlineData("sgm_uniform:2", "shift:2")]
    [InlineData("linear_quadratic", "linear-quadratic")]
    [InlineData("tors", "equidistribution:turn")]
    public void Schedules(string name, string here)
    {
        Assert.Equal(here, ScheduleCatalog.All.Canonical(name));
        Assert.Equal(here, ScheduleCatalog.All.Resolve(name).Name);
    }

    [Fact]
    public void Others()
    {
        Assert.Equal("w2", MetricCatalog.All.Canonical("emd"));
        Assert.Equal("linear", PathCatalog.All.Canonical("CondOT"));
        Assert.Equal("ring", TargetLoader.Load("8gaussians", PointsOptions.Default).Label);
    }

    [Fact]
    public void A_list_holds_the_names_of_this_program_once() =>
        Assert.Equal("tab2,euler", string.Join(',', SolverCatalog.All.Select("deis,tab2,euler")));

    [Fact]
    public void An_alias_with_parameters_takes_no_others()
    {
        FlowDemoException fault = Assert.Throws<FlowDemoException>(() => ScheduleCatalog.All.Resolve("beta57:1"));
        Assert.Equal("'beta57' stands for 'beta:0.5,0.7' and takes no parameters; write 'beta:1'.", fault.Message);
    }

    [Fact]
    public void Names_and_aliases_are_unique() =>
        Assert.Throws<ArgumentException>(static () => new Catalog<int>(
            "number",
            new CatalogEntry<int>("one", string.Empty, static _ => 1),
            new CatalogEntry<int>("two", string.Empty, static _ => 2) { Aliases = ["ONE"] }));

    [Theory]
    [InlineData("em:sigma,1,none,unipc3:flow,bh1,euler", "em:sigma,1,none|unipc3:flow,bh1|euler")]
    [InlineData("em:sigma,ab2", "em:sigma|ab2")]
    public void A_word_that_is_no_name_is_a_parameter_of_the_name_before_it(string list, string expected) =>
        Assert.Equal(expected, string.Join('|', SolverCatalog.All.Select(list)));

    [Theory]
    [InlineData("ab2:rk4,nothing")]
    [InlineData("euler,nothing")]
    public void A_word_without_room_for_it_is_refused(string list) => Assert.Contains(
        "'nothing'",
        Assert.Throws<FlowDemoException>(() => SolverCatalog.All.Select(list)).Message,
        StringComparison.Ordinal);
}
