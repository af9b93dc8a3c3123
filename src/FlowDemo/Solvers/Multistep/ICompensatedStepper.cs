namespace FlowDemo.Solvers.Multistep;

/// <summary>A multistep stepper whose newest evaluation may be replaced by one at a shifted time before each step.</summary>
internal interface ICompensatedStepper : IStepper
{
    /// <summary>The compensation ratio of the next steps; 1 leaves the history alone.</summary>
    double Ratio { get; set; }

    /// <summary>A stepper in the same state with storage of its own, to try a step without taking it.</summary>
    ICompensatedStepper Fork();
}
