using FlowDemo.Solvers.FlowTurbo;

namespace FlowDemo.Fitting.FlowTurbo;

/// <summary>
/// A refiner for planar samples: a polynomial of degree 4 in position, velocity and time, 126 terms per coordinate. A polynomial
/// runs away outside of what it was fitted to, and a refined velocity is refined again: so it is evaluated at the nearest point of
/// the box that the fit has seen, and its changes stay within those that the fit has seen.
/// </summary>
internal sealed class PolynomialRefiner : IVelocityRefiner
{
    /// <summary>Terms of the polynomial.</summary>
    public const int Terms = 126;

    private const int Degree = 4;
    private const int Variables = 5;

    // Term i is term Parent[i] times variable Factor[i]; term 0 is 1.
    private static readonly (int Parent, int Factor)[] Recipe = BuildRecipe();

    private readonly double[] scales;
    private readonly double[][] coefficients;
    private readonly SeenRange[] variablesSeen;
    private readonly SeenRange[] changesSeen;

    /// <summary>Keeps a fitted polynomial.</summary>
    /// <param name="scales">What x, y, their velocities and t are multiplied by.</param>
    /// <param name="coefficients">For each coordinate, one coefficient per term.</param>
    /// <param name="variablesSeen">For each variable, its values in the fit.</param>
    /// <param name="changesSeen">For each coordinate, the changes of the velocity in the fit.</param>
    public PolynomialRefiner(double[] scales, double[][] coefficients, SeenRange[] variablesSeen, SeenRange[] changesSeen)
    {
        this.scales = scales;
        this.coefficients = coefficients;
        this.variablesSeen = variablesSeen;
        this.changesSeen = changesSeen;
    }

    /// <summary>Computes the terms at a point.</summary>
    /// <param name="variables">x, y, their velocities and t, scaled.</param>
    /// <param name="terms">Receives <see cref="Terms"/> values, the first of which is 1.</param>
    public static void Expand(ReadOnlySpan<double> variables, Span<double> terms)
    {
        terms[0] = 1;
        for (int i = 1; i < Terms; i++)
        {
            (int parent, int factor) = Recipe[i];
            terms[i] = terms[parent] * variables[factor];
        }
    }

    /// <inheritdoc/>
    public void Refine(double t, SampleBatch x, SampleBatch velocity)
    {
        Span<double> variables = stackalloc double[Variables];
        Span<double> terms = stackalloc double[Terms];
        variables[4] = variablesSeen[4].Nearest(t) * scales[4];
        for (int i = 0; i < x.Count; i++)
        {
            for (int d = 0; d < 2; d++)
            {
                variables[d] = variablesSeen[d].Nearest(x.Coordinate(d)[i]) * scales[d];
                variables[2 + d] = variablesSeen[2 + d].Nearest(velocity.Coordinate(d)[i]) * scales[2 + d];
            }

            Expand(variables, terms);
            for (int d = 0; d < 2; d++)
            {
                double change = 0;
                for (int k = 0; k < Terms; k++)
                {
                    change += coefficients[d][k] * terms[k];
                }

                velocity.Coordinate(d)[i] += changesSeen[d].Nearest(change);
            }
        }
    }

    private static (int Parent, int Factor)[] BuildRecipe()
    {
        // Each term continues one of a degree lower by a variable no earlier than its last, so that each arises once.
        List<(int Parent, int Factor)> recipe = [(0, 0)];
        int first = 0;
        for (int degree = 1; degree <= Degree; degree++)
        {
            int end = recipe.Count;
            for (int parent = first; parent < end; parent++)
            {
                for (int factor = recipe[parent].Factor; factor < Variables; factor++)
                {
                    recipe.Add((parent, factor));
                }
            }

            first = end;
        }

        return [.. recipe];
    }
}
