using FlowDemo.Paths;
using FlowDemo.Solvers;

namespace FlowDemo.Fitting.Families;

/// <summary>One solver on every grid: the parameters are the knots, the coefficients what the solver makes of them.</summary>
internal sealed class GridFamily : ISamplerFamily
{
    private readonly ISolver solver;
    private readonly IPath path;
    private readonly int firstStep;
    private readonly int steps;

    private GridFamily(ISolver solver, IPath path, int firstStep, TimeGrid start, CoefficientLayout layout)
    {
        this.solver = solver;
        this.path = path;
        this.firstStep = firstStep;
        steps = start.Steps;
        Layout = layout;
    }

    /// <inheritdoc/>
    public CoefficientLayout Layout { get; }

    /// <summary>The family, or null when the solver is not of the form that <see cref="SamplerProbe"/> reads.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="path">The path.</param>
    /// <param name="firstStep">1 when the first interval is a warm start, otherwise 0.</param>
    /// <param name="example">Any grid of the wanted number of intervals.</param>
    public static GridFamily? Create(ISolver solver, IPath path, int firstStep, TimeGrid example)
    {
        double[]? coefficients = solver.CarriesTangents ? SamplerProbe.Read(solver, path, example, firstStep) : null;
        if (coefficients is null)
        {
            return null;
        }

        int evaluations = 1;
        while (new CoefficientLayout(evaluations).Count < coefficients.Length)
        {
            evaluations++;
        }

        return new GridFamily(solver, path, firstStep, example, new CoefficientLayout(evaluations));
    }

    /// <summary>The grid for given parameters.</summary>
    /// <param name="parameters">As many as there are interior knots.</param>
    public TimeGrid Grid(ReadOnlySpan<double> parameters)
    {
        double[] knots = new double[steps + 1];
        KnotLogits.ToKnots(parameters, knots.AsSpan(1, steps - 1));
        knots[steps] = 1;
        return new TimeGrid(knots);
    }

    /// <inheritdoc/>
    public double[] Coefficients(ReadOnlySpan<double> parameters) =>
        SamplerProbe.Read(solver, path, Grid(parameters), firstStep)
        ?? throw new InvalidOperationException("A solver that could be read on one grid can be read on every grid.");
}
