using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Paths;
using FlowDemo.Solvers;

namespace FlowDemo.Fitting;

/// <summary>
/// Reads the coefficients of a solver on a grid off the solver itself: it is run on a field that answers its j-th question with
/// the j-th unit vector, so that the states it asks about are its coefficients. Every method that combines states and
/// velocities with factors that depend on times alone (Runge-Kutta, multistep, exponential) is described exactly.
/// </summary>
internal static class SamplerProbe
{
    /// <summary>The coefficients, in the places of <see cref="CoefficientLayout"/>; null for a method that is not of this form.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="path">The path, by which some solvers convert velocities.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="firstStep">The step it starts with; the ones before it are a warm start.</param>
    public static double[]? Read(ISolver solver, IPath path, TimeGrid grid, int firstStep)
    {
        ProbeField counting = new(1);
        Run(solver, path, grid, firstStep, counting);
        int evaluations = counting.Calls;
        if (counting.IsUnreadable || evaluations == 0)
        {
            return null;
        }

        ProbeField field = new(evaluations + 1);
        SampleBatch end = Run(solver, path, grid, firstStep, field);
        CoefficientLayout layout = new(evaluations);
        double[] values = layout.Identity();
        values[CoefficientLayout.Start] = grid[firstStep];
        for (int i = 0; i <= evaluations; i++)
        {
            double[] state = i < evaluations ? field.States[i] : Coordinates(end);
            if (i < evaluations)
            {
                values[layout.Time(i)] = field.Times[i];
            }

            if (i == 0)
            {
                if (state[0] != 1)
                {
                    return null;
                }

                continue;
            }

            values[layout.Carry(i)] = state[0];
            state.AsSpan(1, i).CopyTo(values.AsSpan(layout.Weight(i, 0)));
        }

        return Array.TrueForAll(values, double.IsFinite) ? values : null;
    }

    private static SampleBatch Run(ISolver solver, IPath path, TimeGrid grid, int firstStep, ProbeField field)
    {
        SampleBatch state = new(field.Dimension, 1);
        state[0, 0] = 1;
        IStepper stepper = solver.Start(new Flow(field, path), grid, state);
        for (int k = firstStep; k < grid.Steps; k++)
        {
            stepper.Step(grid[k], grid[k + 1], state);
        }

        return state;
    }

    private static double[] Coordinates(SampleBatch batch)
    {
        double[] coordinates = new double[batch.Dimension];
        for (int d = 0; d < coordinates.Length; d++)
        {
            coordinates[d] = batch.Values[d * batch.Stride];
        }

        return coordinates;
    }

    private sealed class ProbeField(int dimension) : IDifferentiableField
    {
        public int Dimension => dimension;

        public int Calls { get; private set; }

        /// <summary>True once the solver has asked for derivatives, which unit vectors do not have.</summary>
        public bool IsUnreadable { get; private set; }

        public List<double> Times { get; } = [];

        public List<double[]> States { get; } = [];

        public void Evaluate(double t, SampleBatch x, SampleBatch velocity)
        {
            Times.Add(t);
            States.Add(Coordinates(x));
            Calls++;
            velocity.Values.Clear();
            if (Calls < dimension)
            {
                velocity[0, Calls] = 1;
            }
        }

        public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
        {
            IsUnreadable = true;
            Evaluate(t, x, velocity);
        }
    }
}
