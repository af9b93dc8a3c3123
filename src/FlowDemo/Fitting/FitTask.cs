using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting;

/// <summary>The flows that a sampler is fitted to, with the noise it may look at and the ends of each exact flow from there.</summary>
internal sealed class FitTask
{
    /// <summary>Noise points on which Euler's method is run to tell how hard a problem is.</summary>
    private const int ScalePairs = 1024;

    /// <summary>Noise points on which it is measured where a sampler asks.</summary>
    private const int FewPairs = 128;

    /// <summary>Euler's error counts as no less than this share of the width of the ends: on one Gaussian it may be 0.</summary>
    private const double LeastError = 1e-6;

    private readonly CalibrationPairs[] few;

    /// <summary>Draws the noise and follows the exact flows from it.</summary>
    /// <param name="problems">The flows, at least one, all on one path.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="pairs">Calibration pairs of each problem.</param>
    /// <param name="validationPairs">Pairs of each problem that decide when to stop and which fit to keep.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public FitTask(ImmutableArray<FitProblem> problems, int seed, int pairs, int validationPairs, Execution execution)
    {
        Problems = problems;
        Execution = execution;
        int dimension = problems[0].Flow.Field.Dimension;
        NoiseSet calibration = NormalNoise.Quasi(pairs, seed, NoiseStream.Calibration, dimension);
        NoiseSet validation = NormalNoise.Quasi(validationPairs, seed, NoiseStream.Validation, dimension);

        // The grid of the reference: what it leaves of errors is far below any that a sampler of a few steps can reach.
        TimeGrid[] grids = [.. problems.Select(p => PilotGrid.Build(p.Flow, execution))];
        CalibrationPairs Trace(NoiseSet noise) => CalibrationPairs.Join([.. problems.Zip(grids, (p, grid) =>
        {
            SampleBatch start = p.Flow.Begin(noise).Points;
            SampleBatch end = Sampler.Run(p.Flow, Tableaus.Dop853, grid, start, execution);
            return new CalibrationPairs(start, end, chunkSize: CalibrationPairs.ChunkSizeFor(p.Flow.Field));
        })]);
        Calibration = Trace(calibration);
        Validation = Trace(validation);
        few = [.. problems.Select((_, p) => Calibration.Of(p).Thin(FewPairs))];
    }

    private FitTask(FitTask other) => (Problems, Execution, Calibration, Validation, few) =
        (other.Problems, other.Execution, other.Calibration, other.Validation, other.few);

    /// <summary>The flows.</summary>
    public ImmutableArray<FitProblem> Problems { get; }

    /// <summary>Threads and cancellation.</summary>
    public Execution Execution { get; }

    /// <summary>What is fitted to.</summary>
    public CalibrationPairs Calibration { get; private init; }

    /// <summary>What decides.</summary>
    public CalibrationPairs Validation { get; private init; }

    /// <summary>
    /// The same with distances of each problem in units of Euler's own error there, so that no problem is all that counts.
    /// </summary>
    /// <param name="evaluations">Euler's steps.</param>
    public FitTask InUnitsOfEuler(int evaluations)
    {
        if (Problems.Length == 1)
        {
            return this;
        }

        double[] factors = [.. Problems.Select((p, i) =>
        {
            CalibrationPairs few = Calibration.Of(i).Thin(ScalePairs);
            SampleBatch end = Sampler.Run(p.Flow, Tableaus.Euler, TimeGrid.Uniform(evaluations), few.Noise, Execution);
            double error = Flat.RootMeanSquareDistance(end, few.Ends);
            return 1 / Math.Pow(Math.Max(error, LeastError * EndpointError.Deviation(few.Ends)), 2);
        })];
        return new FitTask(this) { Calibration = Calibration.Weighted(factors), Validation = Validation.Weighted(factors) };
    }

    /// <summary>A few pairs of one problem.</summary>
    /// <param name="problem">Which, from 0.</param>
    public CalibrationPairs Few(int problem) => few[problem];

    /// <summary>The mean loss on some of the pairs.</summary>
    /// <param name="kind">The warm start of the samplers.</param>
    /// <param name="layout">Where their coefficients stand.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="loss">What a squared distance counts.</param>
    public EndpointObjective Objective(WarmStartKind kind, CoefficientLayout layout, CalibrationPairs pairs, RobustLoss loss) => new(
        [.. Problems.Select(p => (p.Flow.Field.WithDerivatives(), new WarmStart(kind, p.Flow.Path, p.Moments)))],
        layout,
        pairs,
        loss,
        Execution);
}
