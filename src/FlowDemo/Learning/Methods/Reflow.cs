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
    /// <summary>Relative rise of the transport cost that is not worth a word.</summary>
    private const double Scatter = 0.01;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "reflow", "Rectification: refits one velocity for all times to straight lines between noise and its end points.", static a =>
            new Reflow(a.Integer(0, 1, 9), Steepness(a)))
    {
        Formula = "v = argmin int E|(X1 - X0) - v((1 - t) X0 + t X1, t)|^2 p(t) dt, X1 = end point of the flow from X0",
        Order = "straight after one round where the lines do not cross",
        Cost = TrainingContext.PairCost + "; further rounds follow the student",
        Source = "Liu, Gong, Liu, Flow Straight and Fast, 2022, arXiv 2209.03003",
        Notes = "Reports S(Z), V and the transport cost. Its fixed points need not be optimal transport.",
        Parameters =
        [
            new MethodParameter("rounds", "1", "how often to rectify, 1 to 9; one round gives the second rectified flow"),
            new MethodParameter("times", "uniform", "uniform, or u for the U-shaped density of rfpp"),
        ],
    };

    /// <summary>The catalogue's line with U-shaped times and a robust loss.</summary>
    internal static CatalogEntry<ITrainingMethod> RobustEntry { get; } = new(
        "rfpp", "Rectification trained better: U-shaped times and a pseudo-Huber loss.", static a =>
            new Reflow(1, a.Number(1, 0.1, 20), a.Number(0, 1e-6, 100)))
    {
        Formula = "v = argmin int E[sqrt(|X1 - X0 - v|^2 + c^2) - c] p(t) dt, p(t) proportional to cosh(a (t - 1/2))",
        Order = "as reflow",
        Cost = TrainingContext.PairCost + "; the fit is repeated 5 times",
        Source = "Lee, Lin, Fanti, Improving the Training of Rectified Flows, 2024, arXiv 2405.20320",
        Notes = "Also 2-rectified flow++. By reweighted least squares; the perceptual part of the loss has no counterpart here. Its "
            + "sampler is the solver reinterpolate.",
        Parameters =
        [
            new MethodParameter(
                "c",
                "0.00108",
                "where the loss turns from squares to distances, 0.000001 to 100; data units; .00054 times the dimension as published"),
            new MethodParameter("a", "4", "steepness of the density of times, 0.1 to 20"),
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        LinearPathOnly.Require(context, "reflow");
        List<double> costs = [FlowReport.ReportTeacher(context)];
        Flow flow = context.Teacher;
        IModelField? field = null;
        for (int round = 2; round <= rounds + 1; round++)
        {
            SampleBatch ends = Sampler.Run(flow, context.FineSolver, TimeGrid.Uniform(1), context.Noise, context.Execution);
            field = ReflowStudent.Fit(
                context, ReflowStudent.Rows(context.Symmetry.Complete(context.Noise), context.Symmetry.Complete(ends), Time), huber);
            costs.Add(FlowReport.ReportStudent(context, field, string.Create(CultureInfo.InvariantCulture, $"{round}-rectified flow")));
            flow = flow with { Field = new CountingVelocityField(field, context.Counter) };
        }

        WarnOfRise(context, costs);
        return [new ModelMember(null, field!)];
    }

    /// <summary>Says what it means when rectifying has raised the transport cost, beyond what its own fit scatters by.</summary>
    /// <param name="context">Who is told.</param>
    /// <param name="costs">Transport cost of the flows, the exact one first.</param>
    internal static void WarnOfRise(TrainingContext context, IReadOnlyList<double> costs)
    {
        if (Enumerable.Range(1, costs.Count - 1).Any(i => costs[i] > costs[i - 1] * (1 + Scatter)))
        {
            string rise = string.Join(", ", costs.Select(static c => c.ToString("G3", CultureInfo.InvariantCulture)));
            context.Warn(
                $"the transport cost rises over the rounds, {rise} from the exact flow on: rectifying exactly cannot raise it, so the "
                    + $"fits have moved the end points off the data, and more rounds move them further");
        }
    }

    private double Time(double fraction) => steepness == 0 ? fraction : TimeDensity.UShaped(fraction, steepness);

    private static double Steepness(MethodArguments arguments) => arguments.Word(1, "uniform", "u") == "u" ? 4 : 0;
}
