using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fitting;

/// <summary>Sets of samplers as files hold them.</summary>
internal static class FittedFiles
{
    public static FittedSamplerSet Set(GaussianMixture target, params ReadOnlySpan<FittedSampler> samplers) =>
        new("0.1.0", "four-modes", FittedSamplerSet.HashOf(target), "linear", 7, 300, [.. samplers]);

    /// <summary>A sampler of no use, with numbers that test the last digit.</summary>
    public static FittedSampler Arbitrary(int evaluations, WarmStartKind kind)
    {
        CoefficientLayout layout = new(evaluations);
        double[] values = FitTasks.Irregular(layout);
        values[CoefficientLayout.Start] = kind == WarmStartKind.None ? 0 : 1.0 / 7;
        return new FittedSampler(kind, layout, values, 0.1, 1.0 / 3);
    }
}
