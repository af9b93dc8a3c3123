using FlowDemo.Interchange;

namespace FlowDemo.Schedules.Recorded;

/// <summary>
/// Sees whether recorded trajectories begin with noise. Arrays come with the samples first, or from data to noise, and give a
/// grid all the same, a wrong one; the first anchor must look like N(0, I).
/// </summary>
internal static class TrajectoryOrder
{
    /// <summary>Values looked at: more do not make the answer surer.</summary>
    private const long MostValues = 1 << 20;

    /// <summary>Scatter that independent values have by chance, in standard errors.</summary>
    private const double Errors = 5;

    /// <summary>What is left to models whose noise is not quite of unit variance.</summary>
    private const double Slack = 0.15;

    /// <summary>Correlation of neighbouring samples from which they are the states of one trajectory.</summary>
    private const double Tied = 0.6;

    /// <summary>Refuses trajectories that do not begin with noise.</summary>
    /// <param name="states">Anchors x samples x dimensions.</param>
    /// <exception cref="FlowDemoException">They do not.</exception>
    public static void Check(NpyArray states)
    {
        (long anchors, long samples) = (states.Shape[0], states.Shape[1]);
        long dimension = states.Count / anchors / samples;
        if (IsNoise(states, 0, dimension, samples, dimension))
        {
            return;
        }

        string remedy =
            IsNoise(states, (anchors - 1) * samples * dimension, dimension, samples, dimension)
                ? "the last one does, so time runs backwards: write states[::-1]"
            : IsNoise(states, 0, samples * dimension, anchors, dimension)
                ? "its first state in every row does, so the samples come first: write numpy.moveaxis(states, 1, 0)"
            : IsNoise(states, (samples - 1) * dimension, samples * dimension, anchors, dimension)
                ? "its last state in every row does, so the samples come first and time runs backwards: "
                    + "write numpy.moveaxis(states, 1, 0)[::-1]"
            : "it takes anchors x samples x dimensions, the first anchor being the noise that the model starts from, "
                + "of mean 0 and variance 1";
        throw new FlowDemoException($"The first anchor of '{states.Name}' does not look like noise; {remedy}.");
    }

    /// <summary>Whether so many runs of values look like independent draws from N(0, I).</summary>
    private static bool IsNoise(NpyArray states, long first, long stride, long runs, long length)
    {
        int used = (int)Math.Min(length, MostValues);
        int rows = (int)Math.Min(runs, Math.Max(2, MostValues / used));
        double[] row = new double[used];
        double[] before = new double[used];
        (double sum, double squares, double products) = (0, 0, 0);
        for (int r = 0; r < rows; r++)
        {
            states.Read(first + (r * stride), row);
            for (int k = 0; k < used; k++)
            {
                sum += row[k];
                squares += row[k] * row[k];
                products += r == 0 ? 0 : row[k] * before[k];
            }

            (row, before) = (before, row);
        }

        double count = (double)rows * used;
        double chance = Errors / Math.Sqrt(count);
        return Math.Abs(sum / count) <= Slack + chance
            && Math.Abs((squares / count) - 1) <= Slack + (Math.Sqrt(2) * chance)
            && products <= Math.Max(Tied, chance) * squares;
    }
}
