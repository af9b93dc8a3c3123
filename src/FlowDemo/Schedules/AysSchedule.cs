using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// Align Your Steps: the knots with the least upper bound on the path-space KL divergence of a stochastic sampler that freezes
/// its data prediction over each step. With gamma = (alpha / sigma)^2 the bound of a step from a to b is
/// <c>(gamma_b - gamma_a) mmse(gamma_a) - integral of mmse</c>, whose last term no choice of knots changes; the rest is a
/// sum over steps, minimised exactly by dynamic programming.
/// </summary>
/// <remarks>
/// Sabour, Fidler, Kreis, Align Your Steps: Optimizing Sampling Schedules in Diffusion Models, 2024, arXiv 2404.14507, theorem
/// 3.1 and section 3.2, where the bound is sampled and descended by coordinates; its exact form here follows from the tower
/// property, mmse(t) = E |x1 - E[x1 | x_t]|^2 being the mean trace of the posterior covariance. For fixed ends it is also the
/// grid of the evidence lower bound: Watson, Ho, Norouzi, Chan, Learning to Efficiently Sample from Diffusion Probabilistic
/// Models, 2021, arXiv 2106.03802. The bound diverges at t = 1, so the last knot before it is given, not found.
/// </remarks>
/// <param name="last">The last knot before 1, in (0, 1); grids depend on it strongly when steps are few.</param>
internal sealed class AysSchedule(double last) : ISchedule
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "ays", "Align Your Steps: least bound on the KL divergence of a stochastic sampler, by dynamic programming.", Create)
    {
        Formula = "min over knots of sum_m (gamma_(m+1) - gamma_m) mmse(t_m), gamma = (alpha / sigma)^2, up to the last knot before 1",
        Order = "fitted to the field",
        Cost = "a reference solution and 100 derivative evaluations per calibration sample",
        Source = "Sabour, Fidler, Kreis, Align Your Steps: Optimizing Sampling Schedules in Diffusion Models, 2024, arXiv 2404.14507, "
            + "section 3.",
        Notes = "The same grid as elbo. The bound is one for a stochastic sampler; for an ODE it is a transfer, and weak with few steps. "
            + "Needs the exact derivatives of the field. Under guidance their trace is no variance, and the grid is poor.",
        Parameters = [LastKnot],
    };

    /// <summary>The catalogue's line under the other name.</summary>
    internal static CatalogEntry<ISchedule> ElboEntry { get; } = Entry with
    {
        Id = "elbo",
        Summary = "The grid of the evidence lower bound, which for fixed ends is that of ays.",
        Source = "Watson, Ho, Norouzi, Chan, Learning to Efficiently Sample from Diffusion Probabilistic Models, 2021, arXiv 2106.03802.",
        Notes = "Another name of ays. Needs the exact derivatives of the field.",
        IsListedByPattern = false,
    };

    private static MethodParameter LastKnot => new("last", "0.98", "the last knot before 1, from 0.5 to 0.9999.");

    /// <inheritdoc/>
    public object SharedAmong(ISolver solver) => this;

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps) =>
        Calibration.Work(setting.Samples) + new Workload(Workload.Derivative * ICalibration.Anchors.Steps * setting.Samples);

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        double[] times = [.. Enumerable.Range(0, ICalibration.Anchors.Steps + 1).Select(i => last * i / ICalibration.Anchors.Steps)];
        double[] gamma = [.. times.Select(t => SignalToNoise(context.Flow.Path.At(t)))];
        double[] unexplained = Unexplained(context, times);

        // The table's anchors are fractions of the way to the last knot.
        ExactStepProgram program = new(CostMatrix.FromFormula(ICalibration.Anchors, (i, j) => (gamma[j] - gamma[i]) * unexplained[i]));
        return new Rule(LimitedRule.AmongAnchors(program.Anchors, program.Path), last);
    }

    /// <summary>mmse at the given times: what of the data's variance remains unknown once x_t is seen.</summary>
    internal static double[] Unexplained(ScheduleContext context, double[] times)
    {
        SampleBatch[] states = context.ReferenceStates(new TimeGrid([.. times, 1]));
        IDifferentiableField field = context.Flow.Field.WithDerivatives();
        double[] unexplained = new double[times.Length];
        unexplained[0] = context.TotalVariance;
        context.Execution.ForEach(times.Length - 1, k =>
        {
            SampleBatch x = states[k + 1];
            SampleBatch jacobian = new(x.Dimension * x.Dimension, x.Count);
            field.Differentiate(times[k + 1], x, x.NewLike(), jacobian, null);
            unexplained[k + 1] = MeanPosteriorVariance(context.Flow.Path.At(times[k + 1]), x.Dimension, jacobian);
        });
        return unexplained;
    }

    /// <summary>The mean of <c>tr Cov(x1 | x) = (sigma^2 / alpha) tr dD/dx</c>, with <c>D = (sigma u - sigma' x) / W</c>.</summary>
    private static double MeanPosteriorVariance(PathPoint point, int dimension, SampleBatch jacobian)
    {
        double trace = 0;
        for (int d = 0; d < dimension; d++)
        {
            foreach (double entry in jacobian.Coordinate((d * dimension) + d))
            {
                trace += entry;
            }
        }

        double predictionTrace = ((point.Sigma * trace / jacobian.Count) - (dimension * point.SigmaRate)) / point.Wronskian;
        return point.Sigma * point.Sigma / point.Alpha * predictionTrace;
    }

    private static double SignalToNoise(PathPoint point) => point.Alpha / point.Sigma * (point.Alpha / point.Sigma);

    private static AysSchedule Create(MethodArguments arguments) => new(arguments.Number(0, 0.5, 0.9999));

    private sealed class Rule(IGridRule upToLast, double last) : IGridRule
    {
        public TimeGrid Build(int steps) => steps == 1
            ? TimeGrid.Uniform(1)
            : new TimeGrid([.. upToLast.Build(steps - 1).Knots.Select(f => last * f), 1]);
    }
}
