namespace FlowDemo.Solvers;

/// <summary>A stepper that keeps the velocity it found at the start of its step, so that a multistep method can begin with it.</summary>
internal interface ISlopeStepper : IStepper
{
    /// <summary>u(x, t0) of the last step; overwritten by the next.</summary>
    SampleBatch Slope { get; }
}
