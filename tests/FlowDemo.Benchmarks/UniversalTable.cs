using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Fitting;
using FlowDemo.Fitting.Files;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Benchmarks;

/// <summary>
/// Is there one sampler for all targets? Samplers fitted to all built-in targets but one, beside the solver and schedule without a fit that
/// are best on the same targets, both run on the one left out, for each in turn.
/// </summary>
/// <remarks>
/// The fit works where noise and data have unit width: with <c>s = alpha c / (alpha c + sigma)</c> and <c>y = (x - alpha M) / (alpha c +
/// sigma)</c> the flow of data of width c and mean M becomes that of the same data at width 1 about 0 on the linear path, exactly. So the
/// flows at widths 3, 10 and 30 are one flow there, a sampler that works there errs by c times as much at width c, and it is fitted once.
/// </remarks>
internal static class UniversalTable
{
    private const int Coarse = 128;
    private const int CoarseCalibration = 32;
    private const int Fine = 1024;
    private const int FineCalibration = 256;
    private const int Pairs = 64;

    /// <summary>The schedule that is fitted to a target as samplers are: on the target left out it is no training-free rival.</summary>
    private const string FittedSchedule = "optimal";

    private static readonly ImmutableArray<string> Rivals =
    [
        "all rows but those on optimal",
        "all rows, those on optimal fitted to the target left out",
        "rows whose schedule does not look at the target",
        "these, chosen at each width",
        "these, in the coordinates of the fit",
    ];

    private static readonly ImmutableArray<double> Scales = [3, 10, 30];
    private static readonly ImmutableArray<int> Budgets = [3, 4, 5, 6, 7, 8];

    /// <summary>Writes the samplers that are fitted to all targets, as the library holds them.</summary>
    /// <param name="file">The file.</param>
    public static void Write(string file)
    {
        string[] ids = [.. TargetCatalog.All.Entries.Select(static e => e.Id)];
        SamplerFitter fitter = FitterFor(ids);
        ImmutableArray<FittedSampler> samplers = [.. Budgets.Select(b => fitter.Fit(b))];
        string label = string.Join(", ", ids.Select(static id => Load(id).ScaledTo(1).Label));
        File.WriteAllBytes(file, FittedSamplerFile.Write(fitter.Set("FlowDemo.Benchmarks", label, "linear", samplers)));
        foreach (FittedSampler sampler in samplers)
        {
            Console.Error.WriteLine($"{sampler.Evaluations}: {fitter.ReachOf(sampler)}");
        }
    }

    /// <summary>Prints the table.</summary>
    /// <param name="output">Where to.</param>
    public static void Print(TextWriter output)
    {
        string[] ids = [.. TargetCatalog.All.Entries.Select(static e => e.Id)];
        ResolvedPlan plan = new ComparisonPlan
        {
            Solvers = [.. SolverCatalog.All.Select("*").Where(Takes)],
            Schedules = ScheduleCatalog.All.Select("*"),
            Budgets = Budgets,
        }.Resolve();
        Dictionary<(string, double), double[][]> errors = [];
        foreach (string id in ids)
        {
            foreach (double scale in Scales.Insert(0, 1))
            {
                errors[(id, scale)] = CoarseErrors(plan, ProblemOf(id, scale, Coarse, CoarseCalibration, NoiseStream.Race));
                Console.Error.WriteLine($"{id} at {scale}");
            }
        }

        output.WriteLine("| left out | error as a fraction of that of the best of | " + string.Join(" | ", Budgets) + " |");
        output.WriteLine("| --- | --- |" + string.Concat(Budgets.Select(static _ => " ---: |")));
        List<double[][]> figures = [];
        foreach (string id in ids)
        {
            figures.Add(LeftOut(id, [.. ids.Except([id])], plan, errors));
            Print(id, figures[^1][..1], output);
            output.Flush();
        }

        Print("**geometric mean**", Means(figures), output);
        Print("without gaussian", Means(figures[1..]), output);
    }

    private static double[][] Means(List<double[][]> figures) =>
    [
        .. Rivals.Select((_, r) => Budgets.Select((_, b) => Mean(figures.Select(f => f[r][b]))).ToArray()),
    ];

    private static void Print(string name, double[][] ratios, TextWriter output)
    {
        foreach ((string rival, double[] row) in Rivals.Zip(ratios))
        {
            string cells = string.Join(" | ", row.Select(static r => r.ToString("G3", CultureInfo.InvariantCulture)));
            output.WriteLine($"| {name} | {rival} | {cells} |");
        }
    }

