namespace FlowDemo.Targets.Shapes;

/// <summary>The eight dark squares of a 4 x 4 board that covers [-4, 4] x [-4, 4], each a patch of 3 x 3 round Gaussians.</summary>
internal static class Checkerboard
{
    // Neighbours are 2.4 standard deviations apart: inside a square the density is level to 6 % and its edge is still sharp.
    private const int PerSide = 3;
    private const double Width = 0.28;

    /// <summary>The catalogue's line.</summary>
    internal static CatalogEntry<Func<PointsOptions, Target>> Entry { get; } = BuiltInTarget.Mixture(
        "checkerboard", "The eight dark squares of a 4 x 4 board over [-4, 4] x [-4, 4]", BuiltInTarget.Own, Create)
        with
    { Aliases = ["chessboard"] };

    public static GaussianMixture Create()
    {
        List<GaussianComponent> pieces = [];
        for (int row = 0; row < 4; row++)
        {
            for (int column = row % 2; column < 4; column += 2)
            {
                for (int k = 0; k < PerSide * PerSide; k++)
                {
                    double x = (2 * column) - 4 + ((2 * (k % PerSide)) + 1.0) / PerSide;
                    double y = (2 * row) - 4 + ((2 * (k / PerSide)) + 1.0) / PerSide;
                    pieces.Add(GaussianComponent.Isotropic(1, x, y, Width));
                }
            }
        }

        return new GaussianMixture(pieces.ToArray(), isKernelMixture: true);
    }
}
