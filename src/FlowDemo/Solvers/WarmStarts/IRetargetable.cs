using FlowDemo.Targets;

namespace FlowDemo.Solvers.WarmStarts;

/// <summary>A solver that uses the mean or covariance of the data, which belong to the target it runs on, not to the one it was fitted to.</summary>
public interface IRetargetable : ISolver
{
    /// <summary>The same sampler with the moments of another target.</summary>
    /// <param name="target">The target that it will run on.</param>
    ISolver For(GaussianMixture target);
}
