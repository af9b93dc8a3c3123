using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Metrics.Statistics;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>Turns a run into a row: takes all its figures and notes what a reader must know.</summary>
internal static class RowFigures
{
    /// <summary>Share of the target's variance that noise must add before a note speaks of it.</summary>
    private const double LeastWidening = 0.02;

    private const string OtherPath =
        "another path from the same noise: what pairs samples is against its own exact end points; across paths compare laws (--metric "
            + "mmd,w2)";

    /// <summary>
    /// The row of a run, not yet compared with others: as good as none of them, and unranked where the sampler is stochastic.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="problem">Where it ran.</param>
    /// <param name="metrics">The figures wanted.</param>
    /// <param name="keepsEnd">Whether the row has its end points; a million samples would pile up row by row.</param>
    public static ComparisonRow Measure(SampledRun run, Problem problem, ImmutableArray<Named<IMetric>> metrics, bool keepsEnd)
    {
        Measurement measurement = MeasurementOf(run, problem);
        double[] squaredErrors = EndpointError.Squared(run.End, problem.Reference.End);
        var figures = ImmutableArray.CreateBuilder<(string, Estimate)>();
        List<string?> notes = [run.Ready.Remark, run.FieldRemark, .. Spending(run, problem.Passes)];
        (int notFinite, int huge) = EndpointError.CountBroken(run.End);
        bool broken = notFinite + huge > 0 || IsFarAway(problem);
        if (broken)
        {
            // No figure of such a row would mean anything; the row itself says what happened.
            notes.Add(Breakdown(notFinite, huge, squaredErrors.Length));
        }
        else
        {
            foreach (Named<IMetric> metric in metrics.Where(m => m.Value.AppliesTo(measurement)))
            {
                figures.Add((metric.Name, metric.Value.Evaluate(measurement)));
                notes.Add(metric.Value.Remark(measurement));
            }

            notes.AddRange(
                metrics.Where(m => !m.Value.AppliesTo(measurement)).Select(m => $"no {m.Name}: it {m.Value.WhyNot(measurement)}"));
            notes.Add(VarianceNote(run, problem, measurement));
            notes.Add(run.Method.Field.OwnPath is null ? null : OtherPath);
            if (!measurement.IsStochastic && Math.Sqrt(squaredErrors.Sum() / squaredErrors.Length) < 10 * problem.Reference.Error)
            {
                notes.Add("the error is within 10x of the reference's own");
            }
        }

        return new ComparisonRow(
            run.Method.Solver.Name,
            run.Method.Schedule.Name,
            run.Budget,
            (double)run.Spent.Velocities / problem.Passes,
            run.Ready.Grid,
            run.BuildEvaluations,
            figures.DrainToImmutable(),
            null,
            measurement.IsStochastic ? Standing.Unranked : Standing.Behind,
            [.. notes.OfType<string>()])
        {
            Field = run.Method.Field.Name,
            BrokeDown = broken,
            CalibrationError = run.CalibrationError,
            End = keepsEnd ? run.End : null,
            Squares = GroupedRatio.Mean(problem.Noise, squaredErrors),
        };
    }

    /// <summary>
    /// Says where noise makes up for variance that the steps lose, so that a distance of distributions falls by two errors that cancel: the
    /// same steps without noise end narrower than the target, and with it nearer to its spread.
    /// </summary>
    private static string? VarianceNote(SampledRun run, Problem problem, Measurement measurement)
    {
        if (run.Ready.Solver.WithoutNoise is not ISolver plain || problem.Target is null)
        {
            return null;
        }

        double with = Spread.Excess(measurement, run.End);
        double without = Spread.Excess(
            measurement, Sampler.Run(run.Flow, plain, run.Ready.Grid, problem.Noise.Points, problem.Execution));
        return without < 0 && with - without > LeastWidening && Math.Abs(with) < -without
            ? "its noise makes up for variance that the same steps lose without it: a gain on them is two errors that cancel, not better "
                + "steps (--metric spread)"
            : null;
    }

