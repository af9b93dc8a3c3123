using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Fields;

/// <summary>
/// Target x path -> the flow that counts as exact: that of the target's distribution, or, under a condition with guidance, the
/// guided one.
/// </summary>
public static class ExactFlow
{
    /// <summary>The exact flow of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="path">The path.</param>
    public static Flow Of(Target target, IPath path)
    {
        ArgumentNullException.ThrowIfNull(target);
        Flow flow = MixtureVelocityField.FlowOf(target.Mixture, path);
        if (!target.IsGuided)
        {
            return flow;
        }

        IDifferentiableField whole = MixtureVelocityField.FlowOf(target.Whole, path).Field.WithDerivatives();
        return flow with { Field = new GuidedVelocityField(flow.Field.WithDerivatives(), whole, target.Condition!.Guidance) };
    }

    /// <summary>Refuses a path whose start is not N(0, I), for work that is about normal noise alone.</summary>
    /// <param name="path">The path.</param>
    /// <param name="work">What would be done, as the beginning of a sentence.</param>
    /// <exception cref="FlowDemoException">It starts from another law.</exception>
    public static void RequireNormalStart(IPath path, string work)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Start is not null)
        {
            throw new FlowDemoException(
                $"{work} is for paths that start from normal noise, and this one does not; choose another '--path', such as linear.");
        }
    }

    /// <summary>
    /// The flow that fields are trained against. It is that of <see cref="Of"/>, but without a condition its sum over the
    /// components is always the plain one, however many there are: a model keeps its bytes.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="path">The path.</param>
    internal static Flow TeacherOf(Target target, IPath path) =>
        target.Condition is null ? new Flow(new MixtureVelocityField(target.Mixture, path), path) : Of(target, path);
}
