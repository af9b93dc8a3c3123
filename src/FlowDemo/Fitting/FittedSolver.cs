using System.Globalization;
using System.Resources;
using FlowDemo.Fields;
using FlowDemo.Fitting.Files;
using FlowDemo.Fitting.Universal;
using FlowDemo.Paths;
using FlowDemo.Solvers;
using FlowDemo.Solvers.WarmStarts;
using FlowDemo.Targets;

namespace FlowDemo.Fitting;

/// <summary>
/// Non-stationary multistep samplers fitted to a target, one for each budget: fitted on the spot, or read from a file that
/// <c>flowdemo fit</c> wrote, for this or another target.
/// </summary>
/// <remarks>See <see cref="SamplerFitter"/> for how, and <see cref="FittedSampler"/> for the form.</remarks>
internal sealed class FittedSolver : ISolver
{
    private const string UniversalName = "universal";

    private readonly FitSettings? settings;
    private readonly FittedSamplerSet? file;
    private readonly string name;
    private readonly bool isUniversal;

    private FittedSolver(string name, FitSettings? settings, FittedSamplerSet? file, bool isUniversal = false)
    {
        this.isUniversal = isUniversal;
        this.name = name;
        this.settings = settings;
        this.file = file;
    }

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ISolver> Entry { get; } = new(
        "fitted", "A non-stationary multistep sampler with times and weights fitted to the target.", Create)
    {
        Formula = "y_i = y_0 + sum_(j < i) w_ij u(y_j, c_j); times c and weights w fitted for each NFE; scaled: the first velocity at "
            + "s y_0, and factors of y_0, x_0 and the mean",
        Order = "none: fitted to one budget",
        Cost = "N; the fit takes some thousand sampler runs with derivatives on pairs drawn out of 8,192 to 131,072",
        Source = "The form of Shaul et al., Bespoke Non-Stationary Solvers (BNS), 2024, arXiv 2403.01329; the fit is our own. It holds the "
            + "samplers of NeuralSolver, BezierFlow (arXiv 2512.13255), S4S (2502.17423) and DyWeight (2603.11607).",
        Notes = "universal works where noise and data have unit width, and knows the data's mean and width alone: fitted to nine built-in "
            + "targets, its rmse on the tenth is .75 to .34 of that of the best solver and schedule without a fit (grids of optimal, which "
            + "are fitted to the tenth, aside), at NFE 3 to 8. "
            + "Brings its own times, so schedules have no say. 'flowdemo fit' writes it to a file; fitted:FILE.json runs it on any "
            + "target. Up to 12 evaluations. It knows its target by heart: on old-faithful its rmse is .0030 at NFE 4 and 3.7e-4 at 6, on "
            + "resamples of it .015 and .007, and .0075 and .0011 where it was fitted to other resamples ('flowdemo fit -t old-faithful "
            + "--resample 8 --nfe 2-6 -o f.json', 'flowdemo compare -t old-faithful -s fitted,fitted:f.json --nfe 4,6 --resample 16').",
        IsListedByPattern = false,
        Parameters =
        [
            new(
                "variant",
                "plain",
                "plain; scaled (a warm start, factors of x_0, the mean and the first query; affine, gauss and mean are names of it too); "
                    + "consistent (row sums); second-order; robust; universal (one for all targets, fitted to none of yours; NFE 3 to 8); "
                    + "or the path of a .json file."),
        ],
    };

    /// <inheritdoc/>
    public bool IsFitted => true;

    /// <inheritdoc/>
    public Workload WorkOfFits(WorkSetting setting, IReadOnlyCollection<int> evaluations) =>
        file is not null || evaluations.Count == 0 ? Workload.None : SamplerFitter.WorkOf(settings!, setting, evaluations.Max());

    /// <inheritdoc/>
    public bool TakesSchedule => false;

    /// <inheritdoc/>
    public int? StepsFor(int evaluations)
    {
        if (file is null)
        {
            return evaluations <= FitVariants.MostEvaluations ? evaluations + (settings!.WarmStart == WarmStartKind.None ? 0 : 1) : null;
        }

        return file.Samplers.FirstOrDefault(s => s.Evaluations == evaluations)?.Grid.Steps;
    }

