using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// Equal shares of a <see cref="StepDensity"/>: as many steps per unit of time as <c>n(t) = density^p</c>. With curvature and
/// <c>p = 1/2</c>, the usual, that is the density that makes the sum of squared local Euler errors least when steps are many;
/// propagated counts what becomes of each error by the end; turn is total rotation (TORS), which in the plane is all that the torsion
/// of its general form leaves; entropy is the rescaled entropic time.
/// </summary>
/// <remarks>
/// Equidistribution of the local error: de Boor, Good Approximation by Splines with Variable Knots II, 1973. The mean over samples comes
/// before the power. The weights are those of a method of order 1, whatever solver the grid is for; a method of order q has
/// p = 1 / (q + 1). Powers of curvature as Gupta, Lim, Yu, Erichson, Sharpen Your Flow, 2026, arXiv 2605.11547, which takes the mean of
/// |x''| and smooths it; total rotation as Zhou, Chen, Wang, Chen, Wang, 2026, arXiv 2603.00763; entropy as Stancevic, Handke,
/// Ambrogioni, Entropic Time Schedulers for Generative Diffusion Models, 2025, arXiv 2504.13612.
/// </remarks>
/// <param name="density">What is shared out.</param>
/// <param name="power">p, positive; null for what belongs to the density.</param>
internal sealed class EquidistributionSchedule(StepDensity density, double? power = null) : ISchedule
{
    private const int Anchors = 200;

    private static readonly string[] Densities = ["curvature", "propagated", "turn", "entropy"];

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "equidistribution", "Equal shares of the trajectories' curvature in every step, or of another density.", static a => Create(a))
    {
        Formula = "the integral of density^p is the same over every step: curvature (mean |x''|^2)^(1/2), propagated "
            + "(mean |Phi(1, t) x''|^2)^(1/2), turn mean |x' x x''| / |x'|^2, entropy mean |x1 - D|^2 (alpha/sigma)'",
        Order = "fitted to the field",
        Cost = "a reference solution and 201 derivative evaluations per calibration sample; propagated: 800 more on fewer samples",
        Source = "de Boor, Good Approximation by Splines with Variable Knots II, 1973, applied to the local error of Euler's method; "
            + "powers of curvature: Gupta, Lim, Yu, Erichson, Sharpen Your Flow, 2026, arXiv 2605.11547; turn: Zhou, Chen, Wang, Chen, "
            + "Wang, Analyzing and Improving Fast Sampling of Text-to-Image Diffusion Models, 2026, arXiv 2603.00763 (TORS); entropy: "
            + "Stancevic, Handke, Ambrogioni, Entropic Time Schedulers for Generative Diffusion Models, 2025, arXiv 2504.13612.",
        Notes = "Needs the exact derivatives of the field. On one isotropic Gaussian the grids of propagated and entropy are the optimal "
            + "one, arctan. A velocity that turns back passes near zero and swings round at once, so that the grid of turn crowds there: "
            + "on the ring, where most samples first move inward, it is a poor one. Entropy is the rescaled entropic time.",
        Aliases = [new MethodAlias("tors", "turn", "its paper")],
        Parameters =
        [
            new(
                "density",
                Densities[0],
                "curvature: local errors; propagated: what they become by the end; turn: rotation of the velocity; entropy: fall of the "
                    + "entropy of the data, times the noise level."),
            new("power", "auto", "p, from 0.1 to 4; auto: 0.5 for curvature and propagated, 1 for turn and entropy."),
        ],
    };

    /// <inheritdoc/>
    public object SharedAmong(ISolver solver) => this;

    /// <inheritdoc/>
    public Workload WorkFor(WorkSetting setting, IReadOnlyCollection<int> steps)
    {
        double transported = density.Samples is int few ? 800.0 * few : 0;
        return Calibration.Work(setting.Samples)
            + new Workload(Workload.Derivative / 2 * ((Anchors * (double)setting.Samples) + transported), 150 * transported);
    }

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TimeGrid anchors = TimeGrid.Uniform(Anchors);
        SampleBatch[] states = context.ReferenceStates(anchors);
        int samples = density.Samples is int few ? context.Calibration.Noise.CountInWholeReplicates(few) : states[0].Count;
        if (samples < states[0].Count)
        {
            states = [.. states.Select(s => s.Slice(0, samples))];
        }

        Func<AnchorVelocities, double> at = density.Prepare(context, anchors, states);
        double exponent = (power ?? density.UsualPower) / density.Degree;
        return EqualShareRule.Along(
            context, anchors, states, density.NeedsJacobian, velocities => Math.Pow(at(velocities), exponent));
    }

    private static EquidistributionSchedule Create(MethodArguments arguments) => new(
        arguments.Word(0, Densities) switch
        {
            "turn" => StepDensity.Turn,
            "entropy" => StepDensity.Entropy,
            "propagated" => StepDensity.Propagated,
            _ => StepDensity.Curvature,
        },
        PowerOf(arguments));

    /// <summary>p, as it is written behind the density; null where it is not.</summary>
    /// <param name="arguments">The parameters.</param>
    internal static double? PowerOf(MethodArguments arguments) => arguments.Text(1) == "auto" ? null : arguments.Number(1, 0.1, 4);
}
