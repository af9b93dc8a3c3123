using System.Collections.Immutable;
using FlowDemo.Fitting.Amed;
using FlowDemo.Fitting.Compensation;
using FlowDemo.Fitting.FlowTurbo;
using FlowDemo.Solvers.FlowTurbo;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Solvers.Prediction;

namespace FlowDemo.Solvers.Entries;

/// <summary>Methods made for flow models, fitted methods and the adaptive one.</summary>
internal static class FlowEntries
{
    private const string FlowTurboSource = "Zhao et al., FlowTurbo: Towards Real-time Flow-Based Image Generation with Velocity Refiner, 2024, arXiv 2409.18128";

    private const string DcSource = "Zhao et al., DC-Solver: Improving Predictor-Corrector Diffusion Sampler via Dynamic Compensation, 2024, arXiv 2409.03755";

    private static readonly ImmutableArray<MethodParameter> CompensationParameters =
    [
        new("ratios", "search", "search, or cpr to predict them from searches at other numbers of steps."),
        new("points", "64", "calibration points, 1 to 4096; 10 in the source, which is too few to rely on."),
    ];

    /// <summary>The entries in catalogue order.</summary>
    public static ImmutableArray<CatalogEntry<ISolver>> All { get; } =
    [
        new("rf", "RF-Solver: Taylor step with a derivative by differences.", static a => new RfSolver(a.Number(0, 0.001, 1)))
        {
            Formula = "a = (u(x + d u, t + d) - u) / d, x += h u + h^2/2 a", Order = "2", Cost = "2N",
            Source = "Wang et al., Taming Rectified Flow for Inversion and Editing, 2024, arXiv 2411.04746",
            Notes = "With d = h/2, as released, it is midpoint.",
            Parameters = [new("probe", "0.5", "d / h, from 0.001 to 1; small ones tend to taylor2.")],
        },
        new("pseudo", "FlowTurbo's pseudo-corrector on every step.", static _ => new BlockSolver(new BlockPattern(0, null, 0)))
        {
            Formula = "y = x + h v, v' = u(y, t + h), x += h (v + v') / 2, v = v'", Order = "2", Cost = "N + 1",
            Source = FlowTurboSource + ", section 3.3",
            Notes = "Heun's method without its first evaluation; evaluates u at t = 1.",
        },
        new("flowturbo", "FlowTurbo: Heun, pseudo-corrector and refined steps.", static a => new FlowTurboSolver(BlockPattern.Parse(a.Text(0)) ?? throw a.Bad(0, "blocks such as H1P5R3"), a.Number(1, 0.001, 0.5)))
        {
            Formula = "trapezoidal steps; H evaluates both velocities, P one, R refines both: v += r(x, t, v)",
            Order = "2; that of the refiner with R", Cost = "2H + P on H + P + R steps, and 2R refinements",
            Source = FlowTurboSource,
            Notes = "The refiner is a polynomial of degree 4, fitted once per target. Has no exact divergence.",
            Parameters =
            [
                new("blocks", "H1PR3", "steps of each kind in the order H, P, R, as in H1P5R3; a bare P fills the budget."),
                new("gap", "0.12", "longest time the refiner learns to bridge, 0.001 to 0.5."),
            ],
        },
        new("dc-unipc2", "DC-Solver on UniPC: the newest prediction is replaced by one at a searched time.", static a => Compensated(a, new UniPc(2)))
        {
            Formula = "D_i <- quadratic through D_i, D_i-1, D_i-2 at rho_i t_i + (1 - rho_i) t_i-1, then unipc2", Order = "as unipc2", Cost = "N",
            Source = DcSource,
            Notes = "The ratios are fitted to the grid, step by step. Without a third step it is unipc2.",
            Parameters = CompensationParameters,
        },
        new("dc-ab2", "DC-Solver on Adams-Bashforth: the newest velocity is replaced by one at a searched time.", static a => Compensated(a, new AdamsBashforth(2)))
        {
            Formula = "u_i <- quadratic through u_i, u_i-1, u_i-2 at rho_i t_i + (1 - rho_i) t_i-1, then ab2", Order = "as ab2", Cost = "N",
            Source = DcSource,
            Notes = "The ratios are fitted to the grid, step by step. Without a third step it is ab2.",
            Parameters = CompensationParameters,
        },
        new("amed", "AMED: one fitted inner time and one fitted scale for each step.", static a => new AmedSolver(a.Number(0, 0, 1)))
        {
            Formula = "y = x + r h u(x, t), x += c h u(y, t + r h)", Order = "1; 2 for r = 1/2, c = 1", Cost = "2N",
            Source = "Zhou et al., Fast ODE-based Sampling for Diffusion Models in Around 5 Steps, 2023, arXiv 2312.00094",
            Notes = "Constants of the step, fitted to the end points; there a network of the state, fitted step by step.",
            Parameters = [new("range", "0.5", "how far c may be from 1, from 0 to 1; 0.01 in the source.")],
        },
        new("dopri5", "Dormand-Prince 5(4), a step size of its own for every sample.", static a => new DormandPrince(a.Number(0, 1e-13, 1), a.Number(1, 1e-15, 1)))
        {
            Formula = "accept if rms(h E / (atol + rtol max(|x|, |x'|))) <= 1", Order = "5", Cost = "2 + 6 attempts, sample by sample",
            Source = "Dormand, Prince, A family of embedded Runge-Kutta formulae, 1980",
            Notes = "Takes no schedule; its NFE is the mean counted. Not torchdiffeq's, which takes one step for the whole batch.",
            Parameters = [new("rtol", "1e-5", "relative tolerance, 1e-13 to 1."), new("atol", "1e-5", "absolute tolerance, 1e-15 to 1.")],
        },
    ];

    private static DcSolver Compensated(MethodArguments arguments, ISolver inner) =>
        new(inner, arguments.Integer(1, 1, 4096), arguments.Word(0, "search", "cpr") == "cpr");
}
