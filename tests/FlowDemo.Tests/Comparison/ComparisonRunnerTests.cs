using FlowDemo.Comparison;
using FlowDemo.Fields;
using FlowDemo.Fitting;
using FlowDemo.Metrics;
using FlowDemo.Numerics;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Reporting;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Tests.Comparison;

public sealed class ComparisonRunnerTests
{
    private static readonly ComparisonPlan SmallPlan = new()
    {
        Samples = 512,
        ReferenceSteps = 200,
        Schedules = ["uniform", "shift:3"],
        Budgets = [1, 2, 4],
        Metrics = ["rmse", "median", "flips", "kl"],
    };

    [Fact]
    public void One_euler_step_has_the_error_of_the_datas_own_spread()
    {
        Target ring = TargetLoader.Load("ring", new PointsOptions());
        ComparisonReport report = Run(SmallPlan with { Samples = 4096 });
        ComparisonRow row = report.Rows.First(r => r is { Solver: "euler", Budget: 1 });

        // Every sample ends at the mean, so the squared error averages to the reference's own spread: trace Cov up to sampling.
        Assert.InRange(Figure(row, "rmse").Value / Math.Sqrt(ring.Mixture.TotalVariance), 0.99, 1.01);
        Assert.Equal(double.PositiveInfinity, Figure(row, "kl").Value);
    }

    [Fact]
    public void Solvers_that_share_a_grid_have_the_rows_that_each_has_alone_and_pay_as_much()
    {
        ComparisonPlan plan = SmallPlan with
        {
            Samples = 64,
            Solvers = ["heun", "ab2", "euler"],
            Schedules = ["boss", "gits", "equidistribution"],
            Budgets = [4],
            Metrics = ["rmse"],
        };
        foreach (ComparisonRow row in Run(plan).Rows)
        {
            ComparisonRow alone = Assert.Single(Run(plan with { Solvers = [row.Solver], Schedules = [row.Schedule] }).Rows);
            Assert.Equal(alone.Grid.Knots.ToArray(), row.Grid.Knots.ToArray());
            Assert.Equal(alone.BuildEvaluations, row.BuildEvaluations);
            Assert.Equal(Figure(alone, "rmse"), Figure(row, "rmse"));
        }
    }

    /// <summary>Both follow one Gaussian's affine flow exactly; what is left is the error of the ends that they were fitted to.</summary>
    [Fact]
    public void Rows_are_not_told_apart_by_errors_of_the_reference()
    {
        Dictionary<string, ComparisonRow> rows = ComparisonRunner.Run(new ComparisonPlan
        {
            Target = "gaussian",
            Solvers = ["heun", "unipc2", "ab2"],
            Schedules = ["optimal"],
            Budgets = [6],
            Metrics = ["rmse"],
        }).Rows.ToDictionary(static r => r.Solver);
        Assert.Equal(Standing.Behind, rows["ab2"].Standing);
        Assert.All([rows["heun"], rows["unipc2"]], static r =>
        {
            Assert.Equal(Standing.NotSeparated, r.Standing);
            Assert.InRange(Figure(r, "rmse").Value, 1e-16, 1e-10);
        });
    }

    [Fact]
    public void An_inverted_row_is_the_distance_of_samples_from_where_they_left()
    {
        Target ring = Load("ring");
        ComparisonReport report = Run(SmallPlan with { Solvers = ["heun"], Schedules = ["shift:3"], Budgets = [8], Inverts = true });
        ComparisonRow row = Assert.Single(report.Rows);

        // Heun's steps by hand, from 1 down to 0 and up again: a step from t1 to t0 is one with a negative h.
        SampleBatch x = report.ReferenceEnd!.Clone();
        IStepper stepper = Tableaus.Heun.Start(MixtureVelocityField.FlowOf(ring.Mixture, new LinearPath()), x);
        for (int k = row.Steps; k > 0; k--)
        {
            stepper.Step(row.Grid[k], row.Grid[k - 1], x);
        }

        for (int k = 0; k < row.Steps; k++)
        {
            stepper.Step(row.Grid[k], row.Grid[k + 1], x);
        }

        Assert.Equal(Flat.RootMeanSquareDistance(x, report.ReferenceEnd), Figure(row, "rmse").Value, 1e-9);
        Assert.Equal((8.0, 4), (row.Nfe, row.Steps));
        Assert.Null(row.Figure("kl"));
    }

