namespace FlowDemo.Fields;

/// <summary>The derivative of a map of the plane at a point: <c>XY</c> is the derivative of the first coordinate by the second.</summary>
internal readonly record struct Jacobian(double XX, double XY, double YX, double YY)
{
    /// <summary>How the map scales areas; negative where it turns the plane over.</summary>
    public double Determinant => (XX * YY) - (XY * YX);

    /// <summary>The derivative of (1 - t) x + t T(x) for that of T.</summary>
    /// <param name="t">In [0, 1].</param>
    public Jacobian Blend(double t) => new(1 - t + (t * XX), t * XY, t * YX, 1 - t + (t * YY));
}
