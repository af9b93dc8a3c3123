namespace FlowDemo.Learning.Regressors;

/// <summary>One look at the posterior over components.</summary>
/// <param name="EarliestTime">
/// tau = max(t, EarliestTime): near t = 0 the posterior tells nothing apart, so it is looked at later. Negative for a time
/// that does not follow t: tau = -EarliestTime.
/// </param>
/// <param name="Sharpness">b, the inverse temperature: 1 is the posterior itself, larger values sharpen it.</param>
internal readonly record struct ResponsibilityProbe(double EarliestTime, double Sharpness)
{
    /// <summary>tau for the given time.</summary>
    /// <param name="t">Time in [0, 1].</param>
    public double TimeAt(double t) => EarliestTime < 0 ? -EarliestTime : Math.Max(t, EarliestTime);
}
