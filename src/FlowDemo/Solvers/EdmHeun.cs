using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Solvers.Prediction;

namespace FlowDemo.Solvers;

/// <summary>
/// The sampler of EDM as it is written: Heun's method for <c>dy/dsigma = (y - D) / sigma</c> in the noise level sigma of y = x / alpha, on
/// times of its own, <c>sigma_i = (smax^(1/rho) + i/(n - 1) (smin^(1/rho) - smax^(1/rho)))^rho, sigma_n = 0</c>, with an Euler step at the
/// end. It starts from noise alone at smax, as if the data were at 0 there, or from where the exact flow is. Order 2 between its first
/// and its last level, 2n - 1 evaluations, carries nothing.
/// </summary>
/// <remarks>
/// Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, algorithm 1; the sampler of
/// PFGM++, arXiv 2302.04265, is the same on its own noise.
/// </remarks>
/// <param name="largest">smax.</param>
/// <param name="smallest">smin.</param>
/// <param name="power">rho.</param>
internal sealed class EdmHeun(double largest, double smallest, double power) : ISolver
{
    private const int ExactSteps = 64;
    private const string Id = "edm-heun";
    private const string Exact = "exact";
    private const string Noise = "noise";

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        Id, "Heun's method in the noise level, at the times and from the start of EDM and PFGM++.", static arguments =>
        {
            MethodArguments a = arguments.WithLeading(Noise, Exact);
            string[] levels = [.. arguments.Name.Split(':', ',').Skip(1).SkipWhile(static p => p == Noise)];
            return new EdmHeun(a.Number(1, 1, 1e6), a.Number(2, 1e-6, 0.5), a.Number(3, 1, 100))
            {
                FromExactStart = a.Word(0, Noise, Exact) == Exact ? null : $"{Id}:{string.Join(',', levels.Prepend(Exact))}",
            };
        })
    {
        Formula = "y = x/alpha, d = (y - D)/sigma: y += h (d + d')/2, h = sigma' - sigma; last: y = D; sigma_i = "
            + "(smax^(1/rho) + i/(n - 1) (smin^(1/rho) - smax^(1/rho)))^rho",
        Order = "2, down to what its start and its last step leave",
        Cost = "2n - 1 for n noise levels",
        Source = "Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022, arXiv 2206.00364, algorithm 1; "
            + "Xu et al., PFGM++: Unlocking the Potential of Physics-Inspired Generative Models, 2023, arXiv 2302.04265",
        Notes = "Brings its own times, so schedules have no say. Its start leaves the data out: --exact-start adds a row without that "
            + "error. Their code has smax = 80, for images; in the plane 5 to 10 radii of the data serve better. Not heun-edm, which takes "
            + "its steps in t.",
        Parameters =
        [
            new("start", Noise, "noise starts at x = sigma x0, exact where the exact flow is; may be left out before a number."),
            new("smax", "20", "the largest noise level sigma/alpha, 1 to 1000000."),
            new("smin", "0.002", "the smallest before 0, 0.000001 to 0.5."),
            new("rho", "7", "1 to 100; larger puts more levels near smin."),
        ],
    };

    /// <inheritdoc/>
    public bool TakesSchedule => false;

    /// <inheritdoc/>
    public bool RunsBackward => false;

    /// <inheritdoc/>
    public string? FromExactStart { get; private init; }

    private bool IsExact => FromExactStart is null;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 2, -3);

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations)
    {
        ArgumentNullException.ThrowIfNull(context);
        int levels = (StepsFor(evaluations ?? throw new ArgumentNullException(nameof(evaluations))) - 1)
            ?? throw new FlowDemoException($"'{Id}' takes an odd number of evaluations; {evaluations} is even.");
        (double from, double to) = (Math.Pow(largest, 1 / power), Math.Pow(smallest, 1 / power));
        IEnumerable<double> times = Enumerable.Range(0, levels)
            .Select(i => levels == 1 ? largest : Math.Pow(from + ((double)i / (levels - 1) * (to - from)), power))
            .Select(level => NoiseLevel.TimeOf(context.Flow.Path, level));
        return new TimedSolver(this, new TimeGrid([0, .. times, 1]))
        {
            Remark = IsExact
                ? "starts where the exact flow is at its first knot, which NFE does not count: its error is that of its steps"
                : "starts from noise alone at its first knot: part of its error is that start's, which --exact-start tells apart",
        };
    }

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(flow, IsExact, batch);

    private sealed class Stepper(Flow flow, bool isExact, SampleBatch batch) : IStepper
    {
        private readonly SampleBatch slope = batch.NewLike();
        private readonly SampleBatch nextSlope = batch.NewLike();
        private readonly SampleBatch next = batch.NewLike();

        public void Step(double t0, double t1, SampleBatch x)
        {
            PathPoint to = flow.Path.At(t1);
            if (t0 == 0)
            {
                Begin(to, x);
                return;
            }

            if (to.Sigma == 0)
            {
                DataPrediction.Evaluate(flow, t0, x, next);
                next.Values.CopyTo(x.Values);
                return;
            }

            PathPoint from = flow.Path.At(t0);
            double h = (to.Sigma / to.Alpha) - (from.Sigma / from.Alpha);
            double growth = to.Alpha / from.Alpha;
            Slope(from, x, slope);
            x.Values.CopyTo(next.Values);
            Flat.Combine(next.Values, growth, to.Alpha * h, slope.Values);
            Slope(to, next, nextSlope);
            Flat.Combine(x.Values, growth, to.Alpha * h / 2, slope.Values);
            Flat.AddScaled(x.Values, to.Alpha * h / 2, nextSlope.Values);
        }

        private void Begin(PathPoint to, SampleBatch x)
        {
            if (!isExact)
            {
                Flat.Scale(x.Values, to.Sigma);
                return;
            }

            Flow exact = flow with { Field = flow.Field.Uncounted };
            IStepper fine = Tableaus.Dop853.Start(exact, x);
            for (int k = 0; k < ExactSteps; k++)
            {
                fine.Step(to.Time * k / ExactSteps, to.Time * (k + 1) / ExactSteps, x);
            }
        }

        // (y - D) / sigma for the noise level sigma of y = x / alpha.
        private void Slope(PathPoint at, SampleBatch x, SampleBatch result)
        {
            DataPrediction.Evaluate(flow, at.Time, x, result);
            Flat.Combine(result.Values, -at.Alpha / at.Sigma, 1 / at.Sigma, x.Values);
        }
    }
}
