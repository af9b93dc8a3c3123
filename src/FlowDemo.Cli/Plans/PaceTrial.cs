using System.Diagnostics;
using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Models;
using FlowDemo.Randomness;
using FlowDemo.Sampling;

namespace FlowDemo.Cli.Plans;

/// <summary>How fast a problem's field is evaluated here, and what its reference takes; found within some milliseconds.</summary>
/// <param name="Pace">The pace.</param>
/// <param name="ReferenceEvaluations">Evaluations of the reference for a sample.</param>
internal sealed record PaceTrial(Pace Pace, double ReferenceEvaluations)
{
    private const int FewestSamples = 256;
    private const int MostSamples = 16384;
    private const int ModelReference = 1000;

    /// <summary>Trials, where they are short; fewer once they have taken the longest time together.</summary>
    private const int Trials = 16;
    private const int FewestTrials = 2;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    /// <summary>A trial that takes so long has samples enough.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(1);

    private static readonly double[] Times = [0.1, 0.4, 0.7, 0.95];

    /// <summary>Tries a problem.</summary>
    /// <param name="request">The problem.</param>
    public static PaceTrial Of(ComparisonRequest request)
    {
        using ModelField? model = request.Model is null ? null : ModelField.Start(request.Model, request.Execution.Cancellation);
        Flow flow = (model is null ? new Subject(request.Target!) : new Subject(model, request.Target)).FlowOn(request.Plan.Path);
        double reference = request.Plan.Plan.ReferenceSteps is int fine ? ComparisonWork.EvaluationsOf(fine)
            : model is null ? ReferenceSolution.Foresee(flow, request.Execution)
            : ModelReference;
        return new PaceTrial(PaceOf(flow, request.Execution), reference);
    }

    private static Pace PaceOf(Flow flow, Execution execution)
    {
        // The first trials include compilation, and any of them what else the machine is doing: the fastest one counts.
        double least = double.PositiveInfinity;
        TimeSpan all = TimeSpan.Zero;
        int count = FewestSamples;
        for (int trial = 0; trial < Trials && (all < Longest || trial < FewestTrials); trial++)
        {
            SampleBatch x = NormalNoise.Quasi(count, 0, NoiseStream.Calibration, flow.Field.Dimension).Points;
            Stopwatch watch = Stopwatch.StartNew();
            execution.ForEachChunk(
                count,
                (start, chunk) =>
                {
                    SampleBatch own = x.Slice(start, chunk);
                    SampleBatch velocity = own.NewLike();
                    foreach (double t in Times)
                    {
                        flow.Field.Evaluate(t, own, velocity);
                    }
                },
                flow.Field.BatchSize);
            TimeSpan took = watch.Elapsed;
            least = Math.Min(least, took.TotalSeconds / (count * Times.Length));
            all += took;
            count = took < Enough ? Math.Min(2 * count, MostSamples) : count;
        }

        return new Pace(least + (Pace.NanosecondsOfStep * 1e-9 / execution.Threads), execution.Threads);
    }
}
