using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Models;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Cli.Plans;

/// <summary>What a comparison will spend, from a count of its evaluations and a short trial of how long one takes.</summary>
/// <param name="Work">What it spends.</param>
/// <param name="Seconds">About how long that takes, without building schedules.</param>
/// <param name="Adaptive">Schedules that take time to build.</param>
internal sealed record EffortEstimate(ComparisonWork Work, double Seconds, ImmutableArray<string> Adaptive)
{
    private const int TrialCount = 2048;
    private const int TrialSteps = 8;
    private const int Trials = 5;

    /// <summary>Estimates a request.</summary>
    /// <param name="request">The comparisons.</param>
    public static EffortEstimate Of(StudyRequest request)
    {
        ComparisonWork work = ComparisonWork.Of(request.Plan);
        int problems = request.Problems.Length;
        long samples = request.Problems[0].StartPoints?.Value.Count ?? request.Plan.Plan.Samples;
        string[] adaptive = [.. request.Plan.Schedules.Where(static g => !g.Value.IsFree).Select(static g => g.Name)];
        return new EffortEstimate(
            new ComparisonWork(
                work.Rows * problems, work.RowEvaluations * problems, work.ReferenceEvaluations * problems, work.Passes),
            request.Problems.Sum(p => work.Total * samples * SecondsPerEvaluation(p)),
            [.. adaptive]);
    }

    /// <summary>The estimate in one sentence.</summary>
    public override string ToString()
    {
        string building = Adaptive.IsEmpty ? string.Empty : $"; building {string.Join(", ", Adaptive)} comes on top";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Work.Rows} rows spend {Work.RowEvaluations} NFE per sample, the reference {Work.ReferenceEvaluations}; about {Seconds:G2} "
                + $"s{building}.");
    }

    private static double SecondsPerEvaluation(ComparisonRequest request)
    {
        using ModelField? model = request.Model is null ? null : ModelField.Start(request.Model, request.Execution.Cancellation);
        Flow flow = (model is null ? new Subject(request.Target!) : new Subject(model, request.Target)).FlowOn(request.Plan.Path);
        SampleBatch noise = NormalNoise.Random(
            TrialCount, request.Plan.Plan.Seed, NoiseStream.Calibration, flow.Field.Dimension).Points;
        TimeGrid grid = TimeGrid.Uniform(TrialSteps);

        // The fastest trial: the first ones include compilation, and any of them what else the machine is doing.
        double least = double.PositiveInfinity;
        for (int trial = 0; trial < Trials; trial++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            _ = Sampler.Run(flow, Tableaus.Euler, grid, noise, request.Execution);
            least = Math.Min(least, watch.Elapsed.TotalSeconds);
        }

        return least / (TrialCount * TrialSteps);
    }
}
