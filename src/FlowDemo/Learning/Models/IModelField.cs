using FlowDemo.Fields;

namespace FlowDemo.Learning.Models;

/// <summary>A velocity field that a training method produced.</summary>
public interface IModelField : IVelocityField
{
    /// <summary>Numbers that were fitted; 0 for a field in closed form.</summary>
    long ParameterCount { get; }
}
