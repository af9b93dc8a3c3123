namespace FlowDemo.ModelChild;

/// <summary>A field that is served over the pipe, samples row by row.</summary>
internal interface IServedField
{
    /// <summary>Coordinates of a sample.</summary>
    int Dimension { get; }

    /// <summary>The velocity of every sample at a time of the flow.</summary>
    double[] Velocity(double t, double[] x);

    /// <summary>The derivative of the velocity along a direction in space and time.</summary>
    double[] Product(double t, double[] x, double[] direction, double timeRate);
}
