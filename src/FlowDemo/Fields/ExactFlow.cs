using System.Globalization;
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
        Flow flow = FlowOf(target, target.Mixture, path);
        if (!target.IsGuided)
        {
            return flow;
        }

        IDifferentiableField whole = FlowOf(target, target.Whole, path).Field.WithDerivatives();
        return flow with
        {
            Score = null,
            Data = null,
            Field = new GuidedVelocityField(flow.Field.WithDerivatives(), whole, target.Condition!.Guidance),
        };
    }

    /// <summary>Refuses a path whose start is not N(0, I), for work that is about normal noise alone.</summary>
    /// <param name="target">The target, with the source that it may have.</param>
    /// <param name="path">The path.</param>
    /// <param name="work">What would be done, as the beginning of a sentence.</param>
    /// <exception cref="FlowDemoException">It starts from another law.</exception>
    public static void RequireNormalStart(Target? target, IPath path, string work)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Start is not null || path.HasLatent || target?.Origin is not null)
        {
            throw new FlowDemoException(
                $"{work} is for paths that start from normal noise and mix in no other, and this one does not; choose another '--path', "
                    + $"such as linear, without '--source'.");
        }
    }

    private static Flow FlowOf(Target target, GaussianMixture mixture, IPath path)
    {
        if (target.Origin is null && !path.HasLatent)
        {
            return MixtureVelocityField.FlowOf(mixture, path);
        }

        if (target.Origin is null && path.Bridge is not null)
        {
            return mixture.Components.Length == 1
                ? TwoSidedVelocityField.FlowOf(null, mixture, path)
                : throw new FlowDemoException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The bridge from N(0, I) has a closed form to one normal law, and '{target.Name}' has {mixture.Components.Length} "
                        + $"components; name a target of one, such as gaussian, 'bridge:EPS,blurred', which starts from the target with "
                        + $"noise on it, or another '--path'."));
        }

        if (target.Origin is null && path.StartBlur is not null)
        {
            RequireStartAt(target);
            return TwoSidedVelocityField.FlowOf(null, mixture, path);
        }

        return path.IsTwoSided
            ? TwoSidedVelocityField.FlowOf(target.Origin?.Whole, mixture, path)
            : throw new FlowDemoException(
                "This path has a start of its own and takes no '--source'; choose linear, trigonometric or encdec as '--path'.");
    }

    private static void RequireStartAt(Target target)
    {
        if (!target.IsOfModes || target.IsGuided)
        {
            throw new FlowDemoException(target.IsGuided
                ? "Guidance compares fields that start from the same law, and on this path every class starts from its own; leave "
                    + "'--guidance' out, or name another '--path', such as linear."
                : $"The target '{target.Name}' is points or a curve, and this path starts from the target itself, which must be a mixture "
                    + $"of few normal distributions; name such a target, or another '--path'.");
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
