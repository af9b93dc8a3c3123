using FlowDemo.Schedules.Boss;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules.Recorded;

/// <summary>The schedules that recorded trajectories suffice for. All are for Euler's method.</summary>
public static class RecordedScheduleCatalog
{
    /// <summary>All of them; each takes the trajectories and how to work, and gives grids.</summary>
    public static Catalog<Func<RecordedTrajectories, Execution, IGridRule>> All { get; } = new(
        "schedule for recorded trajectories",
        new CatalogEntry<Func<RecordedTrajectories, Execution, IGridRule>>(
            "boss",
            BossSchedule.Entry.Summary,
            static _ => static (trajectories, execution) =>
                Cheapest(RecordedErrors.Tabulate(trajectories, RecordedMeasure.Squared, execution), 1))
        {
            Source = BossSchedule.Entry.Source,
        },
        new CatalogEntry<Func<RecordedTrajectories, Execution, IGridRule>>("gits", Gits.GitsSchedule.Entry.Summary, static arguments =>
        {
            (string metric, double coefficient) = Gits.GitsSchedule.Parse(arguments);
            RecordedMeasure measure = metric switch
            {
                "dev" => RecordedMeasure.Deviation,
                "l1" => RecordedMeasure.CityBlock,
                _ => RecordedMeasure.Euclidean,
            };
            return (trajectories, execution) => Cheapest(RecordedErrors.Tabulate(trajectories, measure, execution), coefficient);
        })
        {
            Source = Gits.GitsSchedule.Entry.Source,
            Parameters = Gits.GitsSchedule.Entry.Parameters,
        },
        new CatalogEntry<Func<RecordedTrajectories, Execution, IGridRule>>(
            "equidistribution",
            "Equal shares of the trajectories' curvature in every step.",
            static arguments =>
            {
                _ = arguments.Word(0, "curvature");
                double exponent = (EquidistributionSchedule.PowerOf(arguments) ?? 0.5) / 2;
                return (trajectories, execution) =>
                    EqualShares(trajectories.Anchors, RecordedErrors.SquaredAccelerations(trajectories, execution), exponent);
            })
        {
            Source = EquidistributionSchedule.Entry.Source,
            Parameters = EquidistributionSchedule.Entry.Parameters,
        });

    private static LimitedRule Cheapest(CostMatrix costs, double weight) =>
        LimitedRule.AmongAnchors(costs.Anchors, new ExactStepProgram(costs, weight).Path);

    private static EqualShareRule EqualShares(TimeGrid anchors, double[] squares, double exponent)
    {
        double[] cumulative = new double[anchors.Steps + 1];

        // A trace of density everywhere keeps the integral increasing; where nothing bends, steps are equal.
        double floor = squares.Max() > 0 ? 1e-6 * Math.Pow(squares.Max(), exponent) : 1;
        for (int i = 0; i < anchors.Steps; i++)
        {
            cumulative[i + 1] = cumulative[i] + ((anchors[i + 1] - anchors[i]) * (Math.Pow(squares[i], exponent) + floor));
        }

        return new EqualShareRule(anchors, cumulative);
    }
}
