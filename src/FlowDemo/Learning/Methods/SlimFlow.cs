using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Small students by gradient descent, in two stages. Annealing reflow trains on pairs whose noise is mixed with fresh noise,
/// <c>x0' = sqrt(1 - b^2) x0 + b n</c>, b falling from 1 (the first flow) to 0 (the second), which spares a small first flow.
/// Flow-guided distillation then tunes a copy of that flow v into a one-step student w. Every step takes both losses:
/// <c>|x0 + w(x0) - x1|^2</c> on pairs and, from fresh noise z, the distance to the end that two steps reach:
/// <c>x = z + t w(z), target x + (1 - t) v(x, t), t in [0.2, 0.8]</c>.
/// </summary>
/// <param name="annealed">W, the part of the iterations over which b falls; 0 trains on the pairs as they are.</param>
/// <param name="guidance">Weight of the two-step loss; 0 leaves it out.</param>
/// <param name="schedule">How b falls.</param>
/// <remarks>
/// Zhu, Liu, Liu, SlimFlow: Training Smaller One-Step Diffusion Models with Rectified Flow, 2024, arXiv 2407.12718, with squares
/// in place of a perceptual distance; W is 300000 of 800000 iterations there.
/// </remarks>
internal sealed class SlimFlow(double annealed, double guidance, AnnealingSchedule schedule) : ITrainingMethod
{
    private const int BlockSize = 64;
    private const int BlocksPerBatch = 8;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "slimflow",
        "Small perceptrons: annealing reflow, then one-step distillation from it and guided by it.",
        static a => new SlimFlow(a.Number(0, 0, 1), a.Number(1, 0, 100), ScheduleOf(a.Word(2, "linear", "cos", "exp"))))
    {
        Formula = "x0' = sqrt(1 - b^2) x0 + b n with b from 1 to 0; then |x0 + w(x0) - x1|^2 and two-step targets of the reflow, w "
            + "starting from it",
        Order = "one step",
        Cost = TrainingContext.PairCost + "; gradient steps of a perceptron (--hidden, --iterations)",
        Source = "Zhu, Liu, Liu, SlimFlow: Training Smaller One-Step Diffusion Models with Rectified Flow, 2024, arXiv 2407.12718",
        Notes = "The model holds both: the distilled student at 1 step, the annealed reflow at more.",
        Parameters =
        [
            new MethodParameter(
                "annealed",
                "0.375",
                "W, part of the iterations over which the noise of the pairs stops being fresh, 0 to 1; 0 for plain reflow"),
            new MethodParameter("guidance", "1", "weight of the two-step loss, 0 to 100; 0 for plain distillation"),
            new MethodParameter("schedule", "linear", "of b over W: linear, cos, or exp, which has fallen to 1 / e at W"),
        ],
    };

    /// <inheritdoc/>
    public TrainingOptions Adapt(TrainingOptions options)
    {
        return options with { Regressor = RegressorKind.Perceptron };
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        LinearPathOnly.Require(context, "slimflow");
        SampleBatch[] pairs = context.TeacherStates(TimeGrid.Uniform(1));
        TrainingOptions options = context.Options;
        RandomSource random = RandomStream.Open(options.Seed, NoiseStream.Batches);

        PerceptronTraining reflow = new(options.Hidden, options.Seed);
        reflow.Run(
            options.Iterations,
            i => Batch(BlocksPerBatch, () => Annealed(pairs, Noisiness(i, options.Iterations), random)),
            context.Execution);
        Perceptron start = reflow.Result();
        LearnedVelocityField flow = Field(context, [], start);
        FlowReport.ReportStudent(context, flow, "annealed reflow");

        PerceptronTraining student = new(start);
        Func<RegressionBlock[]> distilled = PerceptronTraining.Batches(options.Seed, [.. Distilled(pairs)]);
        student.Run(
            options.Iterations,
            _ => guidance == 0 ? distilled() : Both(distilled(), flow, student.Result(), random),
            context.Execution);
        return [new ModelMember(TimeGrid.Uniform(1), Field(context, [0], student.Result())), new ModelMember(null, flow)];
    }

    /// <summary>b of an iteration: it falls from 1 over the annealed part, and is 0 after it except with exp.</summary>
    internal double Noisiness(int iteration, int iterations)
    {
        double part = annealed == 0 ? double.PositiveInfinity : iteration / (annealed * iterations);
        return schedule switch
        {
            AnnealingSchedule.Exponential => Math.Exp(-part),
            AnnealingSchedule.Cosine => (1 + Math.Cos(Math.PI * Math.Min(1, part))) / 2,
            _ => 1 - Math.Min(1, part),
        };
    }

    /// <summary>Rows of one-step distillation: x0 at time 0, x1 - x0.</summary>
    internal static IEnumerable<RegressionBlock> Distilled(SampleBatch[] pairs)
    {
        SampleBatch line = pairs[1].Clone();
        Flat.AddScaled(line.Values, -1, pairs[0].Values);
        return RegressionBlock.Cut(0, pairs[0], line);
    }

    /// <summary>The mixed noise <c>sqrt(1 - b^2) x0 + b n</c>, which is standard normal for every b.</summary>
    internal static SampleBatch Mix(SampleBatch x0, SampleBatch fresh, double b)
    {
        SampleBatch mixed = x0.Clone();
        Flat.Combine(mixed.Values, Math.Sqrt(1 - (b * b)), b, fresh.Values);
        return mixed;
    }

    private static LearnedVelocityField Field(TrainingContext context, double[] knots, Perceptron perceptron) =>
        new([.. knots], [perceptron], Prediction.Velocity, context.Exact);

    private static RegressionBlock[] Batch(int count, Func<RegressionBlock> block) => [.. Enumerable.Range(0, count).Select(_ => block())];

    private static AnnealingSchedule ScheduleOf(string word) => word switch
    {
        "exp" => AnnealingSchedule.Exponential,
        "cos" => AnnealingSchedule.Cosine,
        _ => AnnealingSchedule.Linear,
    };

    private static (SampleBatch X0, SampleBatch X1) Some(SampleBatch[] pairs, RandomSource random)
    {
        int count = Math.Min(BlockSize, pairs[0].Count);
        int start = DiscreteUniform.Sample(random, 0, pairs[0].Count - count);
        return (pairs[0].Slice(start, count), pairs[1].Slice(start, count));
    }

    private static RegressionBlock Annealed(SampleBatch[] pairs, double b, RandomSource random)
    {
        (SampleBatch x0, SampleBatch x1) = Some(pairs, random);
        x0 = b == 0 ? x0 : Mix(x0, DataPoints.Noise(x0.Count, random), b);
        double t = ContinuousUniform.Sample(random, 0, 1);
        SampleBatch point = x1.Clone();
        Flat.Combine(point.Values, t, 1 - t, x0.Values);
        Flat.AddScaled(x1.Values, -1, x0.Values);
        return new RegressionBlock(t, point, x1);
    }

    /// <summary>Rows of both losses; a loss is a mean over its own blocks, whatever their number.</summary>
    private RegressionBlock[] Both(RegressionBlock[] distilled, LearnedVelocityField flow, Perceptron student, RandomSource random)
    {
        double share = guidance * distilled.Length / BlocksPerBatch;
        return [.. distilled, .. Batch(BlocksPerBatch, () => Guided(flow, student, random) with { Share = share })];
    }

    private static RegressionBlock Guided(LearnedVelocityField flow, Perceptron student, RandomSource random)
    {
        SampleBatch z = DataPoints.Noise(BlockSize, random);
        double t = ContinuousUniform.Sample(random, 0.2, 0.8);
        SampleBatch first = z.NewLike();
        student.Evaluate(0, z, first);
        SampleBatch middle = z.Clone();
        Flat.AddScaled(middle.Values, t, first.Values);
        SampleBatch second = z.NewLike();
        flow.Evaluate(t, middle, second);

        // The end less z, over a time of 1: t w(z) + (1 - t) v.
        Flat.Combine(second.Values, 1 - t, t, first.Values);
        return new RegressionBlock(0, z, second);
    }
}
