using FlowDemo.Learning.Regressors;

namespace FlowDemo.Learning.Methods.Meta;

/// <summary>The fields that are compared on a family of populations.</summary>
/// <param name="Plain">FM: one field for all populations, without a condition.</param>
/// <param name="ById">CGFM: a field for each training population, as a condition on its number gives; there is none for another.</param>
/// <param name="Conditioned">MFM: the field conditioned on the embedding.</param>
internal sealed record MetaStudents(LinearRegressor Plain, LinearRegressor[] ById, ConditionedRegression Conditioned)
{
    /// <summary>Fits all of them from the same moments.</summary>
    /// <param name="context">Options, and who hears warnings.</param>
    /// <param name="features">Features of state and time.</param>
    /// <param name="moments">Those of the training populations.</param>
    /// <param name="conditions">Their conditions, the first number of each 1.</param>
    public static MetaStudents Fit(TrainingContext context, IFeatureMap features, RidgeMoments[] moments, double[][] conditions)
    {
        double[] none = [1];
        return new MetaStudents(
            Regress(moments, [.. moments.Select(_ => none)]).For(none),
            [.. moments.Select(m => Regress([m], [none]).For(none))],
            Regress(moments, conditions));

        ConditionedRegression Regress(RidgeMoments[] populations, double[][] given) =>
            ConditionedRegression.Fit(
                features, FeatureDesign.AffineCount(withTime: true), populations, given, context.Options.Penalty, context.Warn);
    }
}
