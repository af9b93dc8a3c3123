namespace FlowDemo.Solvers.FlowTurbo;

/// <summary>The three ways in which FlowTurbo finds the two velocities of a trapezoidal step.</summary>
internal enum StepBlock
{
    /// <summary>H: both are evaluated, as in Heun's method.</summary>
    Heun,

    /// <summary>P: the first is the second one of the step before.</summary>
    Pseudo,

    /// <summary>R: both are those of the step before, refined; none is evaluated.</summary>
    Refined,
}
