using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Learning.Models;
using FlowDemo.Sampling;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Rectification: draw noise, carry it to the end of the flow, and refit a velocity to the straight lines between the pairs,
/// <c>v = argmin int E|(X1 - X0) - v((1 - t) X0 + t X1, t)|^2 p(t) dt</c>; repeated, each time on pairs of the flow before.
/// The exact flow is the first rectified flow, so one round gives the second.
/// </summary>
/// <param name="rounds">How often, at least 1.</param>
/// <param name="steepness">a of the U-shaped density of times; 0 for uniform times.</param>
/// <param name="huber">c of the pseudo-Huber loss; 0 for squares. Pairs are deterministic here, so any loss has the same optimum.</param>
/// <remarks>
/// Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003, algorithm 1. The fixed points need not be optimal
/// transport.
/// </remarks>
internal sealed class Reflow(int rounds, double steepness, double huber = 0) : ITrainingMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        LinearPathOnly.Require(context, "reflow");
        FlowReport.ReportTeacher(context);
        Flow flow = context.Teacher;
        IModelField? field = null;
        for (int round = 2; round <= rounds + 1; round++)
        {
            SampleBatch ends = Sampler.Run(flow, context.FineSolver, TimeGrid.Uniform(1), context.Noise, context.Execution);
            field = ReflowStudent.Fit(context, ReflowStudent.Rows(context.Symmetry.Complete(context.Noise), context.Symmetry.Complete(ends), Time), huber);
            FlowReport.ReportStudent(context, field, string.Create(CultureInfo.InvariantCulture, $"{round}-rectified flow"));
            flow = flow with { Field = new CountingVelocityField(field, context.Counter) };
        }

        return [new ModelMember(null, field!)];
    }

    private double Time(double fraction) => steepness == 0 ? fraction : TimeDensity.UShaped(fraction, steepness);
}
