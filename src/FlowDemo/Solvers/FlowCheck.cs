using FlowDemo.Fields;

namespace FlowDemo.Solvers;

/// <summary>Which solvers a flow can serve.</summary>
public static class FlowCheck
{
    /// <summary>What is said of a solver that evaluates samples one by one, where the field remembers each of them.</summary>
    internal const string TakesSomeAlone = "evaluates some samples alone, and this field remembers where each of them was";

    /// <summary>Refuses a solver that cannot follow the flow.</summary>
    /// <param name="flow">The flow, with the field that is sampled with.</param>
    /// <param name="solver">The solver.</param>
    /// <exception cref="FlowDemoException">It cannot.</exception>
    public static void Require(this Flow flow, Named<ISolver> solver)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(solver);
        if (solver.Value.ObstacleOn(flow) is string why)
        {
            throw Refusal(solver.Name, why);
        }
    }

    /// <summary>The complaint about a solver that cannot run.</summary>
    /// <param name="solver">Its name.</param>
    /// <param name="why">Why, said of it.</param>
    public static FlowDemoException Refusal(string solver, string why) =>
        new($"'{solver}' {why}; name another solver, or another path or field.");
}
