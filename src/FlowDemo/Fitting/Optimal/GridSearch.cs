using FlowDemo.Fields;
using FlowDemo.Fitting.Families;
using FlowDemo.Fitting.LeastSquares;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Schedules.Search;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;

namespace FlowDemo.Fitting.Optimal;

/// <summary>
/// Looks for the grid on which a solver's end points have the least mean squared distance from the exact flow's, or the least
/// distance of their moments, over calibration noise. With a warm start the first interval is the jump, and its length is searched for as
/// well.
/// </summary>
internal sealed class GridSearch
{
    /// <summary>Samples that starts are polished and scanned on; the last polish sees all.</summary>
    private const int ThinCount = 1024;

    /// <summary>Up to so many evaluations starts are polished on all samples.</summary>
    private const int MostPolished = 16;

    /// <summary>Up to so many evaluations the best start is polished on the thin samples; above, starts are only compared.</summary>
    private const int MostContinued = 64;

    /// <summary>Above so many intervals the scan of single knots is left out.</summary>
    private const int MostScanned = 12;

    private const int Finalists = 2;

    /// <summary>An optimum of so many times the least cost on the thin samples is not the best on all.</summary>
    private const double Hopeless = 2;

    /// <summary>Grids whose knots differ by less are taken for one optimum.</summary>
    private const double Nearness = 2e-3;

    private const double ScanShare = 1.0 / 8;

    private readonly ISolver solver;
    private readonly Flow flow;
    private readonly WarmStart warmStart;
    private readonly CalibrationPairs pairs;
    private readonly CalibrationPairs thin;
    private readonly Execution execution;
    private readonly EndFigure figure;

    /// <summary>Prepares a search.</summary>
    /// <param name="context">The flow, the solver and the calibration noise.</param>
    /// <param name="kind">The warm start of every grid.</param>
    /// <param name="figure">What is lowered.</param>
    public GridSearch(ScheduleContext context, WarmStartKind kind, EndFigure figure = EndFigure.Rmse)
    {
        this.figure = figure;
        solver = context.Solver;
        flow = context.Flow;
        execution = context.Execution;
        warmStart = new WarmStart(kind, flow.Path, context.MomentsFor(kind));

        pairs = Pairs(context);
        thin = pairs.Thin(ThinCount);
    }

    private int FirstStep => warmStart.Kind == WarmStartKind.None ? 0 : 1;

    /// <summary>The calibration noise with the ends of the exact flow.</summary>
    /// <param name="context">Where they come from; their cost is counted there.</param>
    public static CalibrationPairs Pairs(ScheduleContext context) => new(
        context.Calibration.Noise.Points, context.ReferenceEnds(), chunkSize: CalibrationPairs.ChunkSizeFor(context.Flow.Field));

    /// <summary>The figure of a grid on all calibration noise.</summary>
    /// <param name="grid">The grid, its first interval a jump if there is a warm start.</param>
    public double Error(TimeGrid grid) => Error(grid, pairs);

    /// <summary>The best grid that can be reached from any of the starts; never worse than the best of them.</summary>
    /// <param name="starts">Grids of one number of intervals, at least one.</param>
    public TimeGrid Best(IReadOnlyList<TimeGrid> starts)
    {
        List<TimeGrid> found = [.. starts.Distinct()];
        GridFamily? family = GridFamily.Create(solver, flow.Path, FirstStep, starts[0]);
        if (starts[0].Steps > 1)
        {
            if (family is null)
            {
                found.Add(Scan(found.MinBy(g => Error(g, thin))!, sweeps: 4));
            }
            else if (figure != EndFigure.Rmse)
            {
                found.AddRange(found.OrderBy(g => Error(g, thin)).Take(Finalists).ToArray().Select(Descend));
            }
            else if (family.Layout.Evaluations <= MostPolished)
            {
                Polish(found, family);
            }
            else if (family.Layout.Evaluations <= MostContinued)
            {
                double[] start = KnotLogits.FromGrid(found.MinBy(g => Error(g, thin))!);
                found.Add(family.Grid(LevenbergMarquardt.Minimise(Objective(family, thin), start, 20, 1e-6).Parameters));
            }
        }

        return found.MinBy(Error)!;
    }

    /// <summary>The steps of the grid that one of more steps continues from; null where it starts by itself.</summary>
    /// <param name="steps">Steps of the larger grid.</param>
    public int? StepsBefore(int steps) =>
        GridFamily.Create(solver, flow.Path, FirstStep, TimeGrid.Uniform(steps)) is GridFamily family
            && family.Layout.Evaluations > MostPolished
            ? (steps + 1) / 2
            : null;

    /// <summary>A grid of one interval more whose first is a jump, the rest scaled to fit; the best start time for it.</summary>
    /// <param name="grid">The grid of the steps.</param>
    public TimeGrid WithStart(TimeGrid grid)
    {
        TimeGrid Shifted(double start) =>
            new([0, start, .. grid.Knots.Skip(1).Take(grid.Steps - 1).Select(k => start + ((1 - start) * k)), 1]);
        double best = Enumerable.Range(1, 24).Select(static i => i / 25.0).MinBy(t => Error(Shifted(t), thin));
        return Shifted(GoldenSection.Minimise(t => Error(Shifted(t), pairs), best - 0.04 + 1e-6, best + 0.04 - 1e-6, 1e-5));
    }

