namespace FlowDemo.ModelChild;

/// <summary>
/// Equally likely Gaussians in N dimensions on the linear path, each with the same diagonal covariance: coordinate d has the standard
/// deviation 0.3 + 0.5 d / N, and component k the mean k (-1)^d + 0.5 in it, less the mean of k. One component has the flow map
/// <c>x(t) = t m + sqrt(t^2 s^2 + (1 - t)^2) x0</c>, coordinate by coordinate.
/// </summary>
internal sealed class ServedMixture(int dimension, int components) : IServedField
{
    public int Dimension => dimension;

    public double[] Velocity(double t, double[] x)
    {
        double[] result = new double[x.Length];
        double[] weights = new double[components];
        for (int n = 0; n < x.Length; n += dimension)
        {
            double largest = double.NegativeInfinity;
            for (int k = 0; k < components; k++)
            {
                double log = 0;
                for (int d = 0; d < dimension; d++)
                {
                    double away = x[n + d] - (t * Mean(k, d));
                    log -= away * away / Variance(t, d) / 2;
                }

                weights[k] = log;
                largest = Math.Max(largest, log);
            }

            double total = 0;
            for (int k = 0; k < components; k++)
            {
                weights[k] = Math.Exp(weights[k] - largest);
                total += weights[k];
            }

            for (int d = 0; d < dimension; d++)
            {
                double s = Deviation(d);
                double gain = ((t * s * s) - (1 - t)) / Variance(t, d);
                for (int k = 0; k < components; k++)
                {
                    double m = Mean(k, d);
                    result[n + d] += weights[k] / total * (m + (gain * (x[n + d] - (t * m))));
                }
            }
        }

        return result;
    }

    public double[] Product(double t, double[] x, double[] direction, double timeRate)
    {
        const double Step = 1e-5;
        double[] after = Velocity(t + (Step * timeRate), [.. x.Zip(direction, static (a, b) => a + (Step * b))]);
        double[] before = Velocity(t - (Step * timeRate), [.. x.Zip(direction, static (a, b) => a - (Step * b))]);
        return [.. after.Zip(before, static (a, b) => (a - b) / (2 * Step))];
    }

    private double Deviation(int d) => 0.3 + (0.5 * d / dimension);

    private double Mean(int k, int d) => 0.5 + ((k - ((components - 1) / 2.0)) * (d % 2 == 0 ? 1 : -1));

    private double Variance(double t, int d) => (t * t * Deviation(d) * Deviation(d)) + ((1 - t) * (1 - t));
}
