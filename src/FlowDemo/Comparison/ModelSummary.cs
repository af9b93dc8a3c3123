using FlowDemo.Models;

namespace FlowDemo.Comparison;

/// <summary>What a report says of the model that was compared on.</summary>
/// <param name="Command">The command that served it.</param>
/// <param name="Greeting">What it says of itself.</param>
/// <param name="Velocities">Velocities that it was asked for in all, summed over samples: reference, schedules, fits and rows.</param>
/// <param name="Deviation">Standard deviation of the reference's end points, over all coordinates together; data units.</param>
/// <param name="FlowDistance">Root mean squared distance of its flow's end points from those of the exact flow of the target beside it;
/// null
/// where there is none.</param>
public sealed record ModelSummary(string Command, ModelGreeting Greeting, long Velocities, double Deviation, double? FlowDistance);
