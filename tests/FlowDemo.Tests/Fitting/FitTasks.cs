using FlowDemo.Fields;
using FlowDemo.Fitting;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Fitting;

/// <summary>Small tasks that the tests of fitted samplers share.</summary>
internal static class FitTasks
{
    public static FitTask Create(GaussianMixture target, int pairs = 256, int threads = 1, int seed = 0, IPath? path = null) =>
        new([Problem(target, path)], seed, pairs, 64, new Execution(threads));

    public static FitProblem Problem(GaussianMixture target, IPath? path = null) =>
        new(MixtureVelocityField.FlowOf(target, path ?? new LinearPath()), target);

    public static EndpointObjective Objective(FitTask task, WarmStartKind kind, CoefficientLayout layout, RobustLoss? loss = null) =>
        task.Objective(kind, layout, task.Calibration, loss ?? RobustLoss.Squares);

    /// <summary>Coefficients of no method in particular: every one of them matters.</summary>
    public static double[] Irregular(CoefficientLayout layout)
    {
        double[] values = new double[layout.Count];
        for (int c = 0; c < values.Length; c++)
        {
            values[c] = 0.2 + (0.15 * Math.Sin(c * 1.7));
        }

        for (int j = 0; j < layout.Evaluations; j++)
        {
            values[layout.Time(j)] = (j + 0.5) / layout.Evaluations;
            values[layout.Carry(j + 1)] += 0.6;
        }

        return values;
    }

    /// <summary>Noise of the calibration stream, for tests that need no reference.</summary>
    public static SampleBatch Noise(int count) => NormalNoise.Quasi(count, 0, NoiseStream.Calibration).Points;
}
