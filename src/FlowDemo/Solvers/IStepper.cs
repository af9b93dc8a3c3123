namespace FlowDemo.Solvers;

/// <summary>One solution in progress. It is called once per step of the grid, in order, and allocates nothing.</summary>
public interface IStepper
{
    /// <summary>Advances every sample from t0 to t1, in place.</summary>
    /// <param name="t0">Time of the states that come in.</param>
    /// <param name="t1">Time of the states that go out, later than <paramref name="t0"/>.</param>
    /// <param name="x">The states.</param>
    void Step(double t0, double t1, SampleBatch x);
}
