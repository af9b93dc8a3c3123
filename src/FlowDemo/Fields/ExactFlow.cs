using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>Target x path -> the flow that counts as exact: the one place where it is decided which that is.</summary>
public static class ExactFlow
{
    /// <summary>The exact flow of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="path">The path.</param>
    public static Flow Of(Target target, IPath path)
    {
        ArgumentNullException.ThrowIfNull(target);
        return MixtureVelocityField.FlowOf(target.Mixture, path);
    }
}
