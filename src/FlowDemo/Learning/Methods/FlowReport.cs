using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// The figures that tell "not straight" from "not faithful": straightness of a flow, what rectification has left of the
/// transport cost, how far its own fine solution ends from the teacher's, and how far its few-step samples end from its own.
/// Measured on validation noise.
/// </summary>
internal static class FlowReport
{
    /// <summary>
    /// Reports the identity <c>E|X1 - X0|^2 - E|Z1 - Z0|^2 = S(Z) + V</c> of the exact flow; needs the linear path. A guided velocity
    /// averages over no data, so that it has no V.
    /// </summary>
    /// <returns>Its transport cost.</returns>
    public static double ReportTeacher(TrainingContext context)
    {
        Straightness exact = Straightness.Measure(
            context.Teacher, context.FineSolver, TimeGrid.Uniform(1), context.Validation, context.Execution);
        double independent = Straightness.IndependentCost(context.Target);
        if (!context.IsGuided)
        {
            context.Report("E|X1 - X0|^2 of independent noise and data", independent);
        }

        context.Report("E|Z1 - Z0|^2 of the exact flow", exact.TransportCost);
        context.Report("S(Z) of the exact flow", exact.Curvature);
        if (!context.IsGuided)
        {
            context.Report("V of the exact flow", independent - exact.Energy);
        }

        return exact.TransportCost;
    }

    /// <summary>Reports on a student that serves all times.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="field">The student.</param>
    /// <param name="name">What the report calls it.</param>
    /// <returns>Its transport cost.</returns>
    public static double ReportStudent(TrainingContext context, IVelocityField field, string name)
    {
        Flow student = new(field, context.Exact.Path);
        SampleBatch exact = Sampler.Run(context.Teacher, context.FineSolver, TimeGrid.Uniform(1), context.Validation, context.Execution);
        SampleBatch own = Sampler.Run(student, context.FineSolver, TimeGrid.Uniform(1), context.Validation, context.Execution);
        Straightness straightness = Straightness.Measure(
            student, context.FineSolver, TimeGrid.Uniform(1), context.Validation, context.Execution);
        context.Report($"S(Z) of {name}", straightness.Curvature);
        context.Report($"E|Z1 - Z0|^2 of {name}", straightness.TransportCost);
        context.Report($"RMSE of {name}'s own fine solution to the exact flow", Distance(own, exact));
        foreach (int steps in context.Options.Steps)
        {
            SampleBatch few = Sampler.Run(student, Tableaus.Euler, TimeGrid.Uniform(steps), context.Validation, context.Execution);
            context.Report(
                string.Create(CultureInfo.InvariantCulture, $"RMSE of {steps} Euler steps of {name} to its own fine solution"),
                Distance(few, own));
        }

        return straightness.TransportCost;
    }

    private static double Distance(SampleBatch a, SampleBatch b)
    {
        double[] squares = EndpointError.Squared(a, b);
        return Math.Sqrt(squares.Sum() / squares.Length);
    }
}
