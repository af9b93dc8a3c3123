using System.Collections.Immutable;
using FlowDemo.Learning.Models;
using FlowDemo.Paths;
using FlowDemo.Schedules;
using FlowDemo.Targets;

namespace FlowDemo.Learning;

/// <summary>Target x path x method x options -> model.</summary>
public static class Trainer
{
    /// <summary>Trains a model by a method of the catalogue.</summary>
    /// <param name="method">Name of the training method, with parameters.</param>
    /// <param name="target">The data distribution.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="options">What the user decides.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="FlowDemoException">Something asked for is unknown, out of range or not possible together.</exception>
    /// <exception cref="ArithmeticException">The numbers broke down.</exception>
    public static VelocityModel Train(string method, Target target, string path, TrainingOptions options, Execution execution) =>
        Train(TrainingCatalog.All.Resolve(method), target, path, options, execution);

    /// <summary>Trains a model.</summary>
    /// <param name="method">The training method.</param>
    /// <param name="target">The data distribution.</param>
    /// <param name="path">Id of the path.</param>
    /// <param name="options">What the user decides.</param>
    /// <param name="execution">Threads and cancellation.</param>
    /// <exception cref="FlowDemoException">Something asked for is unknown, out of range or not possible together.</exception>
    /// <exception cref="ArithmeticException">The numbers broke down.</exception>
    public static VelocityModel Train(
        Named<ITrainingMethod> method, Target target, string path, TrainingOptions options, Execution execution)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(target);
        ITrainingMethod training = method.Value;
        options = training.Adapt(options);
        var members = ImmutableArray.CreateBuilder<ModelMember>();
        List<Finding> findings = [];
        List<TrainingContext> contexts = [];
        ISchedule schedule = ScheduleCatalog.All.Create(options.Schedule ?? training.Schedule);
        ImmutableArray<ClassCondition?> conditions = training.ConditionsOf(target);
        foreach (ClassCondition? condition in conditions)
        {
            TrainingContext context = new(target.Given(condition), PathCatalog.All.Create(path), options, schedule, execution);
            if (context.Symmetry.Order > 1)
            {
                context.Report("symmetries of the target that each pair was completed by", context.Symmetry.Order);
            }

            members.AddRange(training.Train(context).Select(m => m with { Condition = condition }));
            findings.AddRange(
                context.Findings.Select(f => conditions.Length == 1 ? f : f with { Name = $"class {condition!.Label}: {f.Name}" }));
            contexts.Add(context);
        }

        return new VelocityModel(
            target.Whole,
            path,
            members.DrainToImmutable(),
            new TrainingRecord(
                method.Name,
                target.Name,
                options,
                contexts.Sum(static c => c.Counter.Velocities),
                [.. findings],
                [.. contexts.SelectMany(static c => c.Warnings).Distinct()]));
    }
}
