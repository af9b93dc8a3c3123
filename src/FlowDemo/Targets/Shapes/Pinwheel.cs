namespace FlowDemo.Targets.Shapes;

/// <summary>
/// Five bent arms: a normal cloud at distance r ~ N(1, 0.3^2) of thickness 0.1, turned by <c>0.25 exp(r)</c>, so that the
/// outside runs ahead; doubled in size. Each arm is seven Gaussians that follow the bend.
/// </summary>
/// <remarks>Johnson et al., Composing Graphical Models with Neural Networks, 2016, arXiv 1603.06277, figure 1.</remarks>
internal static class Pinwheel
{
    private const int Arms = 5;
    private const int PerArm = 7;
    private const double RadialWidth = 0.3;
    private const double Thickness = 0.1;
    private const double Rate = 0.25;
    private const double Size = 2;

    // In units of the radial width: pieces of width 0.5 every 0.8. Weighted as below they add up to the unit normal.
    private const double Spacing = 0.8;
    private const double PieceWidth = 0.5;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> Entry { get; } = BuiltInTarget.Mixture(
        "pinwheel", "Five bent arms", "Johnson et al., Composing Graphical Models with Neural Networks, 2016, arXiv 1603.06277", Create);

    public static GaussianMixture Create()
    {
        var pieces = new GaussianComponent[Arms * PerArm];
        for (int arm = 0; arm < Arms; arm++)
        {
            for (int k = 0; k < PerArm; k++)
            {
                double offset = Spacing * (k - ((PerArm - 1) / 2));
                pieces[(arm * PerArm) + k] = Piece(2 * Math.PI * arm / Arms, offset);
            }
        }

        return new GaussianMixture(pieces, isKernelMixture: true);
    }

    private static GaussianComponent Piece(double armAngle, double offset)
    {
        double weight = Math.Exp(-offset * offset / (2 * (1 - (PieceWidth * PieceWidth))));
        double radius = 1 + (RadialWidth * offset);
        (double sine, double cosine) = Math.SinCos(armAngle + (Rate * Math.Exp(radius)));

        // The bend, linear over a piece: the derivative of radius * (cosine, sine) by the radius, and the direction across.
        double turn = radius * Rate * Math.Exp(radius);
        (double alongX, double alongY) = (cosine - (turn * sine), sine + (turn * cosine));
        double along = Size * RadialWidth * PieceWidth;
        double across = Size * Thickness;
        return new GaussianComponent(
            weight,
            Size * radius * cosine,
            Size * radius * sine,
            (along * along * alongX * alongX) + (across * across * sine * sine),
            (along * along * alongX * alongY) - (across * across * sine * cosine),
            (along * along * alongY * alongY) + (across * across * cosine * cosine));
    }
}
