using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Solvers.Multistep;

namespace FlowDemo.Solvers.Entries;

/// <summary>Multistep methods on the velocity.</summary>
internal static class MultistepEntries
{
    private static readonly MethodParameter Start = new("start", "euler", "how the history is begun: euler, heun (1 more evaluation), rk4 (3 more per starting step) or taylor2 (1 derivative).");

    /// <summary>The entries in catalogue order.</summary>
    public static ImmutableArray<CatalogEntry<ISolver>> All { get; } =
    [
        AdamsBashforth(2, "2", "What NeuralSolver's tables call Adam2, and the one-evaluation reading of RF-Solver."),
        AdamsBashforth(3, "2; 3 with another start", "Not ipndm_v of diff-sampler, whose third-order weights are right on even grids only."),
        AdamsBashforth(4, "2; 4 with start rk4", "Large jumps in step size give large weights of both signs."),
        new("ipndm", "Adams-Bashforth with the weights of an even grid on every grid.", static a => new ImprovedPseudoNumerical(a.Integer(0, 1, 4)))
        {
            Formula = "x += h (55 u0 - 59 u1 + 37 u2 - 9 u3) / 24, shorter at first", Order = "2; 1 on rough grids", Cost = "N",
            Source = "Zhang, Chen, Fast Sampling of Diffusion Models with Exponential Integrator, 2022, arXiv 2204.13902, section 3.3",
            Notes = "Equals ab4 on an even grid. Here on the velocity; there on the noise prediction.",
            Parameters = [new("order", "4", "longest history used, 1 to 4.")],
        },
        new("fireflow", "The midpoint rule, reaching the midpoint with the midpoint velocity of the step before.", static _ => new FireFlow())
        {
            Formula = "v = u(x + h/2 v_before, t + h/2), x += h v", Order = "2", Cost = "N + 1",
            Source = "Deng et al., FireFlow: Fast Inversion of Rectified Flow for Image Semantic Editing, 2024, arXiv 2412.07517, algorithm 1",
            Notes = "Never evaluates u at t = 1.",
        },
    ];

    private static CatalogEntry<ISolver> AdamsBashforth(int order, string convergence, string notes) => new(
        string.Create(CultureInfo.InvariantCulture, $"ab{order}"),
        string.Create(CultureInfo.InvariantCulture, $"Adams-Bashforth with {order} velocities, weights for the grid at hand."),
        a => new AdamsBashforth(order, ReadStart(a)))
    {
        Formula = "x += sum_j w_j u_j, w_j = integral over the step of the Lagrange basis on the newest times",
        Order = convergence,
        Cost = "N",
        Source = "Bashforth, Adams, An Attempt to Test the Theories of Capillary Action, 1883; Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, 1993, section III.5",
        Notes = notes,
        Parameters = [Start],
    };

    private static MultistepStart ReadStart(MethodArguments arguments) => arguments.Word(0, "euler", "heun", "rk4", "taylor2") switch
    {
        "heun" => MultistepStart.Heun,
        "rk4" => MultistepStart.Rk4,
        "taylor2" => MultistepStart.Taylor2,
        _ => MultistepStart.Euler,
    };
}
