using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;

namespace FlowDemo.Learning.Methods;

/// <summary>A student with one regression for each knot.</summary>
internal static class KnotStudent
{
    /// <summary>Fits velocities at the knots.</summary>
    /// <param name="context">Teacher, noise and options.</param>
    /// <param name="grid">The knots.</param>
    /// <param name="inputs">States at each knot but the last.</param>
    /// <param name="velocities">Velocities wanted there.</param>
    /// <param name="weights">Weights of the rows at each knot; null when all count alike.</param>
    public static ModelMember Fit(TrainingContext context, TimeGrid grid, SampleBatch[] inputs, SampleBatch[] velocities, double[][]? weights = null)
    {
        bool isResidual = FeatureDesign.IsResidual(context.Options);
        ILearnedFunction[] functions = new ILearnedFunction[grid.Steps];
        for (int k = 0; k < functions.Length; k++)
        {
            SampleBatch target = velocities[k];
            if (isResidual)
            {
                SampleBatch exact = target.NewLike();
                context.Teacher.Field.Evaluate(grid[k], inputs[k], exact);
                target = target.Clone();
                Flat.AddScaled(target.Values, -1, exact.Values);
            }

            functions[k] = context.Fit(withTime: false, [.. RegressionBlock.Cut(grid[k], inputs[k], target, weights?[k])]);
        }

        Prediction prediction = isResidual ? Prediction.Residual : Prediction.Velocity;
        return new ModelMember(grid, new LearnedVelocityField([.. grid.Knots[..^1]], [.. functions], prediction, context.Exact));
    }
}