    [Theory]
    [InlineData("fitted", "fitted to the way")]
    [InlineData("renoise", "adds noise")]
    public void What_cannot_run_backward_is_refused(string solver, string reason) => Assert.Contains(
        reason,
        Assert.Throws<FlowDemoException>(() => Run(SmallPlan with { Solvers = [solver], Inverts = true })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_jump_from_the_noise_cannot_be_run_backward() => Assert.Contains(
        "jumps",
        Assert.Throws<FlowDemoException>(() => Run(SmallPlan with { Schedules = ["uniform+gauss"], Inverts = true })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_method_has_a_row_only_where_it_spends_the_budget_exactly()
    {
        ComparisonReport report = Run(SmallPlan);
        Assert.Equal([1, 2, 4], Budgets(report, "euler"));
        Assert.Equal([2, 4], Budgets(report, "heun"));
        Assert.Equal([4], Budgets(report, "rk4"));
        Assert.All(report.Rows, row => Assert.Equal(row.Budget, row.Nfe));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(20)]
    public void Progress_goes_up_from_nothing_through_the_reference_to_all_rows(int? referenceSteps)
    {
        Listener listener = new();
        ComparisonRunner.Run(
            SmallPlan with { Samples = 1024, ReferenceSteps = referenceSteps }, Load("ring"), null, new Execution(1), listener);
        Assert.Equal(listener.Heard.Order(), listener.Heard);
        Assert.Equal(0, listener.Heard[0]);
        Assert.InRange(listener.Heard[^1], 0.5, 1);
        Assert.True(listener.Heard.Distinct().Count() > 8);
    }

    [Fact]
    public void Methods_of_ones_own_have_rows_beside_those_of_the_catalogue_and_may_be_the_baseline()
    {
        ComparisonPlan plan = SmallPlan with
        {
            Solvers = ["euler"],
            OwnSolvers = [new("mine", SolverCatalog.All.Create("heun"))],
            Schedules = ["uniform"],
            OwnSchedules = [new("even", ScheduleCatalog.All.Create("uniform"))],
            Baseline = new("mine", "even"),
        };
        ComparisonReport report = Run(plan);
        Assert.Equal(
            ["euler/uniform", "euler/even", "mine/uniform", "mine/even"],
            report.Rows.Select(static r => r.Name.ToString()).Distinct());
        ComparisonRow[] two = [.. report.Rows.Where(static r => r.Budget == 2)];
        Assert.Equal(Figure(two[0], "rmse"), Figure(two[1], "rmse"));
        Assert.Equal(1, two[3].Relative!.Value.Value);
        Assert.Single(Run(plan with { Solvers = [] }).Rows, static r => r is { Solver: "mine", Schedule: "even", Budget: 2 });
    }

    [Theory]
    [InlineData("heun", "There is a solver 'heun' already; give yours another name.")]
    [InlineData("dpmpp_2m", "letters, digits, hyphens and dots")]
    [InlineData("mine/boss", "letters, digits, hyphens and dots")]
    [InlineData("twin", "Two of your own are called 'twin'")]
    public void A_name_of_ones_own_is_like_an_id_and_free(string name, string complaint)
    {
        ISolver heun = SolverCatalog.All.Create("heun");
        ComparisonPlan plan = SmallPlan with { OwnSolvers = [new(name, heun), new("twin", heun)] };
        Assert.Contains(complaint, Assert.Throws<FlowDemoException>(plan.Resolve).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_or_a_fit_that_cannot_spend_a_budget_says_so()
    {
        ComparisonReport report = Run(SmallPlan with { Solvers = ["euler", "heun"], Schedules = ["knots:0,0.35,1"], Budgets = [1, 2, 4] });
        ReportNote note = Assert.Single(
            ReportNote.AllOf(report), static n => n.Text.StartsWith("a grid of 2 steps", StringComparison.Ordinal));
        Assert.Equal(["euler/knots:0,0.35,1 at 1, 4", "heun/knots:0,0.35,1 at 2"], note.Rows.AsEnumerable());
        ComparedMethod fit = new(SolverCatalog.All.Resolve("fitted"), ScheduleCatalog.All.Resolve("uniform"), ComparedField.Exact);
        Assert.Equal("there is no fit for so many evaluations, and so no row", fit.Obstacle(1000));
        Assert.Null(fit.Obstacle(4));
    }

    [Fact]
    public void A_ratio_that_is_asked_for_and_absent_has_its_reason()
    {
        ComparisonReport report = Run(SmallPlan with
        {
            Solvers = ["euler"],
            Schedules = ["uniform"],
            Budgets = [2, 3],
            Baseline = new MethodName("heun", "uniform"),
        });
        Assert.Null(report.Rows[1].Relative);
        Assert.Contains("no ratio: the baseline heun/uniform has no row at this budget", report.Rows[1].Notes);
        Assert.NotNull(report.Rows[0].Relative);
        Assert.Empty(report.Rows[0].Notes);
    }

    [Fact]
    public void The_end_points_are_kept_where_they_are_wanted()
    {
        ComparisonReport report = ComparisonRunner.Run(SmallPlan, Load("ring"), null, new Execution(1), keepsEnds: true);
        Assert.All(
            report.Rows,
            row => Assert.Equal(
                row.Figure("rmse")!.Value.Value, FlowDemo.Numerics.Flat.RootMeanSquareDistance(row.End!, report.ReferenceEnd!), 1e-12));
        Assert.All(Run(SmallPlan).Rows, static row => Assert.Null(row.End));
    }

    [Fact]
    public void Threads_do_not_change_a_number()
    {
        ComparisonReport one = Run(SmallPlan);
        ComparisonReport three = ComparisonRunner.Run(SmallPlan, Load("ring"), null, new Execution(3));
        foreach ((ComparisonRow a, ComparisonRow b) in one.Rows.Zip(three.Rows))
        {
            Assert.Equal(a.Grid, b.Grid);
            Assert.Equal(a.Metrics.AsEnumerable(), b.Metrics.AsEnumerable());
            Assert.Equal(a.Relative, b.Relative);
            Assert.Equal(a.Standing, b.Standing);
        }
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(400, false)]
    public void An_error_near_that_of_the_reference_is_pointed_out(int referenceSteps, bool isNear)
    {
        ComparisonReport report = Run(SmallPlan with
        {
            ReferenceSteps = referenceSteps,
            Solvers = ["rk4"],
            Schedules = ["uniform"],
            Budgets = [64],
            Metrics = ["rmse"]
        });
        Assert.Equal(isNear, report.Rows.Single().Notes.Contains("the error is within 10x of the reference's own"));
    }

    [Fact]
    public void The_seed_decides_what_schedules_look_at()
    {
        TimeGrid[] grids = [.. new[] { 0, 0, 1 }.Select(seed =>
            Run(SmallPlan with { Seed = seed, Solvers = ["euler"], Schedules = ["boss"], Budgets = [24], Metrics = ["rmse"] }).Rows
                .Single().Grid)];
        Assert.Equal(grids[0], grids[1]);
        Assert.NotEqual(grids[0], grids[2]);
    }

    [Fact]
    public void A_figure_that_was_asked_for_and_is_not_there_has_its_reason_in_a_note()
    {
        ComparisonReport report = ComparisonRunner.Run(
            SmallPlan with
            {
                Solvers = ["renoise", "euler"],
                Schedules = ["uniform"],
                Budgets = [2],
                Metrics = ["rmse", "flips", "weights", "kl", "mmd"]
            },
            Load("gaussian"),
            null,
            new Execution(1));
        Assert.Equal(["mmd"], report.Rows[0].Metrics.Select(static m => m.Id));
        Assert.Equal(["no rmse", "no flips", "no weights", "no kl"], Absent(report.Rows[0]));
        Assert.Equal(["no flips", "no weights"], Absent(report.Rows[1]));
        Assert.Contains("no flips: it needs several components, and here is one", report.Rows[1].Notes);

        static IEnumerable<string> Absent(ComparisonRow row) => row.Notes
            .Where(static n => n.StartsWith("no ", StringComparison.Ordinal))
            .Select(static n => n[..n.IndexOf(':', StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_row_whose_interval_is_wider_than_its_error_is_not_said_to_be_near_the_best()
    {
        // At 64 steps of rk4 a few of 128 samples between two modes carry nearly all of the mean square.
        ComparisonReport report = ComparisonRunner.Run(
            SmallPlan with { Samples = 128, Solvers = ["rk4", "rk4-38"], Schedules = ["uniform"], Budgets = [32], Metrics = ["rmse"] },
            Load("skewed"), null, new Execution(1));
        Assert.All(
            report.Rows,
            static row => Assert.True(
                row.Figure("rmse") is Estimate e && (row.Standing == Standing.NotSeparated) == (e.High - e.Low <= e.Value),
                row.ToString()));
        Assert.Contains(report.Rows, static row => row.Standing == Standing.Unranked);
    }

    [Fact]
    public void The_baseline_is_compared_with_itself_at_exactly_one()
    {
        ComparisonReport report = Run(SmallPlan);
        Assert.All(
            report.Rows.Where(static r => r is { Solver: "euler", Schedule: "uniform" }),
            row => Assert.Equal(new Estimate(1, 1, 1), row.Relative));
    }

    [Fact]
    public void A_baseline_that_is_not_listed_gives_ratios_but_no_row()
    {
        ComparisonReport alone = Run(SmallPlan with { Solvers = ["heun"] });
        Assert.All(alone.Rows, row => Assert.Equal("heun", row.Solver));
        ComparisonReport listed = Run(SmallPlan);
        Assert.Equal(
            listed.Rows.First(static r => r is { Solver: "heun", Budget: 4 }).Relative,
            alone.Rows.First(static r => r.Budget == 4).Relative);
        Assert.NotNull(alone.Rows[0].Relative);
    }

    [Fact]
    public void A_component_of_a_kernel_mixture_is_no_mode()
    {
        ComparisonReport report = ComparisonRunner.Run(
            SmallPlan with { Samples = 64, ReferenceSteps = 50 }, Load("old-faithful"), null, new Execution(1));
        Assert.DoesNotContain(report.MetricUnits, static m => m.Id == "flips");
    }

    [Fact]
    public void A_solver_that_chooses_its_own_steps_has_one_row_in_a_column_of_its_own()
    {
        ComparisonReport report = Run(SmallPlan with { Solvers = ["euler", "dopri5:1e-6,1e-6"], Samples = 64 });
        ComparisonRow row = Assert.Single(report.Rows, static r => r.Solver != "euler");
        Assert.Equal("own", row.Schedule);
        Assert.Equal((int)Math.Round(row.Nfe), row.Budget);
        Assert.InRange(row.Nfe, 30, 300);
        Assert.InRange(Figure(row, "rmse").Value, 1e-9, 1e-3);
        Assert.DoesNotContain(row.Metrics, static m => m.Id == "kl");
    }

    [Fact]
    public void A_solver_without_tangents_has_every_figure_but_the_divergence()
    {
        ComparisonReport report = Run(SmallPlan with { Solvers = ["taylor2"], Samples = 64 });
        Assert.Equal(6, report.Rows.Length);
        Assert.Contains(
            "took 4 exact derivatives",
            string.Join('\n', report.Rows.Single(static r => r is { Budget: 4, Schedule: "uniform" }).Notes),
            StringComparison.Ordinal);
        Assert.All(report.Rows, static r => Assert.Equal(["rmse", "median", "flips"], r.Metrics.Select(static m => m.Id)));
    }

    [Fact]
    public void Every_row_also_runs_on_resamples_as_it_is()
    {
        ComparisonPlan plan = SmallPlan with
        {
            Target = "old-faithful",
            Solvers = ["euler"],
            Schedules = ["optimal"],
            Budgets = [3],
            Metrics = ["rmse"],
            Samples = 64,
        };
        Target target = Load(plan.Target);
        ComparisonReport report = ComparisonRunner.Run(plan.WithResamples(3), target, null, new Execution(1));
        ComparisonRow row = report.Rows[0];
        SampleBatch noise = NormalNoise.Quasi(64, 0, NoiseStream.Test).Points;
        double[] squares = [.. target.Resampled(3, 0, NoiseStream.Resamples).Select(t =>
        {
            Flow flow = MixtureVelocityField.FlowOf(t.Mixture, new LinearPath());
            SampleBatch end = Sampler.Run(flow, Tableaus.Euler, row.Grid, noise, new Execution(1));
            SampleBatch exact = Sampler.Run(flow, Tableaus.Rk4, TimeGrid.Uniform(200), noise, new Execution(1));
            return Math.Pow(Flat.RootMeanSquareDistance(end, exact), 2);
        })];
        Estimate resampled = Figure(row, "resampled:3");
        Assert.Equal(Math.Sqrt(squares.Average()), resampled.Value, 1e-6);
        Assert.True(resampled.Low < resampled.Value && resampled.Value < resampled.High);
        Assert.Equal(Figure(ComparisonRunner.Run(plan, target, null, new Execution(1)).Rows[0], "rmse"), Figure(row, "rmse"));
        // Behind it stands what no method can beat; it is no method, and nothing else is known of it.
        Assert.Equal("limit/own", Assert.Single(report.Rows.Skip(1)).Method);
        ComparisonRow limit = report.Rows[1];
        Estimate least = Assert.Single(limit.Metrics).Value;
        Assert.True(least.IsLowerBound && least.Value > 0 && least.Value < resampled.Value);
        Assert.Equal((Standing.Unranked, 3.0, null), (limit.Standing, limit.Nfe, limit.Relative));
        Assert.Contains("same times for all samples", Assert.Single(limit.Notes), StringComparison.Ordinal);
        ComparisonPlan back = (plan with { Inverts = true, Schedules = ["uniform"] }).WithResamples(2);
        Assert.Null(ComparisonRunner.Run(back, target, null, new Execution(1)).Rows[0].Figure("resampled:2"));
    }

    [Fact]
    public void The_calibration_error_of_a_fit_is_that_on_its_own_pairs()
    {
        ComparisonPlan plan = SmallPlan with { Target = "gaussian", Solvers = ["fitted"], Budgets = [1] };
        Target target = Load(plan.Target);
        ComparisonReport report = ComparisonRunner.Run(plan, target, null, new Execution(1));
        FitProblem problem = new(MixtureVelocityField.FlowOf(target.Mixture, new LinearPath()), target.Mixture);
        SamplerFitter fitter = new(problem, new FitSettings(), new Execution(1));
        Assert.Equal(fitter.Fit(1).CalibrationError, report.Rows.Single(static r => r.Solver == "fitted").CalibrationError);
    }

    [Fact]
    public void A_fitted_solver_is_fitted_to_each_grid_and_its_fit_is_in_the_cost()
    {
        ComparisonPlan plan = SmallPlan with { Schedules = ["uniform"], Budgets = [4] };
        ComparisonReport fitted = Run(plan with { Solvers = ["amed"] });
        ComparisonReport plain = Run(plan with { Solvers = ["midpoint"] });
        foreach ((ComparisonRow a, ComparisonRow b) in fitted.Rows.Zip(plain.Rows))
        {
            Assert.Equal(b.Nfe, a.Nfe);
            Assert.True(Figure(a, "rmse").Value < Figure(b, "rmse").Value);
            Assert.InRange(a.BuildEvaluations, 1_000_000, 100_000_000);
            Assert.Equal(0, b.BuildEvaluations);
        }
    }

    [Fact]
    public void Every_solver_has_rows_of_finite_numbers()
    {
        // Those with times of their own have their tests beside them; fitting them takes longer than all the rest.
        string[] names = [.. SolverCatalog.All.Select("*").Where(
            static n => SolverCatalog.All.Create(n) is { TakesSchedule: true } or { TakesBudget: false })];
        ComparisonReport report = Run(
            SmallPlan with { Solvers = [.. names], Schedules = ["uniform"], Budgets = [6, 7, 12], Samples = 32, ReferenceSteps = 100 });
        Assert.Equal(names, report.Rows.Select(static r => r.Solver).Distinct());
        Assert.All(report.Rows, static r => Assert.False(r.BrokeDown));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public void Refuses_a_budget_out_of_range(int budget) =>
        Assert.Contains(
            "100000", Assert.Throws<FlowDemoException>(() => Run(SmallPlan with { Budgets = [budget] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_single_sample() => Assert.Throws<FlowDemoException>(() => Run(SmallPlan with { Samples = 1 }));

    [Fact]
    public void An_unknown_solver_is_named_with_its_neighbour() =>
        Assert.Contains(
            "'heun'", Assert.Throws<FlowDemoException>(() => Run(SmallPlan with { Solvers = ["huen"] })).Message, StringComparison.Ordinal);

    /// <summary>Keeps what it hears, on the thread that reports it.</summary>
    private sealed class Listener : IProgress<WorkProgress>
    {
        public List<double> Heard { get; } = [];

        public void Report(WorkProgress value) => Heard.Add(value.Fraction);
    }

    private static ComparisonReport Run(ComparisonPlan plan) => ComparisonRunner.Run(plan, Load("ring"), null, new Execution(1));

    private static Target Load(string id) => TargetLoader.Load(id, new PointsOptions());

    private static Estimate Figure(ComparisonRow row, string id) => row.Metrics.Single(m => m.Id == id).Value;

    private static int[] Budgets(ComparisonReport report, string solver) =>
        [.. report.Rows.Where(r => r.Solver == solver && r.Schedule == "uniform").Select(static r => r.Budget)];
}
