using FlowDemo.Fitting.Families;

namespace FlowDemo.Fitting;

/// <summary>A sampler with one evaluation more that gives the same result: where the next fit can only gain.</summary>
internal static class SplitStart
{
    /// <summary>
    /// Adds an evaluation whose velocity is not used yet: half way between two, at a state half way between theirs, or ahead of
    /// all, half way to the first, which then reads its velocity at y_1 = y_0.
    /// </summary>
    /// <param name="coefficients">A sampler of K evaluations.</param>
    /// <param name="evaluations">K.</param>
    /// <param name="after">The new one comes after this evaluation, 0 to K - 1; -1 for the one ahead of all.</param>
    public static double[] After(double[] coefficients, int evaluations, int after)
    {
        CoefficientLayout old = new(evaluations);
        CoefficientLayout layout = new(evaluations + 1);
        double[] values = layout.Identity();
        values[CoefficientLayout.Start] = coefficients[CoefficientLayout.Start];
        for (int j = 0; j < evaluations; j++)
        {
            values[layout.Time(j <= after ? j : j + 1)] = coefficients[old.Time(j)];
        }

        for (int i = 1; i <= evaluations; i++)
        {
            CopyRow(coefficients, old, i, values, layout, i <= after ? i : i + 1, 1, after);
        }

        if (after < 0)
        {
            values[layout.Time(0)] = coefficients[old.Time(0)] / 2;
            values[layout.Carry(1)] = coefficients[old.Scale];
            return values;
        }

        values[layout.Scale] = coefficients[old.Scale];

        double next = after + 1 < evaluations ? coefficients[old.Time(after + 1)] : 1;
        double before = after > 0
            ? coefficients[old.Time(after)]
            : Math.Max(coefficients[old.Time(0)], coefficients[CoefficientLayout.Start]);
        values[layout.Time(after + 1)] = (before + next) / 2;

        // The new state: the mean of the states around it.
        int row = after + 1;
        values[layout.Carry(row)] = 0;
        CopyRow(coefficients, old, after + 1, values, layout, row, 0.5, after);
        if (after == 0)
        {
            values[layout.Carry(row)] += 0.5;
        }
        else
        {
            CopyRow(coefficients, old, after, values, layout, row, 0.5, after);
        }

        return values;
    }

    private static void CopyRow(
        double[] from, CoefficientLayout old, int i, double[] to, CoefficientLayout layout, int row, double factor, int after)
    {
        if (factor == 1)
        {
            to[layout.Carry(row)] = 0;
        }

        to[layout.Carry(row)] += factor * from[old.Carry(i)];
        to[layout.Noise(row)] += factor * from[old.Noise(i)];
        to[layout.Mean(row)] += factor * from[old.Mean(i)];
        for (int j = 0; j < i; j++)
        {
            int place = j <= after ? j : j + 1;
            if (place < row)
            {
                to[layout.Weight(row, place)] += factor * from[old.Weight(i, j)];
            }
        }
    }
}
