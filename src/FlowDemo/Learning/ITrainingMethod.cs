using FlowDemo.Learning.Models;

namespace FlowDemo.Learning;

/// <summary>A way to make a velocity field that needs fewer steps.</summary>
public interface ITrainingMethod
{
    /// <summary>The options as the method can use them: one whose point is gradient descent fits no linear features.</summary>
    /// <param name="options">What the user asked for.</param>
    TrainingOptions Adapt(TrainingOptions options) => options;

    /// <summary>Trains on the teacher of a context.</summary>
    /// <param name="context">The exact teacher, training noise, options, and the tally of what is spent.</param>
    /// <returns>The fields, one for each number of steps or one for all.</returns>
    /// <exception cref="FlowDemoException">The method cannot do what the options ask.</exception>
    /// <exception cref="ArithmeticException">The numbers broke down.</exception>
    IReadOnlyList<ModelMember> Train(TrainingContext context);
}
