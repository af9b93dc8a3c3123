using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Metrics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Schedules;
using FlowDemo.Solvers;

namespace FlowDemo.Comparison;

/// <summary>Everything that decides the numbers of a comparison, as the user wrote it.</summary>
public sealed record ComparisonPlan
{
    /// <summary>Most velocity evaluations per sample.</summary>
    public const int LargestBudget = 100_000;

    /// <summary>What stands in the place of a target where a model is compared on alone.</summary>
    public const string NoTarget = "model";

    /// <summary>The target: an id or the path of a file; <see cref="NoTarget"/> for a model alone.</summary>
    public string Target { get; init; } = "ring";

    /// <summary>The mixture that the path starts from: an id or the path of a file; null for N(0, I).</summary>
    public string? Source { get; init; }

    /// <summary>The path's id.</summary>
    public string Path { get; init; } = "linear";

    /// <summary>Names of solvers, with parameters.</summary>
    public ImmutableArray<string> Solvers { get; init; } = ["euler", "heun", "midpoint", "rk4"];

    /// <summary>Names of schedules, with parameters.</summary>
    public ImmutableArray<string> Schedules { get; init; } = ["uniform", "boss"];

    /// <summary>
    /// The rows one by one, in place of every one of <see cref="Solvers"/> on every one of <see cref="Schedules"/>; empty for all of those.
    /// </summary>
    public ImmutableArray<MethodName> Pairs { get; init; } = [];

    /// <summary>
    /// Solvers that are in no catalogue, under names of the caller's: they have rows behind <see cref="Solvers"/>, and the baseline may
    /// be one of them.
    /// </summary>
    public ImmutableArray<Named<ISolver>> OwnSolvers { get; init; } = [];

    /// <summary>Schedules that are in no catalogue, in the same way.</summary>
    public ImmutableArray<Named<ISchedule>> OwnSchedules { get; init; } = [];

    /// <summary>The velocity fields that rows are sampled with; knots are always chosen on the exact one.</summary>
    public ImmutableArray<ComparedField> Fields { get; init; } = [ComparedField.Exact];

    /// <summary>Velocity evaluations per sample, one column each; 1 to <see cref="LargestBudget"/>.</summary>
    public ImmutableArray<int> Budgets { get; init; } = [2, 4, 6, 8, 16];

    /// <summary>Ids of metrics.</summary>
    public ImmutableArray<string> Metrics { get; init; } = ["rmse", "frechet"];

    /// <summary>The row that ratios refer to, on the exact field.</summary>
    public MethodName Baseline { get; init; } = new("euler", "uniform");

    /// <summary>Test points.</summary>
    public int Samples { get; init; } = 4096;

    /// <summary>Seed of every stream.</summary>
    public int Seed { get; init; }

    /// <summary>How the noise is drawn: quasi, random, or the path of a file.</summary>
    public string Noise { get; init; } = NormalNoise.QuasiKind;

    /// <summary>Fine RK4 steps of the reference; null for the adaptive reference of order 8.</summary>
    public int? ReferenceSteps { get; init; }

    /// <summary>
    /// Whether samples go from data to noise and back, on the same grid, and are compared with where they left: budgets are for each way.
    /// </summary>
    public bool Inverts { get; init; }

    /// <summary>Whether there is more to compare than the exact field.</summary>
    public bool ComparesFields => Fields.Any(static f => !f.IsExact);

    /// <summary>The same plan, every row of which also runs on bootstrap resamples of a target that is points.</summary>
    /// <param name="count">Resamples.</param>
    public ComparisonPlan WithResamples(int count) =>
        this with { Metrics = Metrics.Add(string.Create(CultureInfo.InvariantCulture, $"{ResampledError.Id}:{count}")) };

