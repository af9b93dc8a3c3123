namespace FlowDemo.Learning.Methods;

/// <summary>Which chord a knot's velocity points along.</summary>
public enum Chord
{
    /// <summary>From the teacher's state at the knot to its state at the next: <c>(x(t') - x(t)) / (t' - t)</c>.</summary>
    Trajectory,

    /// <summary>From the noise to the end point of its trajectory, at the points of the straight line between them.</summary>
    Line,
}
