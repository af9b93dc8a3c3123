using System.Globalization;
using FlowDemo.Paths;

namespace FlowDemo.Schedules.Formulas;

/// <summary>
/// The bong_tangent grid: noise shares 1 - t along two arcs of an arctangent, from 1 to 1/2 and from 1/2 to 0. With n = K + 2, m = p =
/// floor(pivot n) and a = slope / (n / 40), an arc of N values falls as <c>v_k = (2/pi atan(-a (k - p)) + 1) / 2</c>, scaled to its
/// ends; the first arc loses its last value.
/// </summary>
/// <remarks>RES4LYF, 2025, its official code. Few steps have no strictly falling list and are refused.</remarks>
internal static class BongTangent
{
    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISchedule> Entry { get; } = new(
        "bong-tangent", "Two arcs of an arctangent in 1 - t: large steps at both ends, small ones in the middle.", static a =>
            Create(a.Name, a.Number(0, 0.1, 0.9), a.Number(1, 0.01, 5)))
    {
        Formula = "1 - t on arcs (2/pi atan(-a (k - p)) + 1) / 2 from 1 to 1/2 and from 1/2 to 0",
        Order = "dense at both ends and at 1/2",
        Cost = "no evaluation",
        Source = "RES4LYF, 2025, scheduler code of the official repository.",
        Notes = "What RES4LYF calls bong_tangent. Where the path is not linear, 1 - t stands for sigma / (alpha + sigma). Few steps have "
            + "no falling list and are refused.",
        Aliases = [("bong_tangent", "RES4LYF")],
        Parameters = [new("pivot", "0.6", "from 0.1 to 0.9."), new("slope", "0.2", "from 0.01 to 5.")],
    };

    /// <summary>The noise shares of K steps, K + 1 values from 1 to 0.</summary>
    internal static double[] Shares(int steps, double pivot, double slope)
    {
        int n = steps + 2;
        int middle = (int)(pivot * n);
        double rate = slope / (n / 40.0);
        return [.. Arc(middle, middle, rate, 1, 0.5).SkipLast(1), .. Arc(n - middle, 0, rate, 0.5, 0)];
    }

    private static double[] Arc(int count, int pivot, double rate, double from, double to)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(k => ((2 / Math.PI * Math.Atan(-rate * (k - pivot))) + 1) / 2)];
        double range = values.Length > 0 ? values[0] - values[^1] : 0;
        return [.. values.Select(v => ((v - values[^1]) / range * (from - to)) + to)];
    }

    private static FormulaSchedule Create(string name, double pivot, double slope) => NoiseLevelFormulas.OfLevel(name, _ => (i, steps) =>
    {
        double[] shares = Shares(steps, pivot, slope);
        if (!IsFalling(shares, steps))
        {
            int smallest = Enumerable.Range(1, 1000).FirstOrDefault(k => IsFalling(Shares(k, pivot, slope), k));
            string enough = smallest > 0
                ? string.Create(CultureInfo.InvariantCulture, $"the fewest that it has are {smallest}")
                : "no number of steps has one";
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture, $"The schedule '{name}' has no falling list of noise levels for {steps} steps; {enough}."));
        }

        return NoiseLevel.OfShare(shares[i]);
    });

    private static bool IsFalling(double[] shares, int steps) =>
        shares.Length == steps + 1 && shares[0] == 1 && shares[^1] == 0
            && shares.Zip(shares.Skip(1)).All(static pair => pair.First > pair.Second);
}