    private static string Breakdown(int notFinite, int huge, int count) => (notFinite, huge) switch
    {
        ( > 0, _) => string.Create(CultureInfo.InvariantCulture, $"{notFinite} of {count} samples are not finite: the numbers broke down"),
        (_, > 0) => string.Create(
            CultureInfo.InvariantCulture,
            $"{huge} of {count} samples are beyond {EndpointError.LargestCoordinate:0e0}: the numbers broke down"),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"the target or the exact end points are beyond {EndpointError.LargestCoordinate:0e0}: the numbers broke down"),
    };

    // Draws of the target are as far out as its end points, and its covariance as large as their squares.
    private static bool IsFarAway(Problem problem) =>
        EndpointError.CountBroken(problem.Reference.End).Huge > 0
        || problem.Target?.Components.Any(static c =>
            Math.Abs(c.MeanX) + Math.Abs(c.MeanY) + (10 * Math.Sqrt(c.CovarianceXX + c.CovarianceYY)) > EndpointError.LargestCoordinate)
            is true;

    private static Measurement MeasurementOf(SampledRun run, Problem problem)
    {
        Lazy<DiscreteFlowMap> map = new(() =>
            DiscreteFlowMap.Compute(run.Flow, run.Ready.Solver, run.Ready.Grid, problem.Noise.Points, problem.Execution));
        return new Measurement(
            problem.Target,
            run.Flow,
            problem.Noise,
            problem.Reference.End,
            run.End,
            run.Ready.Solver.CarriesTangents && !problem.Inverts ? map : null,
            problem.Seed,
            problem.Execution)
        {
            Truth = problem.Truth,
            Tilted = problem.Subject.Target is { Condition: ClassCondition condition } target
                ? new TiltedLaw(target.Whole, condition)
                : null,
            OnSameNoise = run.Ready.Solver.OnSameNoise(2) is null ? null : parts => Sampler.Run(
                run.Flow,
                run.Ready.Solver.OnSameNoise(parts)!,
                run.Ready.Grid.Cut(parts),
                problem.Noise.Points,
                problem.Execution),
            ResampledSquares = problem.Resamples.IsEmpty || !run.Method.Field.IsExact
                ? null
                : new Lazy<double[]>(() => [.. problem.Resamples.Select(r => EndpointError.Squared(
                    Sampler.Run(r.Flow, run.Ready.Solver, run.Ready.Grid, problem.Noise.Points, problem.Execution), r.End).Average())]),
            IsStochastic = run.Ready.Solver.IsStochastic,
            LogLikelihoods = LogLikelihoodsOf(run, problem),
            NextOrderEnd = run.Ready.Solver.NextOrder is ISolver next && !problem.Inverts
                ? new Lazy<SampleBatch>(() => Sampler.Run(run.Flow, next, run.Ready.Grid, problem.Noise.Points, problem.Execution))
                : null,
        };
    }

    private static Func<int, bool, double[]>? LogLikelihoodsOf(SampledRun run, Problem problem)
    {
        (ISolver solver, TimeGrid grid) = (run.Ready.Solver, run.Ready.Grid);
        if (problem.Inverts || problem.Subject is not { Model: null, Target: { IsGuided: false } target })
        {
            return null;
        }

        if (solver.NoisyStepsOn(run.Flow) is NoisySteps steps && run.Method.Field is { Model: null, Change: null })
        {
            return (paths, controls) => LogLikelihood.AlongNoise(
                run.Flow,
                TwoSidedVelocityField.Behind(run.Flow, target.Mixture),
                steps,
                grid,
                problem.Reference.End,
                paths,
                controls,
                problem.Execution);
        }

        return solver is { RunsBackward: true, CarriesTangents: true } && run.Flow.Field is IDifferentiableField
            ? (_, _) => LogLikelihood.AlongFlow(run.Flow, solver, grid, problem.Reference.End, problem.Execution)
            : null;
    }

    /// <summary>What a row took beside velocities of the field, which NFE does not show.</summary>
    private static IEnumerable<string> Spending(SampledRun run, int ways)
    {
        if (run.Spent.Derivatives > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"took {(double)run.Spent.Derivatives / ways:0.##} exact derivatives per sample beside its velocities: a class of its "
                    + $"own");
        }

        if (run.Spent.Refinements > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"took {(double)run.Spent.Refinements / ways:0.##} calls of its own model of the velocity per sample, which NFE does "
                    + $"not count");
        }
    }
}