    /// <inheritdoc/>
    public TimedSolver Prepare(ScheduleContext context, IGridRule rule, int? evaluations)
    {
        int budget = evaluations ?? throw new ArgumentNullException(nameof(evaluations));
        if (isUniversal)
        {
            return Universal(context, Of(budget));
        }

        FittedSampler sampler = file is null ? Fit(context, budget) : Stored(context, budget);
        WarmStart warmStart = new(sampler.WarmStart, context.Flow.Path, context.MomentsFor(sampler.WarmStart));
        return new TimedSolver(new CoefficientSolver(sampler.Values.ToArray(), sampler.Layout, warmStart, sampler.Grid), sampler.Grid)
        {
            Remark = TimedSolver.OwnTimes,
            CalibrationError = file is null ? sampler.CalibrationError : null,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="FlowDemoException">Always: it is <see cref="Prepare"/> that finds the sampler for a budget.</exception>
    public IStepper Start(Flow flow, TimeGrid grid, SampleBatch batch) =>
        throw new FlowDemoException(
            $"The solver '{name}' has times of its own and runs on no other grid; leave the grid and the schedule out.");

    private static FittedSolver Create(MethodArguments arguments)
    {
        string text = arguments.Text(0);
        if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            (byte[] bytes, SourceFile source) = InputFile.Read(text);
            arguments.MadeFrom(source);
            return new FittedSolver(arguments.Name, null, FittedSamplerFile.Read(bytes, text));
        }

        if (text == UniversalName)
        {
            const string Resource = "universal.json";
            using Stream stream = typeof(FittedSolver).Assembly.GetManifestResourceStream(Resource)
                ?? throw new MissingManifestResourceException(Resource);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new FittedSolver(arguments.Name, null, FittedSamplerFile.Read(bytes, Resource), isUniversal: true);
        }

        FitSettings settings = FitVariants.Find(text)
            ?? throw arguments.Bad(0, string.Join(", ", FitVariants.Names) + $", {UniversalName} or the path of a .json file");
        return new FittedSolver(arguments.Name, settings, null);
    }

    private FittedSampler Fit(ScheduleContext context, int evaluations)
    {
        SamplerFitter fitter = context.Keep(this, () =>
        {
            // Jumps are planar; without one, the factors are all the freedom there is.
            WarmStartKind jump = context.Flow.Field.Dimension == 2 ? settings!.WarmStart : WarmStartKind.None;
            return new SamplerFitter(
                new FitProblem(context.Flow, context.MomentsFor(jump)),
                settings! with { WarmStart = jump, Seed = context.Calibration.Seed },
                context.Execution);
        });
        return fitter.Fit(evaluations);
    }

    private FittedSampler Stored(ScheduleContext context, int evaluations)
    {
        if (PathCatalog.All.Create(file!.Path).At(0.375) != context.Flow.Path.At(0.375))
        {
            throw new FlowDemoException($"The solver '{name}' was fitted on the path '{file.Path}', which is not the one in use; choose "
                + $"'--path {file.Path}' or fit again.");
        }

        return Of(evaluations);
    }

    private FittedSampler Of(int evaluations) =>
        file!.Samplers.FirstOrDefault(s => s.Evaluations == evaluations) ?? throw new FlowDemoException(string.Create(
            CultureInfo.InvariantCulture,
            $"The solver '{name}' holds samplers for NFE {string.Join(", ", file.Samplers.Select(static s => s.Evaluations))}; there is "
                + $"none for {evaluations}."));

    /// <summary>A sampler that was fitted where noise and data have unit width, on data of any width.</summary>
    private static TimedSolver Universal(ScheduleContext context, FittedSampler sampler)
    {
        WarmStart none = new(WarmStartKind.None, new LinearPath(), null);
        CoefficientSolver inner = new(sampler.Values.ToArray(), sampler.Layout, none, sampler.Grid);
        (double[] mean, double width) = context.Place();
        return new UnitWidthSolver(inner, sampler.Grid, context.Flow.Path, mean, width).Timed;
    }
}
