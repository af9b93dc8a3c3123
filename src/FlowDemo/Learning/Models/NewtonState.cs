using FlowDemo.Fields;

namespace FlowDemo.Learning.Models;

/// <summary>Newton's method for one sample of <see cref="OracleReflowField"/>; a step that does not lower the residual is halved.</summary>
internal sealed class NewtonState(int sample, double targetX, double targetY)
{
    private readonly double goalX = targetX;
    private readonly double goalY = targetY;
    private double baseX;
    private double baseY;
    private double stepX;
    private double stepY;
    private double fraction = 1;

    public int Sample => sample;

    public double X { get; private set; } = targetX;

    public double Y { get; private set; } = targetY;

    public double BestResidual { get; private set; } = double.PositiveInfinity;

    public double BestVelocityX { get; private set; }

    public double BestVelocityY { get; private set; }

    /// <summary>The lines cross here, or the numbers broke down.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Judges the point that was mapped and moves to the next one.</summary>
    /// <param name="t">Time.</param>
    /// <param name="mapped">T(z) with its two tangents.</param>
    /// <param name="i">Where this sample is in it.</param>
    /// <returns>The residual |H_t(z) - x|.</returns>
    public double Advance(double t, SampleBatch mapped, int i)
    {
        double vx = mapped[i, 0] - X;
        double vy = mapped[i, 1] - Y;
        double rx = X + (t * vx) - goalX;
        double ry = Y + (t * vy) - goalY;
        double residual = double.Hypot(rx, ry);
        if (!(residual < BestResidual))
        {
            fraction /= 2;
            IsLost = double.IsPositiveInfinity(BestResidual);
        }
        else
        {
            (BestResidual, BestVelocityX, BestVelocityY) = (residual, vx, vy);
            (baseX, baseY, fraction) = (X, Y, 1);
            Jacobian a = TangentField.JacobianOf(mapped, i).Blend(t);
            IsLost = !(a.Determinant > 0);
            stepX = ((a.YY * rx) - (a.XY * ry)) / a.Determinant;
            stepY = ((a.XX * ry) - (a.YX * rx)) / a.Determinant;
        }

        X = baseX - (fraction * stepX);
        Y = baseY - (fraction * stepY);
        return residual;
    }
}
