using System.Collections.Immutable;
using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Learning.Models;
using FlowDemo.Sampling;
using FlowDemo.Solvers;
using FlowDemo.Targets;

namespace FlowDemo.Learning.Methods;

/// <summary>
/// A student of one step for each class of the data, from a guided teacher. With T_A the end point map of
/// <c>A u(x, t | c) + (1 - A) u(x, t)</c>: rectification on the pairs (x0, T_A(x0 | c)) gives one velocity v for all times, and then
/// <c>w = argmin E|x0 + w(x0) - Z1|^2, Z1 = end point of v from x0</c>.
/// </summary>
/// <param name="classes">N, the number of classes, at least 1.</param>
/// <param name="guidance">A, from 0 to 100.</param>
/// <remarks>
/// Liu, Zhang, Ma, Peng, Liu, InstaFlow: One Step is Enough for High-Quality Diffusion-Based Text-to-Image Generation, 2023,
/// arXiv 2309.06380, with squares in place of a perceptual distance and classes in place of texts. There distillation succeeds
/// only after rectification, whose pairs a network learns more easily. The end points are a function of the noise either way, so
/// with unlimited capacity distillation alone would do as well; the report says what it does with this capacity.
/// </remarks>
internal sealed class InstaFlow(int classes, double guidance) : ITrainingMethod
{
    private const double Steepness = 4;

    /// <summary>The rectified flow is nearly straight, so few steps of order 4 do.</summary>
    private static readonly SubdividedSolver RectifiedSolver = new(Tableaus.Rk4, 25);

    private static readonly TimeGrid OneStep = TimeGrid.Uniform(1);

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<ITrainingMethod> Entry { get; } = new(
        "instaflow", "A one-step student for each class: reflow on pairs of the guided flow, then distillation.", static a =>
            new InstaFlow(a.Integer(0, 1, 1000), a.Number(1, 0, ClassCondition.LargestGuidance)))
    {
        Formula = "reflow on (x0, T_A(x0 | c)), T_A the end point of A u(x, t | c) + (1 - A) u(x, t); then |x0 + w(x0) - end of the "
            + "reflow|^2",
        Order = "one step",
        Cost = TrainingContext.PairCost + "; 100 evaluations of the reflow per pair; for each class",
        Source = "Liu et al., InstaFlow: One Step is Enough for High-Quality Diffusion-Based Text-to-Image Generation, 2023, arXiv "
            + "2309.06380",
        Notes = "compare picks the student by --class and --guidance. The model holds the reflow too, for more steps. Reports what "
            + "distillation does without reflow: with unlimited capacity the same.",
        Parameters =
        [
            new MethodParameter("classes", "4", "number of classes, 1 to 1000: runs of neighbouring components of the target"),
            new MethodParameter("guidance", "1.5", "A, 0 to 100; 1 is none"),
        ],
    };

    /// <inheritdoc/>
    public ImmutableArray<ClassCondition?> ConditionsOf(Target target)
    {
        if (target.Condition is not ClassCondition one)
        {
            return [.. Enumerable.Range(1, classes).Select(c => new ClassCondition(c, classes, guidance))];
        }

        return one.Count == classes && one.Guidance == guidance
            ? [one]
            : throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"'instaflow' is to train {classes} classes with guidance {guidance}, and the target is under {one}; make them agree, as "
                    + $"in instaflow:{one.Count},{one.Guidance}."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelMember> Train(TrainingContext context)
    {
        LinearPathOnly.Require(context, "instaflow");
        SampleBatch ends = Sampler.Run(context.Teacher, context.FineSolver, OneStep, context.Noise, context.Execution);
        LearnedVelocityField rectified = ReflowStudent.Fit(
            context, ReflowStudent.Rows(
                context.Symmetry.Complete(context.Noise), context.Symmetry.Complete(ends), static f => TimeDensity.UShaped(f, Steepness)));
        Flow flow = context.Exact with { Field = new CountingVelocityField(rectified, context.Counter) };
        ModelMember student = Distil(context, Sampler.Run(flow, RectifiedSolver, OneStep, context.Noise, context.Execution));
        Report(context, rectified, student.Field, Distil(context, ends).Field);
        return [student, new ModelMember(null, rectified)];
    }

    private static ModelMember Distil(TrainingContext context, SampleBatch ends)
    {
        SampleBatch chord = ends.Clone();
        Flat.AddScaled(chord.Values, -1, context.Noise.Values);
        return KnotStudent.Fit(
            context, OneStep, new KnotRows([context.Symmetry.Complete(context.Noise)], [context.Symmetry.Complete(chord)], null));
    }

    private static void Report(TrainingContext context, IVelocityField rectified, IVelocityField student, IVelocityField direct)
    {
        SampleBatch exact = Sampler.Run(context.Exact, context.FineSolver, OneStep, context.Validation, context.Execution);
        void Tell(string sampler, IVelocityField field, ISolver solver, int steps)
        {
            SampleBatch end = Sampler.Run(
                context.Exact with { Field = field }, solver, TimeGrid.Uniform(steps), context.Validation, context.Execution);
            context.Report($"RMSE to the guided flow of {sampler}", Flat.RootMeanSquareDistance(end, exact));
        }

        foreach (int steps in context.Options.Steps)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"{steps} of its Euler steps"), context.Exact.Field, Tableaus.Euler, steps);
        }

        Tell("the rectified flow", rectified, RectifiedSolver, 1);
        Tell("one step distilled from the rectified flow", student, Tableaus.Euler, 1);
        Tell("one step distilled without it", direct, Tableaus.Euler, 1);
    }
}
