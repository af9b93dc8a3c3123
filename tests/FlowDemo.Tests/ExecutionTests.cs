using System.Collections.Concurrent;

namespace FlowDemo.Tests;

public sealed class ExecutionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_piece_that_is_done_is_heard_of_once(int threads)
    {
        ConcurrentBag<double> heard = [];
        new Execution(threads) { Progress = heard.Add }.ForEach(4, static _ => { });
        Assert.Equal([0.25, 0.5, 0.75, 1], heard.Order());
    }

    [Fact]
    public void A_part_of_a_part_is_heard_of_as_its_share_of_the_whole()
    {
        List<double> heard = [];
        new Execution(1) { Progress = heard.Add }.Part(0.5, 1).Part(0, 0.5).ForEach(2, static _ => { });
        Assert.Equal([0.625, 0.75], heard);
        Assert.Null(new Execution(1).Part(0, 0.5).Progress);
    }

    [Fact]
    public void A_piece_that_fails_is_not_heard_of()
    {
        List<double> heard = [];
        Assert.Throws<FlowDemoException>(
            () => new Execution(1) { Progress = heard.Add }.ForEach(3, static i => _ = i < 2 ? i : throw new FlowDemoException("no")));
        Assert.Equal(2, heard.Count);
    }
}
