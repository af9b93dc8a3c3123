namespace FlowDemo.Fitting.Families;

/// <summary>
/// Where the coefficients of a sampler with K evaluations stand in a flat array. The sampler, in non-stationary form:
/// <c>y_0 = warm start of x_0 at t_0,  u_0 = u(s y_0, c_0),  u_j = u(y_j, c_j),  y_i = carry_i y_0 + sum_{j &lt; i} w_ij u_j + noise_i x_0
/// + mean_i M</c>, i = 1 ... K, with y_K the result.
/// </summary>
/// <param name="Evaluations">K, at least 1.</param>
internal readonly record struct CoefficientLayout(int Evaluations)
{
    /// <summary>Position of the start time t_0.</summary>
    public const int Start = 0;

    /// <summary>Number of coefficients.</summary>
    public int Count => 2 + (4 * Evaluations) + (Evaluations * (Evaluations + 1) / 2);

    /// <summary>Position of the factor s of y_0 where the first velocity is read.</summary>
    public int Scale => Count - 1;

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

    /// <summary>
    /// The state y_i. The sum is taken in the order of Euler's steps, so that Euler's coefficients give Euler's samples to the
    /// last bit. Coordinates beyond the second are tangents, which the mean, a constant, leaves alone.
    /// </summary>
    /// <param name="values">The coefficients.</param>
    /// <param name="i">From 1 to K.</param>
    /// <param name="start">y_0.</param>
    /// <param name="velocities">u_0 ... u_{i-1}, or more.</param>
    /// <param name="noise">x_0.</param>
    /// <param name="mean">M.</param>
    /// <param name="state">Receives y_i.</param>
    public void Combine(
        double[] values, int i, SampleBatch start, SampleBatch[] velocities, SampleBatch noise, (double X, double Y) mean,
        SampleBatch state)
    {
        Span<double> sum = state.Values;
        double carry = values[Carry(i)];
        if (carry == 1)
        {
            start.Values.CopyTo(sum);
        }
        else
        {
            sum.Clear();
            Flat.AddScaled(sum, carry, start.Values);
        }

        for (int j = 0; j < i; j++)
        {
            Flat.AddScaled(sum, values[Weight(i, j)], velocities[j].Values);
        }

        double share = values[Noise(i)];
        if (share != 0)
        {
            Flat.AddScaled(sum, share, noise.Values);
        }

        double factor = values[Mean(i)];
        if (factor != 0 && mean != (0, 0))
        {
            Shift(state.PaddedCoordinate(0), factor * mean.X);
            Shift(state.PaddedCoordinate(1), factor * mean.Y);
        }
    }

    /// <summary>The coefficients that do nothing: y_i = y_0, all evaluations at time 0.</summary>
    public double[] Identity()
    {
        double[] values = new double[Count];
        values.AsSpan(Carry(1), Evaluations).Fill(1);
        values[Scale] = 1;
        return values;
    }

    private static void Shift(Span<double> coordinate, double amount)
    {
        for (int n = 0; n < coordinate.Length; n++)
        {
            coordinate[n] += amount;
        }
    }
}
