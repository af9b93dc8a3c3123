using System.Globalization;
using FlowDemo.Solvers;

namespace FlowDemo.Schedules;

/// <summary>A schedule that is a formula for its interior knots; it costs no velocity evaluation.</summary>
/// <param name="name">The name the user wrote, for the complaint when knots coincide.</param>
/// <param name="formula">Given the context, a function of i and K that is the time of knot i, 0 &lt; i &lt; K.</param>
internal sealed class FormulaSchedule(string name, Func<ScheduleContext, Func<int, int, double>> formula) : ISchedule
{
    /// <summary>The schedule whose knot i is g(i / K).</summary>
    /// <param name="name">The name the user wrote.</param>
    /// <param name="map">g, increasing on (0, 1).</param>
    public static FormulaSchedule OfFraction(string name, Func<double, double> map) =>
        new(name, _ => (index, steps) => map((double)index / steps));

    /// <inheritdoc/>
    public bool IsFree => true;

    /// <inheritdoc/>
    public IGridRule Prepare(ScheduleContext context) => new Rule(name, formula(context));

    private sealed class Rule(string name, Func<int, int, double> knot) : IGridRule
    {
        public TimeGrid Build(int steps)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
            double[] knots = new double[steps + 1];
            knots[steps] = 1;
            for (int i = 1; i < steps; i++)
            {
                knots[i] = knot(i, steps);
                if (!(knots[i] > knots[i - 1] && knots[i] < 1))
                {
                    throw new FlowDemoException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"The schedule '{name}' cannot place {steps} steps: its knot {i} would be {knots[i]:R} after {knots[i - 1]:R}; "
                            + $"use fewer steps or milder parameters."));
                }
            }

            return new TimeGrid(knots);
        }
    }
}
