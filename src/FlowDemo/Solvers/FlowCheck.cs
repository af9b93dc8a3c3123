using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>Which solvers a flow can serve.</summary>
public static class ScoreCheck
{
    /// <summary>Refuses noise in the steps where the score does not follow from the velocity.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="solver">The solver.</param>
    /// <exception cref="FlowDemoException">The solver adds noise, and the flow does not give the score that it needs.</exception>
    public static void RequireScoreFor(this Flow flow, Named<ISolver> solver)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(solver);
        if (!flow.IsPlain && solver.Value.IsStochastic && !(flow.Score is not null && solver.Value.TakesScore))
        {
            string others = flow.Score is null ? "a solver without noise" : "em or sde-heun, which take the score itself";
            throw new FlowDemoException(
                $"'{solver.Name}' adds normal noise by a score that follows from the velocity, which it does only where the path starts "
                    + $"from normal noise and mixes in no other; name {others}, or another '--path'.");
        }
    }
}
