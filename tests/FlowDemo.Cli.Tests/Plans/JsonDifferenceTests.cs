using System.Text.Json;
using FlowDemo.Cli.Plans;

namespace FlowDemo.Cli.Tests.Plans;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("{ \"a\": 1, \"m\": 5 }", "{ \"a\": 1.0, \"m\": 6, \"new\": 2 }", null, 1)]
    [InlineData("{ \"a\": [1, 2, \"x\"] }", "{ \"a\": [1, 2, \"x\"] }", null, 2)]
    [InlineData("{ \"a\": [1, 2] }", "{ \"a\": [1, 3] }", "a[1] is 2 in the report and 3 now", 1)]
    [InlineData("{ \"a\": 0.1 }", "{ \"a\": 0.10000000000000002 }", "a is 0.1 in the report and 0.10000000000000002 now", 0)]
    [InlineData("{ \"a\": 0 }", "{ \"a\": 5E-324 }", "a is 0 in the report and 5E-324 now", 0)]
    [InlineData("{ \"a\": [1, 2] }", "{ \"a\": [1] }", "a has 2 items in the report and 1 now", 0)]
    [InlineData("{ \"a\": { \"b\": 1 }, \"c\": 2 }", "{ \"a\": { }, \"c\": 3 }", "a.b is 1 in the report and is missing now", 0)]
    [InlineData("{ \"a\": 1 }", "{ \"a\": \"Infinity\" }", "a is 1 in the report and \"Infinity\" now", 0)]
    [InlineData("{ \"a\": \"x\" }", "{ \"a\": \"y\" }", "a is \"x\" in the report and \"y\" now", 0)]
    public void The_first_difference_is_found(string before, string now, string? first, int numbers)
    {
        using JsonDocument old = JsonDocument.Parse(before);
        using JsonDocument recent = JsonDocument.Parse(now);
        JsonDifference difference = JsonDifference.Between(old.RootElement, recent.RootElement, ignored: "m");
        Assert.Equal((first, numbers), (difference.First, difference.Numbers));
    }
}
