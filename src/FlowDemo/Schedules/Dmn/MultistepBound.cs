namespace FlowDemo.Schedules.Dmn;

/// <summary>
/// An upper bound on the end error of a multistep method in data prediction, for a prediction error eps(lambda) at every knot:
/// <c>sum over knots of eps |total weight of the knot's prediction|</c>, the weights being those of exponential
/// integration in lambda = log(alpha / sigma).
/// </summary>
/// <remarks>Remembers the errors at the knots it saw last, because a descent moves one knot at a time; not for several threads.</remarks>
/// <param name="order">Order of the method, 1 to 3; the first and last steps are of lower order.</param>
/// <param name="separateSteps">Steps at the start whose weights are not summed over steps but added as root sums of squares.</param>
/// <param name="predictionError">eps as a function of lambda.</param>
/// <param name="separateShare">How much of the separate bound of the other steps is added to the sum over knots.</param>
internal sealed class MultistepBound(int order, int separateSteps, Func<double, double> predictionError, double separateShare = 0)
{
    private double[] seen = [];
    private double[] errors = [];

    /// <summary>The number of separate steps that the official code uses: 3 up to 7 steps, for stability, none above.</summary>
    /// <param name="steps">Number of steps.</param>
    public static int SeparateStepsFor(int steps) => steps <= 7 ? 3 : 0;

    /// <summary>The bound for the given knots.</summary>
    /// <param name="lambda">Increasing, N + 1 values for N steps.</param>
    /// <param name="corner">Width w over which corners are rounded: each |x| is sqrt(x^2 + w^2).</param>
    public double At(double[] lambda, double corner = 0)
    {
        int steps = lambda.Length - 1;
        Remember(lambda);
        double sum = 0;
        double rounding = corner * corner;
        double[] together = new double[steps];
        Span<double> weights = stackalloc double[3];
        for (int s = 0; s < steps; s++)
        {
            int used = Math.Min(order, Math.Min(s + 1, steps - s));
            Weights(lambda, s, weights[..used]);
            double square = 0;
            for (int m = 0; m < used; m++)
            {
                int at = s - used + 1 + m;
                double error = errors[at] * weights[m];
                square += error * error;
                together[at] += used > 1 && s >= separateSteps ? error : 0;
            }

            sum += Math.Sqrt(square + rounding) * (used == 1 || s < separateSteps ? 1 : separateShare);
        }

        return sum + together.Sum(x => Math.Sqrt((x * x) + rounding));
    }

    /// <summary>Weights of the predictions at the last knots up to s in step s; they add up to exp(lambda_(s+1)) - exp(lambda_s).</summary>
    internal static void Weights(double[] lambda, int s, Span<double> weights)
    {
        double h = lambda[s + 1] - lambda[s];
        double scale = Math.Exp(lambda[s]);

        // Integrals of x^n e^x over the step, x from its start.
        double zeroth = NearZero.ExpM1(h);
        double first = (h * Math.Exp(h)) - zeroth;
        if (weights.Length == 1)
        {
            weights[0] = scale * zeroth;
            return;
        }

        double b = lambda[s] - lambda[s - 1];
        if (weights.Length == 2)
        {
            weights[0] = -scale * first / b;
            weights[1] = scale * ((first / b) + zeroth);
            return;
        }

        double a = lambda[s - 1] - lambda[s - 2];
        double second = (h * h * Math.Exp(h)) - (2 * first);
        weights[0] = scale * (second + (b * first)) / (a * (a + b));
        weights[1] = -scale * (second + ((a + b) * first)) / (a * b);
        weights[2] = scale * (second + (((2 * b) + a) * first) + (b * (a + b) * zeroth)) / (b * (a + b));
    }

    private void Remember(double[] lambda)
    {
        if (seen.Length != lambda.Length)
        {
            seen = [.. lambda.Select(static _ => double.NaN)];
            errors = new double[lambda.Length];
        }

        for (int i = 0; i < lambda.Length - 1; i++)
        {
            if (seen[i] != lambda[i])
            {
                (seen[i], errors[i]) = (lambda[i], predictionError(lambda[i]));
            }
        }
    }
}
