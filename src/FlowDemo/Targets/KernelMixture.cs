using System.Globalization;
using FlowDemo.Targets.Tables;

namespace FlowDemo.Targets;

/// <summary>
/// Turns points into a mixture: one Gaussian of equal weight on each point, <c>p(x) = 1/n sum_i N(x; x_i, h^2 D)</c>, with the
/// bandwidth h in standard units. Standardised points have D = I; others D = diag(s_x^2, s_y^2), so that the choice of units
/// does not change the density's shape.
/// </summary>
/// <remarks>Each coordinate's scale s is the sample standard deviation, with the divisor n - 1.</remarks>
internal static class KernelMixture
{
    /// <summary>Skips rows that lack a value, and builds the mixture.</summary>
    /// <param name="name">What the user called the target.</param>
    /// <param name="points">The two columns.</param>
    /// <param name="options">Bandwidth and standardisation.</param>
    /// <exception cref="FlowDemoException">The columns do not hold at least two distinct points that vary in both coordinates.</exception>
    public static Target Create(string name, PointColumns points, PointsOptions options)
    {
        List<double> xs = [];
        List<double> ys = [];
        foreach ((double? x, double? y) in points.Values)
        {
            if (x is double valueX && y is double valueY)
            {
                xs.Add(valueX);
                ys.Add(valueY);
            }
        }

        CheckEnough(points, xs, ys);
        Scale scaleX = Scale.Of(xs, points.Name, points.LabelX);
        Scale scaleY = Scale.Of(ys, points.Name, points.LabelY);
        double bandwidth = options.Bandwidth.For(xs.Count);
        Func<double, double, GaussianComponent> kernel = options.Standardize
            ? (x, y) => GaussianComponent.Isotropic(1, scaleX.Standardize(x), scaleY.Standardize(y), bandwidth)
            : (x, y) => new GaussianComponent(1, x, y, Square(bandwidth * scaleX.Deviation), 0, Square(bandwidth * scaleY.Deviation));
        GaussianMixture mixture = new(xs.Zip(ys, kernel).ToArray(), isKernelMixture: true);

        string units = options.Standardize ? "standardised" : "in their own units";
        string description = string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(points.Name)}: {points.Values.Count} rows, {points.Values.Count - xs.Count} skipped for missing values, "
                + $"{points.LabelX} ({scaleX}) and {points.LabelY} ({scaleY}) {units}, bandwidth {bandwidth:G4} "
                    + $"({options.Bandwidth.Rule}){(points.Reading is { } reading ? $"; {reading.Text}" : string.Empty)}");
        return new Target(name, mixture, description, name)
        {
            Bandwidth = bandwidth,
            Reading = points.Reading,
            Units = options.Standardize
                ? Units.StandardOf(scaleX.Of(points.LabelX), scaleY.Of(points.LabelY))
                : Units.OwnOf(points.LabelX, points.LabelY),
        };
    }

    private static void CheckEnough(PointColumns points, List<double> xs, List<double> ys)
    {
        if (xs.Count == 0)
        {
            throw new FlowDemoException(
                $"Every row of '{points.Name}' lacks a value in '{points.LabelX}' or '{points.LabelY}'; at least 2 points are needed.");
        }

        if (xs.Zip(ys).Distinct().Take(2).Count() < 2)
        {
            throw new FlowDemoException($"The points of '{points.Name}' are all the same; at least 2 distinct ones are needed.");
        }
    }

    private static double Square(double value) => value * value;

    /// <summary>Mean and sample standard deviation of a coordinate.</summary>
    private readonly record struct Scale(double Mean, double Deviation)
    {
        public static Scale Of(List<double> values, string table, string column)
        {
            // Compared, not computed: the rounding of a mean gives a constant column a deviation that is not quite 0.
            if (values.Min() == values.Max())
            {
                throw new FlowDemoException($"All values of '{column}' in '{table}' are the same; choose a column that varies.");
            }

            double mean = values.Sum() / values.Count;
            double deviation = Math.Sqrt(values.Sum(v => Square(v - mean)) / (values.Count - 1));
            return double.IsFinite(deviation) && deviation > 0
                ? new Scale(mean, deviation)
                : throw new FlowDemoException(
                    $"The values of '{column}' in '{table}' are too large or too close together to be scaled; change their unit.");
        }

        public double Standardize(double value) => (value - Mean) / Deviation;

        public Column Of(string name) => new(name, Mean, Deviation);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"mean {Mean:G4}, deviation {Deviation:G4}");
    }
}
