using System.Collections.Immutable;

namespace FlowDemo.Fitting.Families;

/// <summary>The derivative of a family's coefficients by its parameters, without its zeros.</summary>
internal sealed class CoefficientSlopes
{
    // A power of two, so that a coefficient that is a parameter gets the slope 1 nearly to the last bit.
    private const double Difference = 1.0 / (1 << 17);

    private CoefficientSlopes(ImmutableArray<ImmutableArray<(int Coefficient, double Slope)>> columns, int coefficients)
    {
        Columns = columns;
        IsUsed = new bool[coefficients];
        foreach ((int coefficient, double _) in columns.SelectMany(static c => c))
        {
            IsUsed[coefficient] = true;
        }
    }

    /// <summary>For each parameter, the coefficients that change with it and how fast.</summary>
    public ImmutableArray<ImmutableArray<(int Coefficient, double Slope)>> Columns { get; }

    /// <summary>For each coefficient, whether any parameter changes it.</summary>
    public bool[] IsUsed { get; }

    /// <summary>
    /// Slopes by central differences: the map has closed form and is smooth, so ten digits are left, and no field is evaluated.
    /// </summary>
    /// <param name="family">The family.</param>
    /// <param name="parameters">Where.</param>
    public static CoefficientSlopes Of(ISamplerFamily family, ReadOnlySpan<double> parameters)
    {
        double[] moved = parameters.ToArray();
        var columns = ImmutableArray.CreateBuilder<ImmutableArray<(int, double)>>(moved.Length);
        for (int p = 0; p < moved.Length; p++)
        {
            double centre = moved[p];
            moved[p] = centre + Difference;
            double[] above = family.Coefficients(moved);
            moved[p] = centre - Difference;
            double[] below = family.Coefficients(moved);
            moved[p] = centre;
            var column = ImmutableArray.CreateBuilder<(int, double)>();
            for (int c = 0; c < above.Length; c++)
            {
                if (above[c] != below[c])
                {
                    column.Add((c, (above[c] - below[c]) / (2 * Difference)));
                }
            }

            columns.Add(column.ToImmutable());
        }

        return new CoefficientSlopes(columns.MoveToImmutable(), family.Layout.Count);
    }
}
