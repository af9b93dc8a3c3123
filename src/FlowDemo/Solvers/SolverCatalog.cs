using FlowDemo.Fitting;
using FlowDemo.Fitting.Amed;
using FlowDemo.Fitting.Compensation;
using FlowDemo.Fitting.FlowTurbo;
using FlowDemo.Learning.Boosting;
using FlowDemo.Solvers.FlowTurbo;
using FlowDemo.Solvers.Multistep;
using FlowDemo.Solvers.Prediction;

namespace FlowDemo.Solvers;

/// <summary>Every solver by its id. An entry stands beside its class; here is their order.</summary>
public static class SolverCatalog
{
    /// <summary>The catalogue: classical methods, then those of diffusion and flow models, then the fitted and the adaptive ones.</summary>
    public static Catalog<ISolver> All { get; } = new(
        "solver",
        Tableaus.EulerEntry,
        Tableaus.HeunEntry,
        HeunPlusPlus.Entry,
        HeunEdm.Entry,
        EdmHeun.Entry,
        Tableaus.MidpointEntry,
        Tableaus.Ralston2Entry,
        Tableaus.Ralston3Entry,
        Tableaus.Heun3Entry,
        Tableaus.Kutta3Entry,
        Tableaus.Rk4Entry,
        Tableaus.Rk4ThreeEighthsEntry,
        Taylor2.Entry,
        AdamsBashforth.SecondOrderEntry,
        AdamsBashforth.ThirdOrderEntry,
        AdamsBashforth.FourthOrderEntry,
        ImprovedPseudoNumerical.Entry,
        GradientEstimation.Entry,
        FireFlow.Entry,
        Richardson.Entry,
        Ddim.Entry,
        EulerMaruyama.Entry,
        SdeHeun.Entry,
        Churn.Entry,
        ErSde.Entry,
        NoisyDpmSolverPlusPlus.Entry,
        Renoise.Entry,
        Refinement.Entry,
        Reinterpolate.Entry,
        DpmSolverPlusPlus.TwoStepEntry,
        DpmSolverPlusPlus.ThreeStepEntry,
        ResMultistep.TwoStepEntry,
        ResMultistep.ThreeStepEntry,
        ResSingleStep.TwoStageEntry,
        ResSingleStep.ThreeStageEntry,
        TimeExtrapolation.TwoStepEntry,
        TimeExtrapolation.ThreeStepEntry,
        UniPc.SecondOrderEntry,
        UniPc.ThirdOrderEntry,
        RfSolver.Entry,
        BlockSolver.PseudoEntry,
        FlowTurboSolver.Entry,
        DcSolver.UniPcEntry,
        DcSolver.AdamsBashforthEntry,
        AmedSolver.Entry,
        DormandPrince.Entry,
        DecoupledEuler.Entry,
        MomentProjection.Entry,
        Escalation.Entry,
        LayerSkips.Entry,
        FittedSolver.Entry)
    {
        Groups = new CatalogGroups<ISolver>(
            ["to begin with", "deterministic", "with noise", "fitted to the target"],
            static entry => entry.ComesFirst ? 0 : entry.CreateDefault() switch
            {
                { IsStochastic: true } => 2,
                { IsFitted: true } => 3,
                _ => 1,
            }),
    };
}
