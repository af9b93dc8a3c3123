using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Metrics;
using FlowDemo.Models;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.Comparison;

/// <summary>
/// What a comparison is about: a target with its exact flow, or a model, whose own fine solution then counts as true. The target that a
/// model was trained on may stand beside it: then the model's error is measured too, and metrics of laws mean something.
/// </summary>
public sealed record Subject
{
    /// <summary>A target.</summary>
    /// <param name="target">The target.</param>
    public Subject(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>A model.</summary>
    /// <param name="model">The model; its owner keeps it open until the comparison is done.</param>
    /// <param name="target">The target that it was trained on; null where nobody says.</param>
    /// <exception cref="FlowDemoException">The target is planar, and the model is not.</exception>
    public Subject(ModelField model, Target? target)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, Target) = (model, target);
        if (target is not null && model.Dimension != 2)
        {
            throw new FlowDemoException(string.Create(
                CultureInfo.InvariantCulture,
                $"The model has {model.Dimension} dimensions and the target '{target.Name}' has 2; a target beside a model is planar, as "
                    + $"the model then is."));
        }
    }

    /// <summary>The target; null for a model alone.</summary>
    public Target? Target { get; }

    /// <summary>The model; null for a target alone.</summary>
    public ModelField? Model { get; }

    /// <summary>Coordinates of a sample.</summary>
    public int Dimension => Model?.Dimension ?? 2;

    /// <summary>Components of the target whose flow it is; 0 for a model.</summary>
    internal int Components => Model is null ? Target!.Mixture.Components.Length : 0;

    /// <summary>One line about it, no full stop.</summary>
    public string Description => Target?.FullDescription
        ?? string.Create(CultureInfo.InvariantCulture, $"no target: the model's own flow in {Dimension} dimensions");

    /// <summary>What coordinates are measured in.</summary>
    public Units Units => Target?.Units ?? Units.Data;

    /// <summary>The flow that counts as true.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="FlowDemoException">A model is to follow a path that does not start from normal noise.</exception>
    public Flow FlowOn(IPath path)
    {
        if (Model is null)
        {
            return ExactFlow.Of(Target!, path);
        }

        ExactFlow.RequireNormalStart(Target, path, "A model");
        return new Flow(Model, path);
    }

    /// <summary>Refuses a metric that means nothing here.</summary>
    /// <param name="metric">The metric.</param>
    /// <exception cref="FlowDemoException">It needs a target, and there is none.</exception>
    internal void Check(Named<IMetric> metric)
    {
        if (Target is null && metric.Value.NeedsTarget)
        {
            IEnumerable<string> others = MetricCatalog.All.Entries
                .Where(static e => !e.CreateDefault().NeedsTarget)
                .Select(static e => e.Id);
            throw new FlowDemoException(
                $"The metric '{metric.Name}' compares with the law of a planar target, and a model tells of none; name the target it was "
                    + $"trained on with '--target', or choose among {string.Join(", ", others)}.");
        }
    }
}
