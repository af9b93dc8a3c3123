using FlowDemo.Fields;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>What all methods of a comparison have in common.</summary>
/// <param name="Target">The data distribution.</param>
/// <param name="Flow">Its exact flow.</param>
/// <param name="Calibration">Noise and reference trajectories that schedules and fitted solvers may look at.</param>
/// <param name="Noise">The test noise.</param>
/// <param name="Reference">Where the exact flow takes the test noise.</param>
/// <param name="Seed">Seed for metrics that draw.</param>
/// <param name="Execution">Threads and cancellation.</param>
internal sealed record Problem(
    GaussianMixture Target,
    Flow Flow,
    Calibration Calibration,
    NoiseSet Noise,
    ReferenceSolution Reference,
    int Seed,
    Execution Execution);
