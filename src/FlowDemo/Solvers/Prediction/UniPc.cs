using System.Globalization;
using FlowDemo.Fields;

namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// UniPC: a multistep predictor on the data prediction whose one evaluation per step also corrects the state,
/// <c>x^p = (sigma_t/sigma_s) x + E D_i - alpha_t B sum_m rho_m delta_m, x^c = the same with the new prediction among the
/// delta_m</c>, delta_m the differences of predictions over their distances r_m in
/// lambda (or in -log(1 - t)), B = expm1(-h) (bh2) or -h (bh1).
/// Order 2 here, because the first and the last step are of first order; N evaluations; carries p predictions. The history
/// keeps D at the predicted state, not at the corrected one. Its order-2 predictor is DPM-Solver++(2M).
/// </summary>
/// <remarks>
/// Zhao et al., UniPC: A Unified Predictor-Corrector Framework for Fast Sampling of Diffusion Models, 2023, arXiv 2302.04867,
/// algorithms 1 and 2, with lower_order_final. Where lambda is infinite the differences over it are left out and the order
/// falls; bh1, whose B is infinite in the first step, does not correct it.
/// </remarks>
/// <param name="order">p, from 1 to 3.</param>
/// <param name="isBh1">Takes B = -h in place of expm1(-h).</param>
/// <param name="variable">What steps are measured in.</param>
internal sealed class UniPc(int order, bool isBh1 = false, StepVariable variable = default) : ISolver
{
    /// <summary>The catalogue's line of order 2.</summary>
    internal static CatalogEntry<ISolver> SecondOrderEntry { get; } = EntryOf(2) with
    {
        Aliases = ["unipc", ("UniPCMultistep", "diffusers")],
        ComesFirst = true,
    };

    /// <summary>The catalogue's line of order 3.</summary>
    internal static CatalogEntry<ISolver> ThirdOrderEntry { get; } = EntryOf(3) with
    {
        Aliases = [new MethodAlias("uni_pc", "flow,bh1", "ComfyUI"), new MethodAlias("uni_pc_bh2", "flow,bh2", "ComfyUI")],
    };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => StepBudget.Steps(evaluations, 1);

    /// <inheritdoc/>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) => new UniPcStepper(flow, order, isBh1, variable, grid, batch);

    private static CatalogEntry<ISolver> EntryOf(int order) => new(
        string.Create(CultureInfo.InvariantCulture, $"unipc{order}"),
        string.Create(CultureInfo.InvariantCulture, $"UniPC: predictor of order {order} whose evaluation also corrects the state."),
        a => Create(order, StepVariable.Leading(a)))
    {
        Formula = "x = (sigma_t/sigma_s) x + E D0 - alpha_t B sum_m rho_m (D_m - D0) / r_m, twice",
        Convergence = new ConvergenceOrder(2) { OnVariancePreserving = 1 },
        Cost = "N",
        Source = "Zhao et al., UniPC: A Unified Predictor-Corrector Framework for Fast Sampling of Diffusion Models, 2023, arXiv "
            + "2302.04867",
        Notes = "Multistep, on D, last steps of lower order. bh1 does not correct its first step, where its B is infinite. With exact "
            + "ends a difference over an infinite interval is left out, where diffusers clips.",
        Parameters =
        [
            StepVariable.Parameter, new("variant", "bh2", "bh2 (B = expm1(-h)) or bh1 (B = -h)."), StepVariable.ClipParameter,
        ],
    };

    private static UniPc Create(int order, MethodArguments arguments) =>
        new(order, arguments.Word(1, "bh2", "bh1") == "bh1", StepVariable.Read(arguments, 2));
}
