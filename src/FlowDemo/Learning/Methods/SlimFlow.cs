using FlowDemo.Learning.Models;
using FlowDemo.Learning.Regressors;
using FlowDemo.Randomness;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// Small students by gradient descent, in two stages. Annealing reflow trains on pairs whose noise is mixed with fresh noise,
/// <c>x0' = sqrt(1 - b^2) x0 + b n</c>, b falling from 1 (the first flow) to 0 (the second), which spares a small first flow.
/// Flow-guided distillation then trains a one-step student from that flow v on <c>|x0 + w(x0) - x1|^2</c> and, from
/// fresh noise z, on the end that two steps of v reach: <c>x = z + t w(z), target x + (1 - t) v(x, t), t in [0.2, 0.8]</c>.
/// </summary>
/// <remarks>
/// Zhu, Liu, Liu, SlimFlow: Training Smaller One-Step Diffusion Models with Rectified Flow, 2024, arXiv 2407.12718, with squares
/// in place of a perceptual distance. In the plane annealing gave no consistent gain; guidance gave a few percent.
/// </remarks>
internal sealed class SlimFlow : ITrainingMethod
{
    private const int BlockSize = 64;
    private const int BlocksPerBatch = 8;
    private const double AnnealedFraction = 0.6;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "slimflow", "Small perceptrons: annealing reflow, then one-step distillation guided by it.", static _ => new SlimFlow())
    {
        Formula = "x0' = sqrt(1 - b^2) x0 + b n with b from 1 to 0; then |x0 + w(x0) - x1|^2 and two-step targets of the reflow",
        Order = "one step",
        Cost = TrainingContext.PairCost + "; gradient steps of a perceptron (--hidden, --iterations)",
        Source = "Zhu, Liu, Liu, SlimFlow: Training Smaller One-Step Diffusion Models with Rectified Flow, 2024, arXiv 2407.12718",
        Notes = "The model holds both: the distilled student at 1 step, the annealed reflow at more.",
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
        reflow.Run(options.Iterations, i => Batch(() => Annealed(pairs, Noisiness(i, options.Iterations), random)), context.Execution);
        LearnedVelocityField flow = Field(context, [], reflow.Result());
        FlowReport.ReportStudent(context, flow, "annealed reflow");

        PerceptronTraining student = new(options.Hidden, options.Seed);
        student.Run(
            options.Iterations,
            i => i % 2 == 0 ? Batch(() => Distilled(pairs, random)) : Batch(() => Guided(flow, student, random)),
            context.Execution);
        return [new ModelMember(TimeGrid.Uniform(1), Field(context, [0], student.Result())), new ModelMember(null, flow)];
    }

    /// <summary>b of an iteration: linear from 1 to 0, and 0 for the last part.</summary>
    internal static double Noisiness(int iteration, int iterations) => 1 - Math.Min(1, iteration / (AnnealedFraction * iterations));

    /// <summary>The mixed noise <c>sqrt(1 - b^2) x0 + b n</c>, which is standard normal for every b.</summary>
    internal static SampleBatch Mix(SampleBatch x0, SampleBatch fresh, double b)
    {
        SampleBatch mixed = x0.Clone();
        Flat.Combine(mixed.Values, Math.Sqrt(1 - (b * b)), b, fresh.Values);
        return mixed;
    }

    private static LearnedVelocityField Field(TrainingContext context, double[] knots, Perceptron perceptron) =>
        new([.. knots], [perceptron], Prediction.Velocity, context.Exact);

    private static RegressionBlock[] Batch(Func<RegressionBlock> block) => [.. Enumerable.Range(0, BlocksPerBatch).Select(_ => block())];

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

    private static RegressionBlock Distilled(SampleBatch[] pairs, RandomSource random)
    {
        (SampleBatch x0, SampleBatch x1) = Some(pairs, random);
        Flat.AddScaled(x1.Values, -1, x0.Values);
        return new RegressionBlock(0, x0, x1);
    }

    private static RegressionBlock Guided(LearnedVelocityField flow, PerceptronTraining student, RandomSource random)
    {
        SampleBatch z = DataPoints.Noise(BlockSize, random);
        double t = ContinuousUniform.Sample(random, 0.2, 0.8);
        SampleBatch first = z.NewLike();
        student.Result().Evaluate(0, z, first);
        SampleBatch middle = z.Clone();
        Flat.AddScaled(middle.Values, t, first.Values);
        SampleBatch second = z.NewLike();
        flow.Evaluate(t, middle, second);

        // The end less z, over a time of 1: t w(z) + (1 - t) v.
        Flat.Combine(second.Values, 1 - t, t, first.Values);
        return new RegressionBlock(0, z, second);
    }
}
