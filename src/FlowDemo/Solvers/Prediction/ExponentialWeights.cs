namespace FlowDemo.Solvers.Prediction;

/// <summary>
/// The weights of exponential integrators in l = -log(1 - t), the variable of ComfyUI's samplers on flow models, where phi_1(h) =
/// (1 - e^-h) / h and phi_2(h) = (1 - phi_1(h)) / h. l is 0 at the noise, so that the first steps have a history like all others,
/// and infinite at the data, so that the last step jumps to the prediction.
/// </summary>
internal static class ExponentialWeights
{
    /// <summary>l.</summary>
    /// <param name="t">Time in [0, 1].</param>
    public static double Variable(double t) => -NearZero.LogP1(-t);

    /// <summary>phi_1.</summary>
    /// <param name="h">A finite length.</param>
    public static double Phi1(double h) => 1 + ExponentialStep.G(1, -h);

    /// <summary>phi_2.</summary>
    /// <param name="h">A finite positive length.</param>
    public static double Phi2(double h) => -ExponentialStep.G(1, -h) / h;

    /// <summary>
    /// The weights of three values at distances c_2 and c_3 from the first, in units of h, that integrate parabolas as the res family
    /// does: <c>g = (3 c_3^3 - 2 c_3) / (c_2 (2 - 3 c_2)), b_3 = phi_2 / (g c_2 + c_3), b_2 = g b_3, b_1 = phi_1 - b_2 - b_3</c>.
    /// </summary>
    /// <param name="c2">Distance of the second value.</param>
    /// <param name="c3">Distance of the third value.</param>
    /// <param name="h">Length of the step.</param>
    /// <returns>The three weights and g.</returns>
    public static (double First, double Second, double Third, double Mix) Three(double c2, double c3, double h)
    {
        double mix = ((3 * c3 * c3 * c3) - (2 * c3)) / (c2 * (2 - (3 * c2)));
        double third = Phi2(h) / ((mix * c2) + c3);
        double second = mix * third;
        return (Phi1(h) - second - third, second, third, mix);
    }
}
