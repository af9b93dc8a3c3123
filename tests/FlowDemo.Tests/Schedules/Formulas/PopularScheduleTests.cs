using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Schedules.Formulas;

/// <summary>Grids that other programs run on flow models, as they print them: noise levels 1 - t.</summary>
public sealed class PopularScheduleTests
{
    [Theory]
    [InlineData("bong-tangent", 1.0, .8572326247, .5, .1174605657, 0.0)]
    [InlineData("bong-tangent", 1.0, .9289700952, .797685922, .5, .1856007279, .0568021836, 0.0)]
    [InlineData("bong_tangent", 1.0, .9713438782, .9294229579, .8628878668, .7442997072, .5, .2131216179, .0696460333, 0.0)]
    [InlineData("arctan-flow", 1.0, .5777947991, .2686638511, .001, 0.0)]
    [InlineData("kl_optimal", 1.0, .7977071245, .6287402349, .4821026908, .3505566567, .2289950933, .1135410481, .001, 0.0)]
    [InlineData("log-snr-flow", 1.0, .1, .01, .001, 0.0)]
    public void Golden_lists(string schedule, params double[] sigmas)
    {
        TimeGrid grid = ScheduleCatalog.All.Create(schedule).Prepare(new GaussianProblem(1).Context(samples: 8)).Build(sigmas.Length - 1);
        Assert.All(sigmas.Select((s, i) => (s, i)), p => Assert.Equal(p.s, 1 - grid[p.i], 2e-10));
    }

    [Fact]
    public void Too_few_steps_of_bong_tangent_are_refused_with_the_fewest()
    {
        IGridRule rule = ScheduleCatalog.All.Create("bong-tangent:0.1").Prepare(new GaussianProblem(1).Context(samples: 8));
        FlowDemoException refusal = Assert.Throws<FlowDemoException>(() => rule.Build(2));
        int fewest = int.Parse(refusal.Message.Split(' ')[^1].TrimEnd('.'), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(fewest, rule.Build(fewest).Steps);
        Assert.Throws<FlowDemoException>(() => rule.Build(fewest - 1));
    }

    [Theory]
    [InlineData("knots:0,0.35,0.56,1", 0.0, .35, .56, 1.0)]
    [InlineData("sigmas:1,0.65,0.3,0", 0.0, .35, .7, 1.0)]
    [InlineData("sigmas:1,0.65,0.3", 0.0, .35, .7, 1.0)]
    [InlineData("sigmas:1", 0.0, 1.0)]
    public void Own_lists_are_grids(string schedule, params double[] knots)
    {
        ISchedule own = ScheduleCatalog.All.Create(schedule);
        Assert.Equal(knots.Length - 1, own.OnlySteps);
        TimeGrid grid = own.Prepare(new GaussianProblem(1).Context(samples: 8)).Build(knots.Length - 1);
        Assert.All(knots.Select((t, i) => (t, i)), p => Assert.Equal(p.t, grid[p.i], 1e-15));
    }

    [Theory]
    [InlineData("knots:0,0.6,0.5,1")]
    [InlineData("knots:0.1,1")]
    [InlineData("knots:0")]
    [InlineData("knots")]
    [InlineData("sigmas:0.9,0.5,0")]
    [InlineData("sigmas:1,0.5,0.6,0")]
    [InlineData("sigmas:1,NaN,0")]
    [InlineData("sigmas:1,abc,0")]
    public void Other_lists_are_refused_with_an_example(string schedule) =>
        Assert.Contains(
            "as in", Assert.Throws<FlowDemoException>(() => ScheduleCatalog.All.Create(schedule)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1\n0.65\n0.3\n0\n")]
    [InlineData("1, 0.65, 0.3, 0")]
    [InlineData("[1, 0.65, 0.3, 0]")]
    [InlineData("""{ "schedule": "boss", "sigmas": [1, 0.65, 0.3, 0], "knots": [0, 0.35, 0.7, 1] }""")]
    [InlineData("index,t,sigma\n0,0,1\n1,0.35,0.65\n2,0.7,0.3\n3,1,0\n")]
    public void Files_of_any_usual_form_are_read(string text)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("list.txt", text);
        TimeGrid grid = ScheduleCatalog.All.Create($"sigmas:@{path}").Prepare(new GaussianProblem(1).Context(samples: 8)).Build(3);
        Assert.Equal(0.35, grid[1], 1e-15);
        Assert.Equal(path, Assert.Single(ScheduleCatalog.All.Resolve($"sigmas:@{path}").Files).Path);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1, \"a\"]")]
    [InlineData("hello")]
    [InlineData("0\n0.35\0\n1\n")]
    public void Files_that_hold_no_list_are_named(string text)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("list.txt", text);
        Assert.Contains(
            path, Assert.Throws<FlowDemoException>(() => ScheduleCatalog.All.Create($"knots:@{path}")).Message, StringComparison.Ordinal);
    }
}
