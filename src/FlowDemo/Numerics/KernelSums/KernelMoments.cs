namespace FlowDemo.Numerics.KernelSums;

/// <summary>
/// What the points look like from x, weighted by <c>w_k exp(-|x - alpha mu_k|^2 / 2v)</c>: the sum of these weights, and the
/// mean and central moments of mu_k under them.
/// </summary>
/// <param name="Shift">Logarithm of what was taken out of the sum.</param>
/// <param name="Sum">The sum of the weights divided by exp(Shift).</param>
/// <param name="MeanX">E[mu_x].</param>
/// <param name="MeanY">E[mu_y].</param>
/// <param name="XX">Variance of mu_x.</param>
/// <param name="XY">Covariance of mu_x and mu_y.</param>
/// <param name="YY">Variance of mu_y.</param>
/// <param name="ThirdX">E[e_x |e|^2] for e = mu - E[mu].</param>
/// <param name="ThirdY">E[e_y |e|^2] for e = mu - E[mu].</param>
internal readonly record struct KernelMoments(
    double Shift, double Sum, double MeanX, double MeanY, double XX, double XY, double YY, double ThirdX, double ThirdY)
{
    /// <summary>Logarithm of the sum of the weights.</summary>
    public double LogSum => Shift + Math.Log(Sum);
}
