using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Randomness;

namespace FlowDemo.Comparison.Steering;

/// <summary>
/// FlowChef: Euler's method, before each step of which but the last the sample moves against the gradient of the cost at its expected data,
/// <c>x -= eta grad C(D), x += h u</c> with u as it was. The full form multiplies by dD/dx, the factor that FlowChef skips. One evaluation
/// per step; eta is per step, so that more steps steer more.
/// </summary>
/// <remarks>
/// Patel et al., Steering Rectified Flow Models in the Vector Field for Controlled Image Generation, 2024, arXiv 2412.00100, and its code.
/// </remarks>
/// <param name="eta">The length of the gradient steps.</param>
/// <param name="isFull">Whether the factor is there.</param>
internal sealed class FlowChef(double eta, bool isFull) : ISteering
{
    private static readonly MethodParameter Length = new("eta", "0.05", "length of the gradient steps, 0 to 1000.");

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISteering> Entry { get; } = new(
        "flowchef", "Euler's method with a gradient step at the expected data before each step.", static a =>
            new FlowChef(a.Number(0, 0, 1000), isFull: false))
    {
        Formula = "x -= eta grad C(D), then x += h u with u as it was; C = -r, or (a . x - y)^2 for a measurement",
        Cost = "N",
        Source = Patel,
        Notes = "eta is per step: more steps steer more. It fits a measurement better than the posterior does.",
        Parameters = [Length],
    };

    /// <summary>The catalogue's line of the full gradient.</summary>
    internal static CatalogEntry<ISteering> FullEntry { get; } = new(
        "flowchef-full", "The same with the gradient carried back to the sample, which flowchef leaves out.", static a =>
            new FlowChef(a.Number(0, 0, 1000), isFull: true))
    {
        Formula = "x -= eta (dD/dx)^T grad C(D), then x += h u with u as it was",
        Cost = "N, and N derivatives",
        Source = Patel,
        Parameters = [Length],
    };

    private const string Patel =
        "Patel et al., Steering Rectified Flow Models in the Vector Field for Controlled Image Generation, 2024, arXiv 2412.00100";

    /// <inheritdoc/>
    public SteeredBatch Run(SteeringProblem problem, int budget)
    {
        IDifferentiableField field = new MixtureVelocityField(problem.Mixture, problem.Path);
        SampleBatch x = NormalNoise.Random(problem.Count, problem.Seed, NoiseStream.Test).Points;
        SampleBatch velocity = x.NewLike();
        SampleBatch jacobian = new(4, x.Count);
        TimeGrid grid = TimeGrid.Uniform(budget);
        for (int k = 0; k < budget; k++)
        {
            if (isFull)
            {
                field.Differentiate(grid[k], x, velocity, jacobian, null);
            }
            else
            {
                field.Evaluate(grid[k], x, velocity);
            }

            PathPoint p = problem.Path.At(grid[k]);
            double h = grid[k + 1] - grid[k];
            for (int i = 0; k < budget - 1 && i < x.Count; i++)
            {
                Steer(problem.Reward, p, x, velocity, jacobian, i);
            }

            Flat.AddScaled(x.Values, h, velocity.Values);
        }

        return new SteeredBatch(x, (long)budget * x.Count);
    }

    // D = (sigma u - sigma' x) / W, so dD/dx = (sigma J - sigma' I) / W.
    private void Steer(IReward reward, PathPoint p, SampleBatch x, SampleBatch velocity, SampleBatch jacobian, int i)
    {
        double DataOf(int d) => ((p.Sigma * velocity[i, d]) - (p.SigmaRate * x[i, d])) / p.Wronskian;
        (double gx, double gy) = reward.CostGradient(DataOf(0), DataOf(1));
        if (isFull)
        {
            double Factor(int row, int column) =>
                ((p.Sigma * jacobian[i, (2 * row) + column]) - (row == column ? p.SigmaRate : 0)) / p.Wronskian;
            (gx, gy) = ((Factor(0, 0) * gx) + (Factor(1, 0) * gy), (Factor(0, 1) * gx) + (Factor(1, 1) * gy));
        }

        x[i, 0] -= eta * gx;
        x[i, 1] -= eta * gy;
    }
}
