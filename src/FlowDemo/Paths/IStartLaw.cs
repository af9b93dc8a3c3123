namespace FlowDemo.Paths;

/// <summary>The law that x0 follows where it is not N(0, I), coupled to the same normal noise.</summary>
public interface IStartLaw
{
    /// <summary>Takes points of N(0, I) to points of this law, each by itself.</summary>
    /// <param name="noise">The points, planar; read only.</param>
    /// <returns>As many points.</returns>
    SampleBatch Carry(SampleBatch noise);

    /// <summary>Log density in nats.</summary>
    /// <param name="x">First coordinate.</param>
    /// <param name="y">Second coordinate.</param>
    double LogDensity(double x, double y);
}
