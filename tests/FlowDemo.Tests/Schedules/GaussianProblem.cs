using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;
using MathNet.Numerics.Distributions;

namespace FlowDemo.Tests.Schedules;

/// <summary>
/// The closed-form test bed: data N(m, c^2 I) in the plane on the linear path, whose flow is x(t) = t m + r(t) x0 with
/// r(t) = sqrt(t^2 c^2 + (1 - t)^2). Written down again here, so that nothing under test vouches for itself.
/// </summary>
internal sealed class GaussianProblem(double scale, double meanX = 0, double meanY = 0) : IDifferentiableField
{
    public int Dimension => 2;

    public double Radius(double t) => Math.Sqrt((t * t * scale * scale) + ((1 - t) * (1 - t)));

    public double Rate(double t) => ((t * scale * scale) - (1 - t)) / (Radius(t) * Radius(t));

    /// <summary>Expected squared local Euler error of a step, in closed form.</summary>
    public double LocalError(double from, double to) =>
        2 * Math.Pow(Radius(from) + ((to - from) * Rate(from) * Radius(from)) - Radius(to), 2);

    /// <summary>Expected squared end error of Euler's method, in closed form.</summary>
    public double GlobalError(TimeGrid grid)
    {
        double product = 1;
        for (int k = 0; k < grid.Steps; k++)
        {
            product *= 1 + ((grid[k + 1] - grid[k]) * Rate(grid[k]));
        }

        return 2 * Math.Pow(product - scale, 2);
    }

    public void Evaluate(double t, SampleBatch x, SampleBatch velocity) => Differentiate(t, x, velocity, null, null);

    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        double rate = Rate(t);
        double bend = scale * scale / Math.Pow(Radius(t), 4);
        double[] mean = [meanX, meanY];
        for (int d = 0; d < 2; d++)
        {
            for (int i = 0; i < x.Count; i++)
            {
                double centred = x[i, d] - (t * mean[d]);
                velocity[i, d] = mean[d] + (rate * centred);
                if (acceleration is not null)
                {
                    acceleration[i, d] = bend * centred;
                }
            }

            jacobian?.Coordinate(3 * d).Fill(rate);
        }

        jacobian?.Coordinate(1).Clear();
        jacobian?.Coordinate(2).Clear();
    }

    public ScheduleContext Context(ISolver? solver = null, int samples = 64, int threads = 1, int replicates = 1)
    {
        Flow flow = new(this, new LinearPath());
        GaussianMixture target = new(GaussianComponent.Isotropic(1, meanX, meanY, scale));
        return new ScheduleContext(
            flow, target, solver ?? Tableaus.Euler, new Calibration(flow, Noise(samples, replicates)), new Execution(threads));
    }

    /// <summary>Points of a golden-ratio lattice through the inverse normal: the same ones always.</summary>
    public static NoiseSet Noise(int samples, int replicates = 1)
    {
        SampleBatch points = new(2, samples);
        for (int i = 0; i < samples; i++)
        {
            points[i, 0] = Normal.InvCDF(0, 1, (i + 0.5) / samples);
            points[i, 1] = Normal.InvCDF(0, 1, (0.5 + (i * 0.6180339887498949)) % 1);
        }

        return new NoiseSet(points, replicates);
    }
}