    /// <summary>
    /// At each budget, the error of the sampler that was fitted to the others, as a fraction of that of their best row, geometric mean
    /// over the widths, for each of <see cref="Rivals"/>.
    /// </summary>
    private static double[][] LeftOut(
        string id, string[] others, ResolvedPlan plan, Dictionary<(string, double), double[][]> errors)
    {
        Dictionary<double, Problem> tests = Scales.Insert(0, 1).ToDictionary(
            static c => c, c => ProblemOf(id, c, Fine, FineCalibration, NoiseStream.Test));
        double[] fits = Fitted(others, tests[1]);
        int[] all = [.. Enumerable.Range(0, plan.Methods.Length)];
        int[] trainingFree = [.. all.Where(m => plan.Methods[m].Schedule.Name != FittedSchedule)];
        int[] blind = [.. all.Where(m => plan.Methods[m].Schedule.Value.IsFree)];
        double[][] ratios = [.. Rivals.Select(static _ => new double[Budgets.Length])];
        for (int b = 0; b < Budgets.Length; b++)
        {
            ComparedMethod Best(int[] methods, params double[] scales) =>
                plan.Methods[methods.MinBy(m => others.Sum(o => scales.Sum(c => errors[(o, c)][m][b])))];
            double Error(ComparedMethod method, double scale)
            {
                SampledRun run = new MethodUnderTest(method, tests[scale]).Run(Budgets[b]);
                return Flat.RootMeanSquareDistance(run.End, tests[scale].Reference.End);
            }

            double Ratio(Func<double, ComparedMethod> rival) => Mean(Scales.Select(c => c * fits[b] / Error(rival(c), c)));
            ComparedMethod[] best = [Best(trainingFree, [.. Scales]), Best(all, [.. Scales]), Best(blind, [.. Scales]), Best(blind, 1)];
            double[] ofRivals =
            [
                Ratio(_ => best[0]),
                Ratio(_ => best[1]),
                Ratio(_ => best[2]),
                Ratio(c => Best(blind, c)),
                fits[b] / Error(best[3], 1),
            ];
            for (int r = 0; r < ofRivals.Length; r++)
            {
                ratios[r][b] = ofRivals[r];
            }

            Console.Error.WriteLine($"{id} {Budgets[b]}: {string.Join(", ", best.Select(static m => m.Name))}");
        }

        return ratios;
    }

    /// <summary>The errors on a problem of width 1 of samplers that were fitted to others.</summary>
    private static double[] Fitted(string[] others, Problem test)
    {
        LinearPath path = new();
        SamplerFitter fitter = FitterFor(others);
        return [.. Budgets.Select(b =>
        {
            FittedSampler sampler = fitter.Fit(b);
            WarmStart jump = new(sampler.WarmStart, path, test.Target);
            CoefficientSolver solver = new(sampler.Values.ToArray(), sampler.Layout, jump, sampler.Grid);
            SampleBatch end = Sampler.Run(test.Flow, solver, sampler.Grid, test.Noise.Points, test.Execution);
            return Flat.RootMeanSquareDistance(end, test.Reference.End);
        })];
    }

    private static SamplerFitter FitterFor(string[] ids)
    {
        LinearPath path = new();
        ImmutableArray<FitProblem> problems = [.. ids.Select(id => Load(id).ScaledTo(1)).Select(
            t => new FitProblem(ExactFlow.Of(t, path), t.Mixture))];
        return new SamplerFitter(problems, new FitSettings { Pairs = Pairs }, Execution.Default);
    }

    /// <summary>Logarithms of the errors of all methods at all budgets; infinite where there is none or it breaks down.</summary>
    private static double[][] CoarseErrors(ResolvedPlan plan, Problem problem)
    {
        double[][] errors = new double[plan.Methods.Length][];
        Execution.Default.ForEach(errors.Length, m =>
        {
            MethodUnderTest method = new(plan.Methods[m], problem);
            errors[m] = [.. Budgets.Select(budget =>
            {
                if (!method.Method.BudgetsAmong([budget]).Any())
                {
                    return double.PositiveInfinity;
                }

                SampledRun run = method.Run(budget);
                double error = Math.Log(Flat.RootMeanSquareDistance(run.End, problem.Reference.End));
                return run.Spent.Derivatives > 0 || double.IsNaN(error) ? double.PositiveInfinity : Math.Max(error, -30);
            })];
        });
        return errors;
    }

    private static Problem ProblemOf(string id, double scale, int samples, int calibration, NoiseStream stream)
    {
        Target target = Load(id).ScaledTo(scale);
        Flow flow = ExactFlow.Of(target, new LinearPath());
        NoiseSet noise = NormalNoise.Quasi(samples, 0, stream);
        ReferenceSolution reference = ReferenceSolution.Adaptive(flow, noise.Points, Execution.Default);
        return new Problem(new Subject(target), flow, Calibration.Of(flow, 0, calibration), noise, reference, 0, new Execution(1));
    }

    private static Target Load(string id) => TargetLoader.Load(id, PointsOptions.Default);

    private static bool Takes(string solver) =>
        SolverCatalog.All.Create(solver) is { IsFitted: false, IsStochastic: false, TakesBudget: true };

    private static double Mean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));
}
