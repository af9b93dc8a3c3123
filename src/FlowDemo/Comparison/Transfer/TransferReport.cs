using System.Collections.Immutable;

namespace FlowDemo.Comparison.Transfer;

/// <summary>What a transfer table holds.</summary>
/// <param name="Plan">What was asked.</param>
/// <param name="Cells">By method, then the target it was fitted on, then the one it was tested on.</param>
public sealed record TransferReport(TransferPlan Plan, ImmutableArray<TransferCell> Cells);
