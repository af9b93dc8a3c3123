using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Benchmarks;

/// <summary>
/// The mixture and the points that the kernel's benchmarks and its twin share: components on a spiral, 256 points around it, t = 0.6.
/// </summary>
internal static class KernelProblem
{
    public const int Samples = 256;
    public const double Time = 0.6;

    public static MixtureVelocityField Field(int components, bool isotropic)
    {
        GaussianComponent[] all = new GaussianComponent[components];
        for (int k = 0; k < components; k++)
        {
            (double sin, double cos) = Math.SinCos(12.0 * k / components);
            double radius = 1 + (3.0 * k / components);
            all[k] = isotropic
                ? GaussianComponent.Isotropic(1, radius * cos, radius * sin, 0.2)
                : new GaussianComponent(1, radius * cos, radius * sin, 0.05, 0.02, 0.04);
        }

        return new MixtureVelocityField(new GaussianMixture(all), new LinearPath());
    }

    /// <summary>The flow to the built-in ring of eight modes.</summary>
    public static Flow Ring() =>
        MixtureVelocityField.FlowOf(TargetCatalog.All.Create("ring")(PointsOptions.Default).Mixture, new LinearPath());

    public static SampleBatch Points()
    {
        SampleBatch x = new(2, Samples);
        for (int i = 0; i < Samples; i++)
        {
            (x[i, 0], x[i, 1]) = (3 * Math.Sin(i), 3 * Math.Cos(2.3 * i));
        }

        return x;
    }
}
