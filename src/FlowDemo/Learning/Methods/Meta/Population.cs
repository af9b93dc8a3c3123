using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods.Meta;

/// <summary>One population: a turned target, and points of it with their blurred sources, <c>x0 = x1 + s n</c>.</summary>
/// <param name="Target">The target.</param>
/// <param name="Sources">x0: all that is known of an unseen population.</param>
/// <param name="Ends">x1, paired with it.</param>
/// <param name="Field">The exact velocity <c>(1 - t) s^2 grad log p_t(x)</c>, p_t the target blurred by (1 - t) s.</param>
internal sealed record Population(GaussianMixture Target, SampleBatch Sources, SampleBatch Ends, MixtureVelocityField Field)
{
    /// <summary>Turns a target and draws from it.</summary>
    /// <param name="target">The target at angle 0.</param>
    /// <param name="degrees">The angle, counter-clockwise about the origin.</param>
    /// <param name="blur">s, positive; data units.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="random">Where they come from.</param>
    public static Population Draw(GaussianMixture target, double degrees, double blur, int count, RandomSource random)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        GaussianMixture turned = degrees == 0
            ? target
            : new([.. target.Components.Select(c => SymmetryGroup.Image((cos, -sin, sin, cos), c))], target.IsKernelMixture);
        SampleBatch ends = MixtureSampler.Stratified(turned, count, random);
        SampleBatch sources = ends.Clone();
        Flat.AddScaled(sources.Values, blur, DataPoints.Noise(count, random).Values);
        return new Population(turned, sources, ends, new MixtureVelocityField(turned, new BlurPath(blur)));
    }
}
