using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Fitting.Universal;

/// <summary>
/// A sampler that works in coordinates of unit width: at c times the width it errs by c times as much, on every path.
/// </summary>
/// <param name="inner">The sampler there.</param>
/// <param name="knots">Its knots there.</param>
/// <param name="path">The path of the problem.</param>
/// <param name="mean">Mean of the data, one number for each coordinate.</param>
/// <param name="width">Width of the data along their widest direction.</param>
internal sealed class UnitWidthSolver(ISolver inner, TimeGrid knots, IPath path, double[] mean, double width) : ISolver
{
    private readonly UnitWidth coordinates = new(path, mean, width);

    /// <summary>The sampler with the knots of the problem.</summary>
    public TimedSolver Timed => new(this, coordinates.Times(knots)) { Remark = TimedSolver.OwnTimes };

    /// <inheritdoc/>
    public int? StepsFor(int evaluations) => inner.StepsFor(evaluations);

    /// <inheritdoc/>
    public ISolver For(GaussianMixture target) => new UnitWidthSolver(inner, knots, path, [target.MeanX, target.MeanY], target.Width);

    /// <inheritdoc/>
    IStepper ISolver.Start(Flow flow, TimeGrid grid, SampleBatch batch) => new Stepper(inner, knots, coordinates, flow, batch);

    private sealed class Stepper : IStepper
    {
        private readonly IStepper inner;
        private readonly TimeGrid knots;
        private readonly UnitWidth coordinates;
        private readonly SampleBatch state;
        private int step;

        public Stepper(ISolver solver, TimeGrid knots, UnitWidth coordinates, Flow flow, SampleBatch batch)
        {
            (this.knots, this.coordinates) = (knots, coordinates);
            state = batch.NewLike();
            UnitWidthField field = new(flow.Field, coordinates, batch.NewLike());
            inner = solver.Start(new Flow(field, new LinearPath()), knots, batch);
        }

        public void Step(double t0, double t1, SampleBatch x)
        {
            if (step == 0)
            {
                x.Values.CopyTo(state.Values);
            }

            inner.Step(knots[step], knots[step + 1], state);
            step++;
            coordinates.Back(coordinates.At(knots[step]), state, x);
        }
    }
}
