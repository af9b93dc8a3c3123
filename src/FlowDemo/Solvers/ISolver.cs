using FlowDemo.Fields;
using FlowDemo.Targets;

namespace FlowDemo.Solvers;

/// <summary>
/// A rule that advances samples from one knot of a time grid to the next. It prepares itself for a problem: one that fits
/// constants, has times of its own or chooses its steps says so here, and nobody asks for its type.
/// </summary>
public interface ISolver
{
    /// <summary>The number of steps that spends a budget exactly.</summary>
    /// <param name="evaluations">Velocity evaluations per sample, at least 1.</param>
    /// <returns>The steps, or null where no number of steps costs just that much.</returns>
    int? StepsFor(int evaluations);

    /// <summary>Whether a schedule decides where its steps are: false for a solver with times of its own.</summary>
    bool TakesSchedule => true;

    /// <summary>
    /// Whether it spends the budget it is given: false for one that takes as many evaluations as a tolerance needs, sample by
    /// sample, so that its cost is known only when it has been counted (<see cref="StepsFor"/> is then always null).
    /// </summary>
    bool TakesBudget => true;

    /// <summary>This solver as one that takes single steps between any two times; null where a step needs those before it.</summary>
    IOneStepSolver? SingleStep => null;

    /// <summary>A method of one order more, whose end points on the same grid tell this one's error; null where there is none.</summary>
    ISolver? NextOrder => null;

    /// <summary>
    /// Whether the method, run unchanged on a <see cref="TangentField"/>, differentiates its own map: true where a step is
    /// linear in states and velocities with coefficients that depend on the times alone.
    /// </summary>
    bool CarriesTangents => true;

    /// <summary>Whether it fits constants of its own to the target, so that it is trained, if only on a few pairs.</summary>
    bool IsFitted => false;

    /// <summary>Whether steps add noise: then a sample is not meant to end where the reference from the same noise does.</summary>
    bool IsStochastic => false;

    /// <summary>Whether its noise takes the score itself where that does not follow from the velocity.</summary>
    bool TakesScore => false;

    /// <summary>
    /// Whether it makes a velocity of its own out of the exact flow and samples with that: a field in the flow's place changes nothing.
    /// </summary>
    bool BringsField => false;

    /// <summary>Why it cannot follow a flow, said of it; null where it can.</summary>
    /// <param name="flow">The flow, with the field that is sampled with.</param>
    string? ObstacleOn(Flow flow) => !IsStochastic || flow.IsPlain || (TakesScore && flow.Score is not null)
        ? null
        : "adds normal noise by a score that follows from the velocity, which it does only where the path starts from normal noise and "
            + (flow.Score is null ? "mixes in no other" : "mixes in no other (em and sde-heun take the score itself)");

    /// <summary>Its steps on the stochastic equation, where they are those of Euler-Maruyama or Heun with noise; otherwise null.</summary>
    /// <param name="flow">The flow.</param>
    NoisySteps? NoisyStepsOn(Flow flow) => null;

    /// <summary>The same method without the noise of its steps; null where it adds none, or is nothing without it.</summary>
    ISolver? WithoutNoise => null;

    /// <summary>
    /// The same method for steps cut into equal parts, driven by the same noise: that of a step is that of its parts together. Null
    /// where it adds none, or where what it adds does not get less with the steps.
    /// </summary>
    /// <param name="parts">Parts of each step, at least 1.</param>
    ISolver? OnSameNoise(int parts) => null;

    /// <summary>
    /// The name of the same method begun where the exact flow is at its first knot; null where it begins with the noise at t = 0.
    /// </summary>
    string? FromExactStart => null;

    /// <summary>
    /// Whether it also runs from data to noise: false where steps add noise, or where constants are fitted to the way from noise to data.
    /// </summary>
    bool RunsBackward => !IsStochastic && !IsFitted;

    /// <summary>
    /// Makes the sampler for a problem, a schedule and a budget: itself on the grid of the schedule, unless there is something to fit.
    /// </summary>
    /// <param name="context">The flow, the calibration noise and the tally that the evaluations of a fit are added to.</param>
    /// <param name="rule">The schedule, prepared; a solver with times of its own does not look at it.</param>
    /// <param name="evaluations">Velocity evaluations per sample; null where <see cref="TakesBudget"/> is false.</param>
    /// <exception cref="FlowDemoException">There is no sampler or no grid for this budget or this problem.</exception>
    TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations) =>
        TimedSolver.On(rule, this, evaluations, (_, _) => this);

    /// <summary>About what its fits for so many budgets take, one after the other, beside the schedule.</summary>
    /// <param name="setting">The size of the calibration and of the target.</param>
    /// <param name="evaluations">Velocity evaluations per sample of each of them.</param>
    Workload WorkOfFits(WorkSetting setting, IReadOnlyCollection<int> evaluations) => Workload.None;

    /// <summary>
    /// The same sampler for another target: one that uses the mean or covariance of the data takes those of the target it runs on.
    /// </summary>
    /// <param name="target">The target that it will run on.</param>
    ISolver For(GaussianMixture target) => this;

    /// <summary>Begins to solve for one batch; whatever the method carries from step to step is allocated here.</summary>
    /// <param name="flow">The field to follow, and its path.</param>
    /// <param name="grid">The grid that will be walked, knot by knot.</param>
    /// <param name="batch">A batch of the shape that will be advanced; only its shape is used.</param>
    IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch);
}
