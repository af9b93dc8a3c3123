namespace FlowDemo.Solvers.Fitted;

/// <summary>
/// Where the coefficients of a sampler with K evaluations stand in a flat array. The sampler, in non-stationary form:
/// <c>y_0 = warm start of x_0 at t_0,  u_j = u(y_j, c_j),  y_i = carry_i y_0 + sum_{j &lt; i} w_ij u_j + noise_i x_0 + mean_i M</c>,
/// i = 1 ... K, with y_K the result.
/// </summary>
/// <param name="Evaluations">K, at least 1.</param>
internal readonly record struct CoefficientLayout(int Evaluations)
{
    /// <summary>Position of the start time t_0.</summary>
    public const int Start = 0;

    /// <summary>Number of coefficients.</summary>
    public int Count => 1 + (4 * Evaluations) + (Evaluations * (Evaluations + 1) / 2);

    /// <summary>Position of the time c_j of evaluation j, from 0 to K - 1.</summary>
    public int Time(int j) => 1 + j;

    /// <summary>Position of the factor of y_0 in y_i, i from 1 to K.</summary>
    public int Carry(int i) => Evaluations + i;

    /// <summary>Position of the factor of x_0 in y_i, i from 1 to K.</summary>
    public int Noise(int i) => (2 * Evaluations) + i;

    /// <summary>Position of the factor of the mean of the data in y_i, i from 1 to K.</summary>
    public int Mean(int i) => (3 * Evaluations) + i;

    /// <summary>Position of the weight of u_j in y_i, j from 0 to i - 1.</summary>
    public int Weight(int i, int j) => 1 + (4 * Evaluations) + (i * (i - 1) / 2) + j;

    /// <summary>The coefficients that do nothing: y_i = y_0, all evaluations at time 0.</summary>
    public double[] Identity()
    {
        double[] values = new double[Count];
        values.AsSpan(Carry(1), Evaluations).Fill(1);
        return values;
    }
}
