using FlowDemo.Fields;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Boss;

/// <summary>The steps of a solver from the states at one time to any later time; they share their first stage.</summary>
internal sealed class StepFan
{
    private readonly IStepper stepper;
    private readonly double from;
    private readonly SampleBatch state;

    /// <summary>Prepares the steps.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="solver">The method.</param>
    /// <param name="from">Time of the states.</param>
    /// <param name="state">The states; read only.</param>
    /// <param name="velocity">u at the states.</param>
    public StepFan(Flow flow, IOneStepSolver solver, double from, SampleBatch state, SampleBatch velocity)
    {
        this.from = from;
        this.state = state;
        stepper = solver.Start(flow with { Field = new AnchoredField(flow.Field, from, state, velocity) }, state);
    }

    /// <summary>Makes one step.</summary>
    /// <param name="to">Time where it ends.</param>
    /// <param name="result">Receives the states there.</param>
    public void Step(double to, SampleBatch result)
    {
        state.Values.CopyTo(result.Values);
        stepper.Step(from, to, result);
    }
}
