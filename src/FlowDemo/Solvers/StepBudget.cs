namespace FlowDemo.Solvers;

/// <summary>How many steps spend a budget of velocity evaluations, and what steps cost.</summary>
public static class StepBudget
{
    /// <summary>No step of any method takes more evaluations, and no start of one more beyond its steps.</summary>
    private const int MostPerStep = 16;

    /// <summary>The least budget that a solver spends in a number of steps.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="steps">The steps, at least 1.</param>
    /// <returns>Velocity evaluations per sample, or null where no budget takes just so many steps.</returns>
    public static int? EvaluationsFor(this ISolver solver, int steps)
    {
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, int.MaxValue / MostPerStep - 1);
        return Enumerable.Range(1, MostPerStep * (steps + 1)).Cast<int?>().FirstOrDefault(n => solver.StepsFor(n!.Value) == steps);
    }

    /// <summary>The N for which <c>perStep N + once</c> is the budget, where every step costs the same.</summary>
    /// <param name="evaluations">The budget.</param>
    /// <param name="perStep">Evaluations of each step, at least 1.</param>
    /// <param name="once">Evaluations that do not depend on N; negative where a step saves some.</param>
    /// <returns>N, at least 1, or null when no N costs just that.</returns>
    internal static int? Steps(int evaluations, int perStep, int once = 0)
    {
        (int steps, int rest) = Math.DivRem(evaluations - once, perStep);
        return rest == 0 && steps > 0 ? steps : null;
    }
}
