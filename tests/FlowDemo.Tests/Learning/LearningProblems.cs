using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Learning;

/// <summary>Targets whose flow maps are known, and ways to look at what was learned.</summary>
internal static class LearningProblems
{
    public static readonly Execution OneThread = new(1);

    public static readonly GaussianComponent Ellipse = new(1, 0.8, -0.6, 0.5, 0.2, 0.3);

    public static Target TargetOf(GaussianMixture mixture) => new("test", mixture, "test", "test");

    public static Target Gaussian { get; } = TargetOf(new GaussianMixture(Ellipse));

    public static Target Ring { get; } = TargetOf(TestMixtures.Ring());

    public static TrainingOptions Small { get; } = new() { Pairs = 512, Steps = [1, 2, 4] };

    public static VelocityModel Train(string method, Target target, TrainingOptions options) =>
        Trainer.Train(method, target, "linear", options, OneThread);

    /// <summary>Q = Sigma^(1/2) of the ellipse, as (xx, xy, yy).</summary>
    public static (double XX, double XY, double YY) Root()
    {
        double root = Math.Sqrt(Ellipse.Determinant);
        double scale = Math.Sqrt(Ellipse.CovarianceXX + Ellipse.CovarianceYY + (2 * root));
        return ((Ellipse.CovarianceXX + root) / scale, Ellipse.CovarianceXY / scale, (Ellipse.CovarianceYY + root) / scale);
    }

    /// <summary>Endpoint RMSE of Euler's method on a field against given end points.</summary>
    public static double EulerError(IVelocityField field, TimeGrid grid, SampleBatch noise, SampleBatch truth)
    {
        SampleBatch end = Sampler.Run(new Flow(field, new LinearPath()), Tableaus.Euler, grid, noise, OneThread);
        return Math.Sqrt(Flat.SumSquaredDifferences(end.Values, truth.Values) / noise.Count);
    }

    public static SampleBatch EndPoints(GaussianMixture mixture, SampleBatch noise, int steps = 400) =>
        Sampler.Run(MixtureVelocityField.FlowOf(mixture, new LinearPath()), Tableaus.Rk4, TimeGrid.Uniform(steps), noise, OneThread);
}