    /// <summary>The grid that a descent by differences reaches, for a figure without derivatives of its own.</summary>
    private TimeGrid Descend(TimeGrid start) =>
        start.Steps <= MostPolished
            ? new TimeGrid(KinkDescent.MinimiseSmooth([.. start.Knots], knots => Error(new TimeGrid(knots), thin)))
            : start;

    private void Polish(List<TimeGrid> found, GridFamily family)
    {
        FamilyObjective rough = Objective(family, thin);
        List<TimeGrid> starts = [.. found];
        if (starts[0].Steps <= MostScanned)
        {
            starts.Add(Scan(starts.MinBy(g => Error(g, thin))!, sweeps: 1));
        }

        List<(TimeGrid Grid, double Cost)> optima = [];
        foreach (TimeGrid start in starts)
        {
            // Most starts lie in one basin: a descent that nears an optimum already found would only find it again.
            bool IsNew(double[] point) => !optima.Exists(o => Distance(family.Grid(point), o.Grid) < Nearness);
            (double[] end, double cost) = LevenbergMarquardt.Minimise(rough, KnotLogits.FromGrid(start), 20, 1e-5, IsNew);
            if (double.IsFinite(cost) && IsNew(end))
            {
                optima.Add((family.Grid(end), cost));
            }
        }

        double least = optima.Select(static o => o.Cost).DefaultIfEmpty().Min();
        FamilyObjective exact = Objective(family, pairs);
        foreach ((TimeGrid grid, double _) in optima.Where(o => o.Cost <= Hopeless * least).OrderBy(static o => o.Cost).Take(Finalists))
        {
            found.Add(grid);
            found.Add(family.Grid(LevenbergMarquardt.Minimise(exact, KnotLogits.FromGrid(grid), 40, 1e-6).Parameters));
        }
    }

    /// <summary>The largest move of a knot between two grids of one number of intervals.</summary>
    private static double Distance(TimeGrid a, TimeGrid b) => a.Knots.Zip(b.Knots, static (x, y) => Math.Abs(x - y)).Max();

    /// <summary>
    /// Moves one knot at a time to the best of a few places between its neighbours, then exactly: leaves a basin that a descent cannot.
    /// </summary>
    private TimeGrid Scan(TimeGrid grid, int sweeps)
    {
        double[] knots = [.. grid.Knots];
        double error = Error(grid, thin);
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            for (int k = 1; k < knots.Length - 1; k++)
            {
                double low = knots[k - 1];
                double width = knots[k + 1] - low;
                double At(double share) => Error(Moved(knots, k, low + (share * width)), thin);
                double coarse = Enumerable.Range(1, 7).Select(static i => i * ScanShare).MinBy(At);
                double share = GoldenSection.Minimise(At, coarse - (ScanShare * 0.99), coarse + (ScanShare * 0.99), 1e-3);
                double moved = At(share);
                if (moved < error)
                {
                    error = moved;
                    knots[k] = low + (share * width);
                }
            }
        }

        return new TimeGrid(knots);
    }

    private static TimeGrid Moved(double[] knots, int index, double value)
    {
        double[] moved = [.. knots];
        moved[index] = value;
        return new TimeGrid(moved);
    }

    private FamilyObjective Objective(GridFamily family, CalibrationPairs data) =>
        new(family, new EndpointObjective(flow.Field.WithDerivatives(), warmStart, family.Layout, data, RobustLoss.Squares, execution));

    private double Error(TimeGrid grid, CalibrationPairs data)
    {
        ISolver running = FirstStep == 0 ? solver : new WarmStartSolver(solver, warmStart);
        SampleBatch end = Sampler.Run(flow, running, grid, data.Noise, execution);
        return figure.Of(end, data.Ends);
    }

    /// <summary>About what the search for the best grid takes; measured on built-in targets.</summary>
    /// <param name="setting">The solver, and the size of the calibration.</param>
    /// <param name="steps">Steps of the grid.</param>
    internal static Workload WorkOf(WorkSetting setting, int steps)
    {
        double evaluations = steps * (double)WorkSetting.StagesOf(setting.Solver);
        double share = setting.Samples / (double)Calibration.Count;
        return new Workload(share * (evaluations <= MostPolished ? 6e5 * Math.Pow(evaluations, 1.5) : 2e5 * evaluations));
    }

    /// <summary>About what the search for the best first knot takes.</summary>
    /// <param name="setting">The solver, and the size of the calibration.</param>
    /// <param name="steps">Steps of the grid.</param>
    internal static Workload WorkOfStart(WorkSetting setting, int steps) =>
        new(((24.0 * Math.Min(ThinCount, setting.Samples)) + (20.0 * setting.Samples)) * steps * WorkSetting.StagesOf(setting.Solver));
}