    /// <summary>Makes objects of the names and refuses what cannot be carried out, before any work is done.</summary>
    /// <exception cref="FlowDemoException">A name is unknown, a number is out of range or a list is empty.</exception>
    public ResolvedPlan Resolve()
    {
        Check();
        Named<ISolver> solver = Find(Baseline.Solver, OwnSolvers, SolverCatalog.All);
        Require(
            !solver.Value.IsStochastic,
            $"'{Baseline.Solver}' is stochastic, so that ratios of errors to it mean nothing; name another solver as the baseline.");
        ImmutableArray<Named<ISolver>> solvers =
        [
            .. (Pairs.IsEmpty ? Solvers : Pairs.Select(static p => p.Solver).Distinct()).Select(
                s => s == Baseline.Solver ? solver : Find(s, OwnSolvers, SolverCatalog.All)),
            .. OwnSolvers,
        ];
        Named<ISchedule> schedule = Baseline.Schedule == OwnTimes.Instance.Name && !solver.Value.TakesSchedule
            ? OwnTimes.Instance
            : Find(Baseline.Schedule, OwnSchedules, ScheduleCatalog.All);
        ImmutableArray<Named<ISchedule>> schedules =
        [
            .. (Pairs.IsEmpty ? Schedules : Pairs.Select(static p => p.Schedule).Distinct()).Select(s => s == Baseline.Schedule ? schedule
                : s == OwnTimes.Instance.Name ? OwnTimes.Instance
                : Find(s, OwnSchedules, ScheduleCatalog.All)),
            .. OwnSchedules,
        ];
        Require(
            !Inverts || !ComparesFields,
            "A trained or perturbed field is for the way from noise to data; compare the exact one alone from data to noise and back.");
        foreach (MethodName pair in Pairs)
        {
            bool takesSchedule = solvers.First(s => s.Name == pair.Solver).Value.TakesSchedule;
            Require(
                takesSchedule == (pair.Schedule != OwnTimes.Instance.Name),
                takesSchedule
                    ? $"'{pair.Solver}' needs a schedule behind a slash, as in {pair.Solver}/uniform."
                    : $"'{pair.Solver}' has times of its own; write it without '/{pair.Schedule}'.");
        }

        foreach (Named<ISchedule> fixedGrid in schedules.Where(static g => g.Value.OnlySteps is not null))
        {
            Require(
                solvers.Any(s => new ComparedMethod(s, fixedGrid, ComparedField.Exact).BudgetsAmong(Budgets).Any()),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The schedule '{fixedGrid.Name}' has {fixedGrid.Value.OnlySteps} steps, which no budget of '--nfe' buys with the "
                        + $"solvers named; for euler add '--nfe {fixedGrid.Value.OnlySteps}'."));
        }

        return new ResolvedPlan(
            this,
            PathCatalog.All.Create(Path),
            solvers,
            schedules,
            [.. Metrics.Select(MetricCatalog.All.Resolve)],
            new ComparedMethod(solver, schedule, ComparedField.Exact));
    }

    private void Check()
    {
        CheckOwn(OwnSolvers, SolverCatalog.All);
        CheckOwn(OwnSchedules, ScheduleCatalog.All);
        Require(
            Pairs.IsEmpty || Pairs.Distinct().Count() == Pairs.Length,
            "A method is named twice among the rows; once is enough.");
        Require(!Solvers.IsDefaultOrEmpty || OwnSolvers.Length > 0, "A comparison needs at least one solver; none is named.");
        Require(!Schedules.IsDefaultOrEmpty || OwnSchedules.Length > 0, "A comparison needs at least one schedule; none is named.");
        Require(!Fields.IsDefaultOrEmpty, "A comparison needs at least one velocity field; none is named.");
        Require(
            Fields.DistinctBy(static f => f.Name).Count() == Fields.Length,
            $"The field '{Fields.GroupBy(static f => f.Name).MaxBy(static g => g.Count())!.Key}' is named twice; once is enough, and "
                + "of two files of one name one is to be renamed.");
        Require(!Budgets.IsDefaultOrEmpty, "A comparison needs at least one NFE budget; none is named.");
        Require(!Metrics.IsDefaultOrEmpty, "A comparison needs at least one metric; none is named.");
        foreach (int budget in Budgets)
        {
            Require(
                budget is >= 1 and <= LargestBudget,
                string.Create(CultureInfo.InvariantCulture, $"NFE goes from 1 to {LargestBudget}; {budget} is outside."));
        }

        Require(
            Samples >= NormalNoise.MinimumCount,
            string.Create(
                CultureInfo.InvariantCulture, $"A comparison needs at least {NormalNoise.MinimumCount} samples; {Samples} is too few."));
    }

    private static Named<T> Find<T>(string name, ImmutableArray<Named<T>> own, Catalog<T> catalog) =>
        own.FirstOrDefault(m => m.Name == name) ?? catalog.Resolve(name);

    /// <summary>Refuses names that a row, a condition or a list could not tell from others.</summary>
    private static void CheckOwn<T>(ImmutableArray<Named<T>> own, Catalog<T> catalog)
    {
        foreach (string name in own.Select(static m => m.Name))
        {
            Require(
                name.Length > 0 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'),
                $"A {catalog.Kind} of your own is called by letters, digits, hyphens and dots; '{name}' is something else.");
            Require(catalog.Find(name) is null, $"There is a {catalog.Kind} '{name}' already; give yours another name.");
            Require(own.Count(m => m.Name == name) == 1, $"Two of your own are called '{name}'; rename one.");
        }
    }

    private static void Require(bool condition, string complaint)
    {
        if (!condition)
        {
            throw new FlowDemoException(complaint);
        }
    }
}
