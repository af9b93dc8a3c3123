using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Learning.Regressors;
using FlowDemo.Paths;
using FlowDemo.Randomness;
using FlowDemo.Sampling;
using FlowDemo.Schedules;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Learning;

/// <summary>
/// What a training method works with: the exact teacher, noise that overlaps neither the test noise nor the noise that knots
/// are chosen on, and a tally of every teacher evaluation. Findings and warnings are collected here.
/// </summary>
public sealed class TrainingContext
{
    /// <summary>Points that findings are measured on, unless there are fewer pairs.</summary>
    private const int ValidationCount = 1024;

    /// <summary>RK4 steps per unit of time behind every teacher state: within 1e-5 of the exact flow on the built-in targets.</summary>
    private const int FineSteps = 100;

    /// <summary>What the catalogue says of methods that learn from pairs of noise and end points.</summary>
    internal const string PairCost = "400 evaluations per pair, symmetric pairs free; the fit needs none";

    private readonly List<Finding> findings = [];
    private readonly List<string> warnings = [];
    private readonly Calibration calibration;
    private readonly ISchedule schedule;
    private readonly GaussianMixture[] dependsOn;

    /// <summary>Prepares training.</summary>
    /// <param name="target">The target.</param>
    /// <param name="path">The path of the teacher.</param>
    /// <param name="options">What the user decides.</param>
    /// <param name="schedule">The schedule of the knots.</param>
    /// <param name="execution">Threads and cancellation.</param>
    public TrainingContext(Target target, IPath path, TrainingOptions options, ISchedule schedule, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        ExactFlow.RequireNormalStart(target, path, "Training");
        Options = options;
        this.schedule = schedule;
        Execution = execution;
        Target = target.Mixture;
        Exact = ExactFlow.TeacherOf(target, path);
        Teacher = Exact with { Field = new CountingVelocityField(Exact.Field, Counter) };
        calibration = Calibration.Of(Exact, options.Seed);
        Noise = NormalNoise.Quasi(options.Pairs, options.Seed, NoiseStream.Training).Points;
        FineSolver = CertifiedSteps.OfRk4(Exact, Noise, FineSteps, execution);

        // What the guided flow depends on, a feature must be able to tell apart and a symmetry must preserve.
        dependsOn = target.IsGuided ? [target.Mixture, target.Whole] : [target.Mixture];

        // Random features do not share the symmetries: images would multiply the work and teach them little.
        Symmetry = options.UseSymmetry && options.Regressor != RegressorKind.Fourier ? SymmetryGroup.Of(dependsOn) : SymmetryGroup.Trivial;
        Validation = NormalNoise.Quasi(Math.Min(ValidationCount, options.Pairs), options.Seed, NoiseStream.Validation).Points;
    }

    /// <summary>What the user decides.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Threads and cancellation.</summary>
    public Execution Execution { get; }

    /// <summary>The data distribution; that of the class where there is a condition.</summary>
    public GaussianMixture Target { get; }

    /// <summary>Whether the teacher is a guided flow, whose velocity is no average over data of the target.</summary>
    public bool IsGuided => dependsOn.Length > 1;

    /// <summary>The exact flow, not counted.</summary>
    public Flow Exact { get; }

    /// <summary>The teacher; what is evaluated through it is counted.</summary>
    public Flow Teacher { get; }

    /// <summary>Teacher evaluations so far.</summary>
    public EvaluationCounter Counter { get; } = new();

    /// <summary>The symmetries of the target that pairs are completed by.</summary>
    public SymmetryGroup Symmetry { get; }

    /// <summary>Training noise x0, before it is completed by symmetry.</summary>
    public SampleBatch Noise { get; }

    /// <summary>Noise that findings are measured on; never trained on.</summary>
    public SampleBatch Validation { get; }

    /// <summary>The solver of teacher trajectories.</summary>
    public IOneStepSolver FineSolver { get; }

    /// <summary>Figures reported so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>What a reader must know, so far.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Reports a figure.</summary>
    /// <param name="name">What it is, in words.</param>
    /// <param name="value">The figure.</param>
    public void Report(string name, double value) => findings.Add(new Finding(name, value));

