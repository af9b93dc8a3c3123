using FlowDemo.Learning.Methods;
using FlowDemo.Learning.Methods.Meta;

namespace FlowDemo.Learning;

/// <summary>The training methods by name. An entry stands beside its class; here is their order.</summary>
public static class TrainingCatalog
{
    /// <summary>All of them.</summary>
    public static Catalog<ITrainingMethod> All { get; } = new(
        "training method",
        KnotStraightening.BossEntry,
        LowRankStraightening.Entry,
        KnotStraightening.DistillEntry,
        Reflow.Entry,
        OracleReflow.Entry,
        Reflow.RobustEntry,
        ConsistencyRecursion.Entry,
        ConsistencyRecursion.StochasticEntry,
        RectifiedDiffusion.Entry,
        SlimFlow.Entry,
        InstaFlow.Entry,
        MetaFlowMatching.Entry);
}
