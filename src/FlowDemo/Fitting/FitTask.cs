using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Fitting;

/// <summary>The flow that a sampler is fitted to, with the noise it may look at and the ends of the exact flow from there.</summary>
internal sealed class FitTask
{
    /// <summary>Draws the noise and follows the exact flow from it.</summary>
    /// <param name="flow">The flow; its field has closed-form derivatives. What is evaluated through it is counted by the caller, if at
    /// all.</param>
    /// <param name="target">The data distribution, or one with its moments; null where no warm start uses them.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="pairs">Calibration pairs.</param>
    /// <param name="validationPairs">Pairs that decide when to stop and which fit to keep.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public FitTask(Flow flow, GaussianMixture? target, int seed, int pairs, int validationPairs, Execution execution)
    {
        Flow = flow;
        Target = target;
        Execution = execution;

        // The grid of the reference: what it leaves of errors is far below any that a sampler of a few steps can reach.
        TimeGrid grid = PilotGrid.Build(flow, execution);
        CalibrationPairs Trace(SampleBatch noise) => new(
            noise,
            Sampler.Run(flow, Tableaus.Dop853, grid, noise, execution),
            chunkSize: CalibrationPairs.ChunkSizeFor(flow.Field));
        Calibration = Trace(NormalNoise.Quasi(pairs, seed, NoiseStream.Calibration, flow.Field.Dimension).Points);
        Validation = Trace(NormalNoise.Quasi(validationPairs, seed, NoiseStream.Validation, flow.Field.Dimension).Points);
    }

    /// <summary>The flow.</summary>
    public Flow Flow { get; }

    /// <summary>The data distribution, or one with its moments; null where no warm start uses them.</summary>
    public GaussianMixture? Target { get; }

    /// <summary>Threads and cancellation.</summary>
    public Execution Execution { get; }

    /// <summary>What is fitted to.</summary>
    public CalibrationPairs Calibration { get; }

    /// <summary>What decides.</summary>
    public CalibrationPairs Validation { get; }

    /// <summary>The mean loss on some of the pairs.</summary>
    /// <param name="kind">The warm start of the samplers.</param>
    /// <param name="layout">Where their coefficients stand.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="loss">What a squared distance counts.</param>
    public EndpointObjective Objective(WarmStartKind kind, CoefficientLayout layout, CalibrationPairs pairs, RobustLoss loss) =>
        new(Flow.Field.WithDerivatives(), new WarmStart(kind, Flow.Path, Target), layout, pairs, loss, Execution);
}
