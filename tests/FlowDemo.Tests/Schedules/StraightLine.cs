using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Schedules;

/// <summary>A field that moves nothing: the flow of N(0, I) on the trigonometric path, where every error is exactly 0.</summary>
internal sealed class StraightLine : IDifferentiableField
{
    public int Dimension => 2;

    public static ScheduleContext Context(int samples)
    {
        Flow flow = new(new StraightLine(), new TrigonometricPath());
        GaussianMixture target = new(GaussianComponent.Isotropic(1, 0, 0, 1));
        return new ScheduleContext(flow, target, Tableaus.Euler, new Calibration(flow, GaussianProblem.Noise(samples)), new Execution(1));
    }

    public void Evaluate(double t, SampleBatch x, SampleBatch velocity) => velocity.Values.Clear();

    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        velocity.Values.Clear();
        jacobian?.Values.Clear();
        acceleration?.Values.Clear();
    }
}
