using FlowDemo.Fitting;
using FlowDemo.Solvers.Entries;

namespace FlowDemo.Solvers;

/// <summary>Every solver by its id.</summary>
public static class SolverCatalog
{
    /// <summary>The catalogue: classical methods, then those of diffusion and flow models, then the fitted and the adaptive ones.</summary>
    public static Catalog<ISolver> All { get; } = new(
        "solver",
        [
            .. OneStepEntries.All,
            .. MultistepEntries.All,
            .. PredictionEntries.All,
            .. FlowEntries.All,
            DecoupledEuler.Entry,
            FittedSolver.Entry,
        ]);
}
