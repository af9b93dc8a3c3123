using FlowDemo.Paths;
using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>
/// What the steps of <see cref="EquidistributionSchedule"/> share out: at every anchor one number for all trajectories, which before
/// its power is
/// <c>curvature: (mean |x''|^2)^(1/2); propagated: (mean |Phi(1, t) x''|^2)^(1/2); turn: mean |x' x x''| / |x'|^2;
/// entropy: mean |x1 - D|^2 (alpha / sigma)'</c>.
/// </summary>
/// <remarks>
/// Entropy is the rate at which the data's entropy given x_t falls, times the noise level sigma / alpha: the mean squared error of the
/// best guess D gives that rate (Guo, Shamai, Verdu, Mutual Information and Minimum Mean-Square Error, 2005), and the Jacobian of the
/// velocity gives the error, <c>mean (sigma div u - d sigma') / alpha</c> in all. The rate alone is infinite at t = 1 for data with a
/// density.
/// </remarks>
/// <param name="UsualPower">The power that belongs to it.</param>
/// <param name="Degree">Which power of the density is computed: 2 where it is a root mean square.</param>
/// <param name="Prepare">Given the context, the anchors and the states there, that power as a function of what is at an anchor.</param>
internal sealed record StepDensity(
    double UsualPower, int Degree, Func<ScheduleContext, TimeGrid, SampleBatch[], Func<AnchorVelocities, double>> Prepare)
{
    /// <summary>The speed below which a sample stands still and has no direction to turn, data units per unit of time.</summary>
    private const double Still = 1e-12;

    /// <summary>How many samples are looked at; null for all.</summary>
    public int? Samples { get; private init; }

    /// <summary>Whether it is made of the Jacobian of the velocity.</summary>
    public bool NeedsJacobian { get; private init; }

    /// <summary>The second derivative along trajectories.</summary>
    public static StepDensity Curvature { get; } = new(0.5, 2, static (_, _, states) => MeanSquare(new SquaredError(), states[0]));

    /// <summary>The same carried to the end by the exact flow.</summary>
    public static StepDensity Propagated { get; } = new(0.5, 2, static (context, anchors, states) => MeanSquare(
        new PropagatedError(FlowTransport.ToEnd(context.Flow, anchors, states, context.Execution)), states[0]))
    {
        Samples = 1024,
    };

    /// <summary>Mean speed at which velocities turn, radians per unit of time.</summary>
    public static StepDensity Turn { get; } = new(1, 1, static (_, _, _) => static at => MeanTurn(at.Velocity, at.Acceleration));

    /// <summary>The fall of the conditional entropy, times the noise level.</summary>
    public static StepDensity Entropy { get; } = new(1, 1, static (context, anchors, _) => at =>
    {
        PathPoint p = context.Flow.Path.At(anchors[at.Index]);
        return at.Index == 0
            ? context.TotalVariance * p.Wronskian / (p.Sigma * p.Sigma)
            : Math.Max(0, ((p.Sigma * MeanDivergence(at.Jacobian!)) - (at.Velocity.Dimension * p.SigmaRate)) / p.Alpha);
    })
    {
        NeedsJacobian = true,
    };

    private static Func<AnchorVelocities, double> MeanSquare(IErrorMeasure measure, SampleBatch shape)
    {
        SampleBatch zero = shape.NewLike();
        return at => measure.Mean(at.Index, at.Acceleration, zero);
    }

    private static double MeanTurn(SampleBatch velocity, SampleBatch acceleration)
    {
        double sum = 0;
        for (int i = 0; i < velocity.Count; i++)
        {
            double square = Product(velocity, velocity, i);
            sum += square > Still * Still ? Area(velocity, acceleration, i) / square : 0;
        }

        return sum / velocity.Count;
    }

    /// <summary>|x' x x''|, in any dimension.</summary>
    private static double Area(SampleBatch velocity, SampleBatch acceleration, int i)
    {
        if (velocity.Dimension == 2)
        {
            return Math.Abs((velocity[i, 0] * acceleration[i, 1]) - (velocity[i, 1] * acceleration[i, 0]));
        }

        double along = Product(velocity, acceleration, i);
        double square = (Product(velocity, velocity, i) * Product(acceleration, acceleration, i)) - (along * along);
        return Math.Sqrt(Math.Max(0, square));
    }

    private static double Product(SampleBatch a, SampleBatch b, int i)
    {
        double sum = 0;
        for (int d = 0; d < a.Dimension; d++)
        {
            sum += a[i, d] * b[i, d];
        }

        return sum;
    }

    private static double MeanDivergence(SampleBatch jacobian)
    {
        // The diagonal of a square, row by row.
        int width = (int)Math.Sqrt(jacobian.Dimension);
        double sum = 0;
        for (int i = 0; i < jacobian.Count; i++)
        {
            for (int d = 0; d < width; d++)
            {
                sum += jacobian[i, d * (width + 1)];
            }
        }

        return sum / jacobian.Count;
    }
}

/// <summary>The exact velocities of all samples at one anchor, and their derivatives.</summary>
/// <param name="Index">Index of the anchor.</param>
/// <param name="Velocity">x'.</param>
/// <param name="Acceleration">x''.</param>
/// <param name="Jacobian">du/dx, four coordinates; null unless it was asked for.</param>
internal readonly record struct AnchorVelocities(int Index, SampleBatch Velocity, SampleBatch Acceleration, SampleBatch? Jacobian);
