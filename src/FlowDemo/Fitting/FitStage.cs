using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;

namespace FlowDemo.Fitting;

/// <summary>
/// A stage of a fit: pairs out of which those to fit on are drawn, and pairs that a fit never sees, which say when to stop.
/// </summary>
internal sealed class FitStage
{
    private const int Rounds = 5;
    private const int Iterations = 40;
    private const double LeastGain = 1e-3;

    /// <summary>Steps in a row that the judge may dislike.</summary>
    private const int Patience = 5;

    private readonly FitTask task;
    private readonly FitSettings settings;
    private readonly MultistepFamily family;
    private readonly CalibrationPairs pool;
    private readonly CalibrationPairs unseen;
    private readonly RobustLoss loss;
    private readonly FamilyObjective onPool;
    private readonly FamilyObjective onUnseen;

    /// <summary>Creates a stage.</summary>
    /// <param name="task">The flows.</param>
    /// <param name="settings">What a fit may do.</param>
    /// <param name="family">The samplers.</param>
    /// <param name="pool">Pairs to draw from.</param>
    /// <param name="unseen">Pairs that are never fitted to.</param>
    /// <param name="loss">What a squared distance counts.</param>
    public FitStage(
        FitTask task,
        FitSettings settings,
        MultistepFamily family,
        CalibrationPairs pool,
        CalibrationPairs unseen,
        RobustLoss loss)
    {
        (this.task, this.settings, this.family, this.pool, this.unseen, this.loss) = (task, settings, family, pool, unseen, loss);
        onPool = Objective(pool);
        onUnseen = Objective(unseen);
    }

    /// <summary>The mean loss on some pairs.</summary>
    /// <param name="pairs">The pairs.</param>
    public FamilyObjective Objective(CalibrationPairs pairs) => new(family, task.Objective(settings.WarmStart, family.Layout, pairs, loss));

    /// <summary>
    /// The loss on the pairs that a fit draws from plus that on pairs it does not see. The first alone would let it over-fit; the
    /// second alone hangs on the few unseen samples that happen to lie between two modes. Infinite for a sampler that cheats.
    /// </summary>
    /// <param name="parameters">The sampler.</param>
    public double Judge(double[] parameters) =>
        SamplerReach.Of(task, settings.WarmStart, family.Layout, family.Coefficients(parameters)).IsWithin(settings)
            ? onPool.Cost(parameters) + onUnseen.Cost(parameters)
            : double.PositiveInfinity;

    /// <summary>The squared endpoint distance of every pair of the pool.</summary>
    /// <param name="parameters">The sampler.</param>
    public double[] Squares(double[] parameters) => Squares(parameters, pool);

    /// <summary>The mean squared endpoint distances on the pool and on the pairs that no fit saw.</summary>
    /// <param name="parameters">The sampler.</param>
    public (double Pool, double Unseen) MeanSquares(double[] parameters) =>
        (Squares(parameters, pool).Average(), Squares(parameters, unseen).Average());

    /// <summary>
    /// Rounds of Levenberg-Marquardt, each on pairs drawn anew towards those on which the sampler so far errs most, until a round
    /// gains nothing in the eyes of the judge. Never worse to the judge than the start.
    /// </summary>
    /// <param name="start">The sampler to improve.</param>
    /// <param name="count">Pairs to draw in a round.</param>
    public double[] Refine(double[] start, int count)
    {
        (double[] Point, double Cost) best = (start, Judge(start));
        for (int round = 0; round < Rounds; round++)
        {
            double[] losses = [.. Squares(best.Point, pool).Select(loss.Of)];
            (double[] Point, double Cost) next = Descend(Objective(pool.Concentrate(count, losses)), best);
            bool stalled = next.Cost > best.Cost * (1 - LeastGain);
            best = next;
            if (stalled)
            {
                break;
            }
        }

        return best.Point;
    }

    /// <summary>The best point in the eyes of the judge on the way of a descent, which stops when that has passed.</summary>
    private (double[] Point, double Cost) Descend(FamilyObjective objective, (double[] Point, double Cost) start)
    {
        (double[] Point, double Cost) best = start;
        int waiting = 0;
        _ = LevenbergMarquardt.Minimise(objective, start.Point, Iterations, 1e-4, point =>
        {
            double cost = Judge(point);
            waiting = cost < best.Cost ? 0 : waiting + 1;
            best = cost < best.Cost ? (point, cost) : best;
            return waiting < Patience;
        });
        return best;
    }

    private double[] Squares(double[] parameters, CalibrationPairs pairs) =>
        task.Objective(settings.WarmStart, family.Layout, pairs, RobustLoss.Squares).Squares(family.Coefficients(parameters));
}
