using FlowDemo.Paths;

namespace FlowDemo.Fitting.Universal;

/// <summary>
/// Coordinates in which noise and data have unit width, whatever the path: for data of mean M and width c
/// <c>s = alpha c / (alpha c + sigma), y = (x - alpha M) / (alpha c + sigma)</c>. There the flow is that of the data moved to 0 and
/// brought to width 1, on the linear path, exactly: at s = 0 y is the noise, at s = 1 it is <c>(x_1 - M) / c</c>.
/// </summary>
/// <param name="path">The path of x.</param>
/// <param name="mean">M, one number for each coordinate.</param>
/// <param name="width">c, root mean square distance of the data from M along their widest direction, positive.</param>
internal sealed class UnitWidth(IPath path, double[] mean, double width)
{
    /// <summary>The path where y has the time s.</summary>
    /// <param name="s">In [0, 1].</param>
    public PathPoint At(double s) => path.At(s switch
    {
        0 => 0,
        1 => 1,
        _ => NoiseLevel.TimeOf(path, width * (1 - s) / s),
    });

    /// <summary>The knots of x for knots of y.</summary>
    /// <param name="knots">Knots of y.</param>
    public TimeGrid Times(TimeGrid knots) => new([.. knots.Knots.Select(s => At(s).Time)]);

    /// <summary>
    /// Takes states back: x = (alpha c + sigma) y + alpha M. Coordinates beyond those of M are tangents, which M leaves alone.
    /// </summary>
    /// <param name="p">The path at their time.</param>
    /// <param name="y">The states.</param>
    /// <param name="x">Receives x.</param>
    public void Back(PathPoint p, SampleBatch y, SampleBatch x)
    {
        y.Values.CopyTo(x.Values);
        Flat.Scale(x.Values, (p.Alpha * width) + p.Sigma);
        Shift(x, p.Alpha);
    }

    /// <summary>
    /// Turns a velocity of x into that of y: <c>dy/ds = ((u - alpha' M) w - (x - alpha M) w') / (c (alpha' sigma - alpha sigma'))</c> with
    /// <c>w = alpha c + sigma</c>; <c>(x - alpha M) w' = w w' y</c>.
    /// </summary>
    /// <param name="p">The path at their time, before its end.</param>
    /// <param name="y">The states.</param>
    /// <param name="velocity">u; receives dy/ds.</param>
    public void Turn(PathPoint p, SampleBatch y, SampleBatch velocity)
    {
        double w = (p.Alpha * width) + p.Sigma;
        double rate = (p.AlphaRate * width) + p.SigmaRate;
        Shift(velocity, -p.AlphaRate);
        Flat.AddScaled(velocity.Values, -rate, y.Values);
        Flat.Scale(velocity.Values, w / (width * p.Wronskian));
    }

    private void Shift(SampleBatch batch, double factor)
    {
        for (int d = 0; d < mean.Length; d++)
        {
            foreach (ref double value in batch.PaddedCoordinate(d))
            {
                value += factor * mean[d];
            }
        }
    }
}
