namespace FlowDemo.Solvers;

/// <summary>How many steps spend a budget of velocity evaluations, where every step costs the same.</summary>
internal static class StepBudget
{
    /// <summary>The N for which <c>perStep N + once</c> is the budget.</summary>
    /// <param name="evaluations">The budget.</param>
    /// <param name="perStep">Evaluations of each step, at least 1.</param>
    /// <param name="once">Evaluations that do not depend on N; negative where a step saves some.</param>
    /// <returns>N, at least 1, or null when no N costs just that.</returns>
    public static int? Steps(int evaluations, int perStep, int once = 0)
    {
        (int steps, int rest) = Math.DivRem(evaluations - once, perStep);
        return rest == 0 && steps > 0 ? steps : null;
    }
}
