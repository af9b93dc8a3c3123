namespace FlowDemo.Learning.Models;

/// <summary>What a fitted function gives.</summary>
public enum Prediction
{
    /// <summary>The velocity itself.</summary>
    Velocity,

    /// <summary>What is added to the exact velocity of the target: fine-tuning from the teacher.</summary>
    Residual,

    /// <summary>The data point x1; the velocity is <c>alpha' x1 + sigma' (x - alpha x1) / sigma</c>.</summary>
    Data,
}
