using FlowDemo.Metrics;

namespace FlowDemo.Comparison.Transfer;

/// <summary>A method that was fitted on one target and run on one, measured.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="FittedOn">The target whose calibration noise it saw.</param>
/// <param name="TestedOn">The target that it ran on.</param>
/// <param name="Error">Endpoint RMSE on test noise, data units of <paramref name="TestedOn"/>.</param>
/// <param name="Relative">That error as a fraction of the same method's when fitted on <paramref name="TestedOn"/> itself, paired sample by
/// sample.</param>
public sealed record TransferCell(string Method, string FittedOn, string TestedOn, double Error, Estimate Relative);
