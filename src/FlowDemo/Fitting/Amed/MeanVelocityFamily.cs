using System.Collections.Immutable;
using FlowDemo.Fitting.Families;
using FlowDemo.Paths;

namespace FlowDemo.Fitting.Amed;

/// <summary>
/// The samplers of <see cref="MeanVelocitySolver"/> on one grid. Parameters: for each step the logit of r, then for each step
/// the logit of c within its range; all zeros are the midpoint rule.
/// </summary>
/// <param name="path">The path.</param>
/// <param name="grid">The grid.</param>
/// <param name="range">How far c may be from 1.</param>
/// <param name="firstStep">1 when the first interval is a warm start, whose parameters then do nothing; otherwise 0.</param>
internal sealed class MeanVelocityFamily(IPath path, TimeGrid grid, double range, int firstStep = 0) : ISamplerFamily
{
    /// <summary>Number of parameters.</summary>
    public int Size => 2 * grid.Steps;

    /// <inheritdoc/>
    public CoefficientLayout Layout { get; } = new(2 * (grid.Steps - firstStep));

    /// <summary>The solver for given parameters.</summary>
    /// <param name="parameters">As many as <see cref="Size"/>.</param>
    public MeanVelocitySolver Solver(ReadOnlySpan<double> parameters)
    {
        ImmutableArray<double>.Builder fractions = ImmutableArray.CreateBuilder<double>(grid.Steps);
        ImmutableArray<double>.Builder scales = ImmutableArray.CreateBuilder<double>(grid.Steps);
        for (int i = 0; i < grid.Steps; i++)
        {
            fractions.Add(1 / (1 + Math.Exp(-parameters[i])));
            scales.Add(1 + (range * Math.Tanh(parameters[grid.Steps + i] / 2)));
        }

        return new MeanVelocitySolver(fractions.MoveToImmutable(), scales.MoveToImmutable());
    }

    /// <inheritdoc/>
    public double[] Coefficients(ReadOnlySpan<double> parameters) =>
        SamplerProbe.Read(Solver(parameters), path, grid, firstStep)
        ?? throw new InvalidOperationException("A sampler that is linear in velocities can be read.");
}
