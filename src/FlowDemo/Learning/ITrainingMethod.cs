using System.Collections.Immutable;
using FlowDemo.Learning.Models;
using FlowDemo.Targets;

namespace FlowDemo.Learning;

/// <summary>A way to make a velocity field that needs fewer steps.</summary>
public interface ITrainingMethod
{
    /// <summary>The options as the method can use them: one whose point is gradient descent fits no linear features.</summary>
    /// <param name="options">What the user asked for.</param>
    TrainingOptions Adapt(TrainingOptions options) => options;

    /// <summary>
    /// The classes to train for, fields for each: what the target is conditioned on, unless the method's point is several.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <returns>Conditions; null stands for the whole target.</returns>
    /// <exception cref="FlowDemoException">The target cannot be cut into the classes, or is under another condition.</exception>
    ImmutableArray<ClassCondition?> ConditionsOf(Target target) => [target.Condition];

    /// <summary>Id of the schedule whose knots it trains at, unless the user chooses another.</summary>
    string Schedule => "uniform";

    /// <summary>Why the fields cannot be sampled from N(0, I) and compared, as a clause; null when they can.</summary>
    string? NotForNoise => null;

    /// <summary>
    /// Whether a field for the knots of one grid is right on another too: its functions do not depend on the length of a step.
    /// </summary>
    /// <param name="trained">The grid that it was trained on.</param>
    /// <param name="grid">The other grid.</param>
    bool Serves(TimeGrid trained, TimeGrid grid) => false;

    /// <summary>Trains on the teacher of a context.</summary>
    /// <param name="context">The exact teacher, training noise, options, and the tally of what is spent.</param>
    /// <returns>The fields, one for each number of steps or one for all.</returns>
    /// <exception cref="FlowDemoException">The method cannot do what the options ask.</exception>
    /// <exception cref="ArithmeticException">The numbers broke down.</exception>
    IReadOnlyList<ModelMember> Train(TrainingContext context);
}