    /// <summary>Tells the reader something; the same sentence is told once.</summary>
    /// <param name="warning">A clause without a full stop.</param>
    public void Warn(string warning)
    {
        if (!warnings.Contains(warning))
        {
            warnings.Add(warning);
        }
    }

    /// <summary>States of the training noise on the teacher's trajectories, one batch per knot, completed by symmetry.</summary>
    /// <param name="grid">The knots.</param>
    public SampleBatch[] TeacherStates(TimeGrid grid) =>
        [.. Sampler.Trajectory(Teacher, FineSolver, grid, Noise, Execution).Select(Symmetry.Complete)];

    /// <summary>The grid of the schedule for Euler's method; what it costs is counted.</summary>
    /// <param name="steps">Steps wanted.</param>
    public TimeGrid Grid(int steps)
    {
        ScheduleContext context = new(Exact, Target, Tableaus.Euler, calibration, Execution);
        TimeGrid grid = schedule.Prepare(context).Build(steps);
        Counter.AddVelocities(context.Counter.Velocities);
        return grid;
    }

    /// <summary>Fits a student: in closed form on features, or a perceptron by gradient steps.</summary>
    /// <param name="withTime">Whether the time is an input.</param>
    /// <param name="blocks">The rows.</param>
    public ILearnedFunction Fit(bool withTime, IReadOnlyList<RegressionBlock> blocks)
    {
        if (Options.Regressor == RegressorKind.Perceptron)
        {
            return PerceptronTraining.Fit(Options.Hidden, Options.Seed, Options.Iterations, blocks, Execution);
        }

        IFeatureMap features = withTime ? FeatureDesign.ForAllTimes(Options, dependsOn) : FeatureDesign.ForKnot(Options, dependsOn);
        WarnOfFew(blocks.Sum(static b => b.Inputs.Count), features);
        return RidgeRegression.Fit(features, FeatureDesign.AffineCount(withTime), blocks, Options.Penalty, Execution, Warn);
    }

    /// <summary>Fits a student at one knot to states and targets that were completed by <see cref="Symmetry"/>.</summary>
    /// <param name="t">Time of the knot.</param>
    /// <param name="states">States, completed.</param>
    /// <param name="targets">What the student should give there, completed.</param>
    /// <param name="weights">Weights of the rows, positive, the same for all images of a state; null when all count alike.</param>
    public ILearnedFunction FitKnot(double t, SampleBatch states, SampleBatch targets, double[]? weights = null) =>
        Options.Regressor == RegressorKind.Perceptron
            ? Fit(withTime: false, [.. RegressionBlock.Cut(t, states, targets, weights)])
            : SolveKnot(t, states, targets, weights).Regressor;

    /// <summary>As <see cref="FitKnot"/> for a linear student, keeping the normal equations.</summary>
    internal RidgeSolution SolveKnot(double t, SampleBatch states, SampleBatch targets, double[]? weights)
    {
        IFeatureMap features = FeatureDesign.ForKnot(Options, dependsOn);
        WarnOfFew(states.Count, features);
        int first = states.Count / Symmetry.Order;
        RidgeMoments moments = SymmetricMoments.Of(
            features, Symmetry, [.. RegressionBlock.Cut(t, states.Slice(0, first), targets.Slice(0, first), weights?[..first])], Execution)
            ?? RidgeMoments.Of(features, [.. RegressionBlock.Cut(t, states, targets, weights)], Execution);
        return RidgeRegression.Solve(features, FeatureDesign.AffineCount(withTime: false), moments, Options.Penalty, Warn);
    }

    /// <summary>Complains when there are few rows for the features.</summary>
    private void WarnOfFew(int rows, IFeatureMap features)
    {
        if (rows < 10 * features.Count)
        {
            Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows} rows are few for {features.Count} features: below 10 per feature the fit follows its pairs more than the flow; "
                    + $"ask for more pairs or fewer features"));
        }
    }
}
