using System.Collections.Immutable;
using FlowDemo.Fields;
using FlowDemo.Learning;
using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>What stands under the table about a field: what it is made of, what it cost, and how straight it is.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Steps">Steps of the grid that this part of it was trained for; null where it serves any.</param>
/// <param name="Straightness">S(Z) on the test noise: along its own Euler steps if it was trained for a grid, else along its fine
/// solution.</param>
/// <param name="TrainedBy">The training method; null for the exact field.</param>
/// <param name="Regressor">Kind of regressor; null for the exact field.</param>
/// <param name="Parameters">Numbers that were fitted.</param>
/// <param name="TrainingEvaluations">Teacher evaluations spent on the whole model.</param>
/// <param name="Seconds">How long training took, where it was measured.</param>
public sealed record FieldSummary(
    string Name,
    int? Steps,
    double Straightness,
    string? TrainedBy,
    RegressorKind? Regressor,
    long Parameters,
    long TrainingEvaluations,
    double? Seconds)
{
    private static readonly TimeGrid WholeUnit = TimeGrid.Uniform(1);
    private static readonly SubdividedSolver Fine = new(Tableaus.Rk4, 60);

    /// <summary>The summaries of all fields of a plan; empty when the exact one is alone.</summary>
    internal static ImmutableArray<FieldSummary> Of(ComparisonPlan plan, Problem problem) =>
        plan.ComparesFields ? [.. plan.Fields.SelectMany(f => Of(f, problem))] : [];

    private static IEnumerable<FieldSummary> Of(ComparedField field, Problem problem)
    {
        problem = problem.For(field);
        if (field.Model is not VelocityModel model)
        {
            Flow flow = field.Change?.Invoke(problem.Flow) ?? problem.Flow;
            return [new FieldSummary(field.Name, null, Curvature(flow, null, problem), null, null, 0, 0, null)];
        }

        TrainingRecord record = model.Record;
        return model.Members.Select(m => new FieldSummary(
            field.Name, m.Grid?.Steps, Curvature(problem.Flow with { Field = m.Field }, m.Grid, problem), record.Method,
            record.Options.Regressor, m.Field.ParameterCount, record.Evaluations, field.Seconds));
    }

    private static double Curvature(Flow flow, TimeGrid? grid, Problem problem) =>
        Learning.Straightness.Measure(
            flow,
            grid is null ? Fine : Tableaus.Euler,
            grid ?? WholeUnit,
            problem.Noise.Points,
            problem.Execution).Curvature;
}
