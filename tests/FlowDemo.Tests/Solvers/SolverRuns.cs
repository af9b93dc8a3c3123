using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Sampling;
using FlowDemo.Solvers;

namespace FlowDemo.Tests.Solvers;

/// <summary>What the tests of solvers run again and again.</summary>
internal static class SolverRuns
{
    /// <summary>The uneven grid of the golden values.</summary>
    public static TimeGrid Uneven { get; } = new(0, 0.1, 0.3, 0.6, 0.85, 1);

    /// <summary>The exact field of the four modes on the linear path.</summary>
    public static Flow FourModes { get; } = MixtureVelocityField.FlowOf(TestMixtures.FourModes(), new LinearPath());

    /// <summary>The two starting points of the golden values.</summary>
    public static SampleBatch GoldenStarts => SampleBatch.FromPoints((0.7, -0.4), (-1.2, 0.9));

    /// <summary>Points all over the noise.</summary>
    public static SampleBatch Starts(int count)
    {
        SampleBatch points = new(2, count);
        for (int i = 0; i < count; i++)
        {
            (points[i, 0], points[i, 1]) = (2 * Math.Sin(7 * i), 2 * Math.Cos(5 * i));
        }

        return points;
    }

    /// <summary>Runs on one thread.</summary>
    public static SampleBatch Run(Flow flow, ISolver solver, TimeGrid grid, SampleBatch x0) =>
        Sampler.Run(flow, solver, grid, x0, new Execution(1));

    /// <summary>Runs a solver given by its name.</summary>
    public static SampleBatch Run(Flow flow, string solver, TimeGrid grid, SampleBatch x0) =>
        Run(flow, SolverCatalog.All.Create(solver), grid, x0);

    /// <summary>Where x = 1 goes on a field, in the first coordinate.</summary>
    public static double FromOne(ScalarField field, string solver, TimeGrid grid) =>
        Run(field.Flow(), solver, grid, SampleBatch.FromPoints((1, 1)))[0, 0];

    /// <summary>RMS distance between two batches.</summary>
    public static double Distance(SampleBatch a, SampleBatch b)
    {
        double sum = 0;
        for (int i = 0; i < a.Count; i++)
        {
            sum += Math.Pow(a[i, 0] - b[i, 0], 2) + Math.Pow(a[i, 1] - b[i, 1], 2);
        }

        return Math.Sqrt(sum / a.Count);
    }

    /// <summary>The order seen between two even grids, one of twice the steps.</summary>
    public static double Slope(Flow flow, ISolver solver, int steps, SampleBatch x0, SampleBatch truth)
    {
        double coarse = Distance(Run(flow, solver, TimeGrid.Uniform(steps), x0), truth);
        double fine = Distance(Run(flow, solver, TimeGrid.Uniform(2 * steps), x0), truth);
        return Math.Log2(coarse / fine);
    }
}
