namespace FlowDemo.Solvers.WarmStarts;

/// <summary>How the first jump from t = 0 to a start time is made without evaluating the field.</summary>
public enum WarmStartKind
{
    /// <summary>There is no such jump; the sampler starts at t = 0.</summary>
    None,

    /// <summary><c>x(t0) = x0 + alpha(t0) M</c>: along the mean of the data.</summary>
    Mean,

    /// <summary>
    /// <c>x(t0) = alpha(t0) M + (alpha(t0)^2 C + sigma(t0)^2 I)^(1/2) x0</c>: the exact flow if the data were Gaussian with its mean and
    /// covariance.
    /// </summary>
    Gauss,
}
