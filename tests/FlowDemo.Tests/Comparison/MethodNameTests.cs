using FlowDemo.Comparison;

namespace FlowDemo.Tests.Comparison;

public sealed class MethodNameTests
{
    [Theory]
    [InlineData("euler/boss", "euler", "boss", null)]
    [InlineData("dpmpp-2m:p/shift:2 on straightened:a.json", "dpmpp-2m:p", "shift:2", "straightened:a.json")]
    public void What_is_composed_is_parsed(string text, string solver, string schedule, string? field)
    {
        MethodName name = new(solver, schedule, field);
        Assert.Equal(text, name.ToString());
        Assert.Equal(name, MethodName.Parse(text));
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("/boss")]
    [InlineData("euler/")]
    [InlineData("euler/boss/3")]
    [InlineData("euler/boss on ")]
    public void What_is_no_pair_is_none(string text) => Assert.Null(MethodName.Parse(text));
}
