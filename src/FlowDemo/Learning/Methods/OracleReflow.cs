using FlowDemo.Fields;
using FlowDemo.Learning.Models;
using FlowDemo.Sampling;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Gives the exact second rectified flow instead of a fit: what reflow would reach with unlimited capacity and pairs. Fails
/// where the straight lines between pairs cross, because then it does not exist in this form.
/// </summary>
/// <remarks>See <see cref="OracleReflowField"/>.</remarks>
internal sealed class OracleReflow : ITrainingMethod
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "oracle-2rf", "The exact second rectified flow, by Newton's method: what reflow would reach with unlimited capacity.", static _ =>
            new OracleReflow())
    {
        Formula = "v(x, t) = T(z) - z, (1 - t) z + t T(z) = x, T = end point map of the exact flow",
        Order = "straight: one Euler step is exact",
        Cost = "no training; an evaluation solves the exact flow several times",
        Source = "Bansal, Roy, Sarkar, Rinaldo, On the Wasserstein Convergence and Straightness of Rectified Flow, 2024, arXiv 2410.14949",
        Notes = "Refused where the lines cross.",
    };

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        LinearPathOnly.Require(context, "oracle-2rf");
        FlowReport.ReportTeacher(context);
        double smallest = SmallestDeterminant(context);
        context.Report("smallest det((1 - t) I + t J) on validation noise", smallest);
        if (!(smallest > 0))
        {
            throw new FlowDemoException("The straight lines between noise and data cross on this target, so its second rectified flow is "
                + "not of this form; use 'reflow'.");
        }

        return [new ModelMember(null, new OracleReflowField(context.Exact))];
    }

    private static double SmallestDeterminant(TrainingContext context)
    {
        SampleBatch end = Sampler.Run(
            TangentField.Of(context.Teacher),
            context.FineSolver,
            TimeGrid.Uniform(1),
            TangentField.Extend(context.Validation),
            context.Execution);
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < end.Count; i++)
        {
            for (double t = 0; t <= 1; t += 0.05)
            {
                smallest = Math.Min(smallest, TangentField.JacobianOf(end, i).Blend(t).Determinant);
            }
        }

        return smallest;
    }
}
