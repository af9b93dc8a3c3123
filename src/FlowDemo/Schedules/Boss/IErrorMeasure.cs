namespace FlowDemo.Schedules.Boss;

/// <summary>How far a step lands from the trajectory it left: the number that a cost table holds.</summary>
internal interface IErrorMeasure
{
    /// <summary>The mean error over the batch, summed in a fixed order.</summary>
    /// <param name="anchor">Index of the anchor where the steps end.</param>
    /// <param name="predicted">Where the steps land.</param>
    /// <param name="exact">The trajectories at that anchor.</param>
    double Mean(int anchor, SampleBatch predicted, SampleBatch exact);
}
