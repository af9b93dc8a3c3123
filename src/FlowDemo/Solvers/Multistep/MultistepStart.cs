namespace FlowDemo.Solvers.Multistep;

/// <summary>How a multistep method takes its first steps, before it has a history.</summary>
internal enum MultistepStart
{
    /// <summary>The method of as many steps as there are evaluations, Euler's first: no extra cost, order at most 2.</summary>
    Euler,

    /// <summary>One step of Heun's method, then as many steps as there are evaluations: 1 extra evaluation, order at most 3.</summary>
    Heun,

    /// <summary>The classical Runge-Kutta method until the history is full: 3 extra evaluations for each such step, full order.</summary>
    Rk4,

    /// <summary>One Taylor step with the exact derivative, then as with Heun: 1 derivative, order at most 3.</summary>
    Taylor2,
}
