using System.Collections.Immutable;

namespace FlowDemo.Comparison.Steering;

/// <summary>Every method of steering by its id. An entry stands beside its class; here is their order.</summary>
public static class SteeringCatalog
{
    /// <summary>What the others are held against, the searches, then the gradients.</summary>
    public static Catalog<ISteering> All { get; } = new(
        "steering method",
        ExactSteering.UnsteeredEntry,
        ExactSteering.ExactEntry,
        BestOfN.Entry,
        Particles.Entry,
        BlockSearch.StepEntry,
        BlockSearch.BlockEntry,
        PathSearch.Entry,
        RolloverBudget.Entry,
        FlowChef.Entry,
        FlowChef.FullEntry);

    /// <summary>Reads a list of methods.</summary>
    /// <param name="list">Names with parameters, separated by commas.</param>
    /// <exception cref="FlowDemoException">There is no such method, or it takes no such parameter.</exception>
    public static ImmutableArray<string> Parse(string list)
    {
        ImmutableArray<string> names = [.. NameList.Split(list).Distinct()];
        foreach (string name in names)
        {
            _ = All.Create(name);
        }

        return names;
    }
}
