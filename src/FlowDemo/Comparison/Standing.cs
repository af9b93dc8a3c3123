namespace FlowDemo.Comparison;

/// <summary>How a row stands among the rows of its budget, by RMSE.</summary>
public enum Standing
{
    /// <summary>Another row is better, and the interval says so.</summary>
    Behind,

    /// <summary>No other row is better as far as the intervals can tell, but some are not worse either.</summary>
    NotSeparated,

    /// <summary>Not compared by RMSE, because the sampler is stochastic or the interval is wider than the figure.</summary>
    Unranked,

    /// <summary>Better than every other row, and the intervals say so.</summary>
    Best,
}
